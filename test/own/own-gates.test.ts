import { describe, expect, test } from 'vitest';
import { newMemory, type PickGates, prepare } from '../../src/cli/judge.ts';
import { judged } from '../../src/cli/judgement.ts';
import { packOf } from '../../src/config/packs.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import { overlayTree } from '../../src/load/overlay-tree.ts';
import { definitionDigest } from '../../src/receipt/definition.ts';
import { exitCode } from '../../src/result/exit-code.ts';

const BASE = diskTree('fixtures/estates/two-sites');
const FILE = 'gates/owner.gate.yaml';
const NOWHERE = { root: '.', commit: null, tree: null, dirty: null };
const memory = newMemory();

const GATE = `id: guests/role-known
title: Every active guest has a role that somebody supports
why: Nobody looks after the others.
fix: Write another role.
for: guest
where: guest.state == "active"
assert: guest.role in ["edge", "dns", "data"]
message: 'guest {guest.key} has the role "{guest.role}"; expected one of three'
at: role
`;

async function prepared(files: Readonly<Record<string, string>>) {
  const tree = overlayTree(BASE, new Map(Object.entries(files)));
  const own: PickGates = (_, catalogue) => catalogue.filter((gate) => gate.own);
  return { tree, ready: await prepare(tree, 'two-sites', undefined, own, memory) };
}

/** What the gates of these files find, and those of the given ids. */
async function found(files: Readonly<Record<string, string>>, ...ids: string[]) {
  const { tree, ready } = await prepared(files);
  const gates = ready.catalogue.filter((gate) => gate.own || ids.includes(gate.id));
  const { result } = judged(tree, ready, NOWHERE, gates);
  return {
    result,
    lines: result.findings.map(
      ({ place, message }) => `${place.file}:${place.line}:${place.column}-${place.endColumn}: ${message}`,
    ),
  };
}

describe('a gate of the estate', () => {
  test('judges what it is for, and points at the value', async () => {
    const { result, lines } = await found({ [FILE]: GATE });
    expect(result.gates[0]).toMatchObject({ id: 'guests/role-known', outcome: 'failed', severity: 'error' });
    expect(lines[0]).toMatch(/vm\.lifecycle\.yaml:41:11-16: guest \S+\/212 has the role "media"; expected/);
    expect(result.findings[0]?.fix).toBe('Write another role.');
  });

  test.each([
    ['pack', 'pack.gates.size() > 0 && pack.from in ["core", "domain"]', 'pack.id != "core"', /pack core/],
    ['dependency', 'dependency.consumer_is != null', 'dependency.via != "dns"', /dns/],
    ['script', 'script.path.size() > 0', 'script.size < 10', /script ops/],
  ])('can be for a %s', async (kind, holds, breaks, says) => {
    const gate = (assert: string) =>
      GATE.replace('for: guest', `for: ${kind}`)
        .replace(/^where: .*\n/m, '')
        .replace(/^assert: .*$/m, `assert: '${assert}'`)
        .replace(
          /^message: .*$/m,
          `message: '${kind} {${kind}.${{ pack: 'id', dependency: 'via', script: 'path' }[kind]!}}'`,
        )
        .replace(/^at: .*\n/m, '');
    const clean = await found({ [FILE]: gate(holds) });
    expect(clean.result.gates[0]).toMatchObject({ outcome: 'passed' });
    const { lines } = await found({ [FILE]: gate(breaks) });
    expect(lines.join('\n')).toMatch(says);
  });

  test('can be for a waiver', async () => {
    const gate = `${GATE.split('\nfor:')[0]}\nfor: waiver\nassert: waiver.owner.startsWith("@")\nmessage: '{waiver.gate} is accepted by {waiver.owner}'\n`;
    const row =
      '{gate: guests/owned, subject: guest home/100, owner: nobody, reason: later, expires: 2026-02-01}';
    const { lines } = await found({ [FILE]: gate, 'gate.waivers.yaml': `version: 1\nwaivers: [${row}]\n` });
    expect(lines).toEqual([expect.stringContaining('guests/owned is accepted by nobody')]);
  });

  test('is in the packs that its id fits', async () => {
    const { ready } = await prepared({ [FILE]: GATE });
    const ids = (name: string) => packOf(name, ready.settings, ready.catalogue).gates.map((gate) => gate.id);
    expect(ids('lifecycle')).toContain('guests/role-known');
    expect(ids('backups')).not.toContain('guests/role-known');
  });

  test('depends on the clock when it asks for the time, and is then no part of the hook', async () => {
    const clocked = GATE.replace('guest.role in', 'now > timestamp("2026-01-01T00:00:00Z") && guest.role in');
    const { ready } = await prepared({ [FILE]: clocked });
    const hook = packOf('hook', ready.settings, ready.catalogue).gates;
    expect(hook.some((gate) => gate.own)).toBe(false);
  });

  test('is another law for receipts when its expression changes, and the same when an example does', async () => {
    const digest = async (text: string) => {
      const { ready } = await prepared({ [FILE]: text });
      return definitionDigest(ready.catalogue.find((gate) => gate.own)!);
    };
    const before = await digest(GATE);
    expect(await digest(GATE.replace('"dns", ', ''))).not.toBe(before);
    expect(await digest(`${GATE}examples: {passing: [{name: x, edits: []}]}\n`)).toBe(before);
  });

  test('that examines nothing has not passed', async () => {
    const { result } = await found({ [FILE]: GATE.replace('"active"', '"sleeping"') });
    expect(result.gates[0]?.outcome).toBe('vacuous');
    expect(exitCode(result, 'error')).toBe(2);
  });

  test('is blocked while a contract that it reads does not load', async () => {
    const { result } = await found({ [FILE]: GATE, 'ops/bindings/vm.lifecycle.yaml': 'vms: [' });
    expect(result.gates[0]).toMatchObject({ outcome: 'blocked', reason: /vm\.lifecycle/ });
  });

  test('sees the rows of contracts, keys that no schema knows among them', async () => {
    const text = GATE.replace(
      /^where.*\nassert.*$/m,
      'where: guest.vmid == 211\nassert: guest.row.resources.cpu_cores > 2 || has(guest.row.cost_centre)',
    );
    expect((await found({ [FILE]: text })).lines).toHaveLength(1);
    const file = 'ops/bindings/vm.lifecycle.yaml';
    const paid = Buffer.from(BASE.read(file))
      .toString()
      .replace('- id: 211', '- cost_centre: 7\n    id: 211');
    expect((await found({ [FILE]: text, [file]: paid })).lines).toEqual([]);
  });
});

describe('a file that is wrong', () => {
  test.each([
    [
      'an unknown key',
      GATE.replace('guest.role in', 'guest.rol in'),
      /:7:15-18: "assert" is no expression.*did you mean "role"/,
    ],
    ['a syntax error', GATE.replace('"data"]', '"data"'), /:7:\d+-\d+: "assert" is no expression/],
    ['in a block', GATE.replace('assert: ', 'assert: |\n  true &&\n    '), /^$/],
    [
      'an unknown key in a block',
      GATE.replace('assert: guest.role', 'assert: |\n  true &&\n    guest.rol'),
      /:9:11-14: "assert"/,
    ],
    ['the message', GATE.replace('{guest.role}', '{guest.rolle}'), /:8:\d+-\d+: "message" is no expression/],
    ['an open brace', GATE.replace('{guest.role}', '{guest.role'), /this "\{" is never closed/],
    [
      'a kind that is none',
      `${GATE}reads: [vm.lifecycl]\n`,
      /:10:9-20: no contract kind is called "vm.lifecycl"; did you mean/,
    ],
    ['no entity of the model', GATE.replace('for: guest', 'for: ghost'), /:5:6-11: .*"ghost".*expected/],
    ['no assertion', GATE.replace(/^assert.*\n/m, ''), /assert/],
  ])('is a finding at its place: %s', async (_, text, words) => {
    const { result, lines } = await found({ [FILE]: text }, 'contracts/fit-schema');
    if (words.source === '^$') return expect(lines.filter((line) => line.startsWith('gates/'))).toEqual([]);
    expect(lines.filter((line) => line.startsWith('gates/'))[0]).toMatch(words);
    expect(result.gates.find((gate) => gate.id === 'guests/role-known')).toMatchObject({
      outcome: 'blocked',
    });
    expect(exitCode(result, 'error')).toBe(1);
  });

  test('is never silence, even when no other gate is asked', async () => {
    const { result } = await found({ [FILE]: 'id: [' });
    expect(result.gates[0]).toMatchObject({
      id: 'own/owner',
      outcome: 'blocked',
      reason: /^gates\/owner\.gate\.yaml:1:/,
    });
    expect(exitCode(result, 'error')).toBe(2);
  });

  test.each([
    ['a built-in gate', { [FILE]: GATE.replace('guests/role-known', 'guests/owned') }],
    ['gates/owner.gate.yaml', { [FILE]: GATE, 'gates/second.gate.yaml': GATE }],
  ])('is refused when its id belongs to %s', async (owner, files) => {
    await expect(prepared(files)).rejects.toThrow(
      new RegExp(`^gates/\\w+\\.gate\\.yaml:1:5: the id "guests/[a-z-]+" belongs to ${owner} already$`),
    );
  });

  test('whose expression cannot judge one entity finds just that', async () => {
    const text = GATE.replace(
      /^where.*\nassert.*$/m,
      'where: guest.state == "active" && guest.ssh != null\nassert: guest.ssh.via > "a"',
    );
    const { lines } = await found({ [FILE]: text });
    expect(lines[0]).toMatch(
      /^gates\/owner\.gate\.yaml:7:9-28: "assert" cannot judge guest \S+: no such overload: null > string$/,
    );
  });
});

test('only gates/ holds such files', async () => {
  const { ready } = await prepared({ 'ops/owner.gate.yaml': 'id: [', 'gates/deeper/b.gate.yml': GATE });
  expect(ready.catalogue.filter((gate) => gate.own).map((gate) => gate.own?.file)).toEqual([
    'gates/deeper/b.gate.yml',
  ]);
});
