import { beforeAll, describe, expect, test } from 'vitest';
import { diskTree } from '../../src/load/disk-tree.ts';
import { overlayTree } from '../../src/load/overlay-tree.ts';
import { loadGrammars } from '../../src/scripts/grammars.ts';
import { readText } from '../../src/scripts/text.ts';
import { told } from './judged.ts';

const SIZE = 100_000;

/** Pieces on whose repetition a careless pattern goes back and forth. */
const PIECES = [
  ...[
    'a',
    ' ',
    '\t',
    '\n',
    '-',
    '_',
    '.',
    ':',
    '/',
    '#',
    '"',
    "'",
    '`',
    '*',
    '|',
    '\\',
    '0',
    '1.',
    '0/',
    '-a',
    'a-',
    'a.',
  ],
  ...[
    ' \n',
    '- ',
    '# ',
    '[',
    '{',
    '(',
    '$(',
    '${',
    '<<A\n',
    'a b ',
    'a=',
    'a: ',
    '&a ',
    '*a ',
    '1-',
    '::',
    'GAP-OP-',
    '9e',
    '\u00e9',
    '\r\n',
    '---\n',
  ],
];
const filled = (piece: string): string => piece.repeat(Math.ceil(SIZE / piece.length)).slice(0, SIZE);

const base = diskTree('fixtures/estates/two-sites');
const textOf = (file: string): string => Buffer.from(base.read(file)).toString('utf8');

/** Places of an estate at which an attacker can write 100 kB, each with the texts around it. */
const DOORS: readonly {
  readonly name: string;
  readonly file: string;
  readonly with: (filler: string) => string;
}[] = [
  { name: 'a whole contract', file: 'ops/bindings/topology.sites.yaml', with: (filler) => filler },
  {
    name: 'values of a contract',
    file: 'ops/bindings/services.health.yaml',
    with: (filler) => {
      const value = JSON.stringify(filler);
      return `endpoints:\n  - {id: x, host: y, url: ${value}, expect: ${value}, description: ${value}}\n`;
    },
  },
  {
    name: 'a command, a glob and a schedule',
    file: 'ops/bindings/backup.inventory.yaml',
    with: (filler) => {
      const value = JSON.stringify(filler);
      return `targets:\n  - {name: t, host: pve, glob: ${value}, base_path: ${value}, schedule: ${value}}\n`;
    },
  },
  {
    name: 'the command of a capability',
    file: 'ops/capabilities.yaml',
    with: (filler) =>
      `capabilities:\n  x:\n    command: ${JSON.stringify(filler)}\n    description: ${JSON.stringify(filler)}\n`,
  },
  {
    name: 'the text of a loop',
    file: 'mailroom/state/loop-scopes/LOOP-NAS-ORDER-20251203.scope.md',
    with: (filler) =>
      `---\nloop_id: LOOP-X\nstatus: active\n---\n\n# Linked Gaps\n\n${filler}\n- GAP-OP-1 ${filler}\n`,
  },
  {
    name: 'the text of a runbook',
    file: 'docs/governance/REBOOT_HEALTH_GATE.md',
    with: (filler) =>
      `---\nscope: reboot-validation\nsites: [shop]\n---\n\n## Pre-Reboot Checklist\n\n${filler}\n- backup < 30 hours ${filler}\n`,
  },
  {
    name: 'the headings of a loop',
    file: 'mailroom/state/loop-scopes/LOOP-NAS-ORDER-20251203.scope.md',
    with: (filler) =>
      `---\nloop_id: LOOP-X\nstatus: active\n---\n\n# Linked Gaps (${filler}\n\n- GAP-OP-1\n\n## ${filler}x\n\n- a\n`,
  },
  {
    name: 'the reason of a gap',
    file: 'ops/bindings/operational.gaps.yaml',
    with: (filler) => {
      const value = JSON.stringify(`merged${filler}`);
      return `gaps:\n  - {id: ${value}, status: closed, resolution: ${value}, notes: ${value}, fixed_in: ${value}}\n`;
    },
  },
  {
    name: 'the header of a contract',
    file: 'ops/bindings/startup.sequencing.yaml',
    with: (filler) =>
      `# a${filler.replaceAll('\n', ' ')}x\n# Scope: ${filler.replaceAll('\n', ' ')}x\nversion: 4\n`,
  },
  {
    name: 'a front matter',
    file: 'docs/governance/REBOOT_HEALTH_GATE.md',
    with: (filler) => `---\n${filler}\n---\n`,
  },
];

const NAS_COMMAND = 'ops/bin/nas-off';
const CAPABILITIES = 'ops/capabilities.yaml';

/** The sample estate with a script of its own that stops the NAS; the text of one script goes on. */
function withNasCommand(path: string, more: string) {
  const ownCommand = textOf(CAPABILITIES).replace('command: "gates nas stop"', `command: "./${NAS_COMMAND}"`);
  expect(ownCommand).toContain(NAS_COMMAND);
  const script = '#!/bin/bash\nset -e\nssh "$NAS" sudo synopoweroff\n';
  const texts = new Map([
    [CAPABILITIES, ownCommand],
    [NAS_COMMAND, script],
  ]);
  return overlayTree(base, texts.set(path, (texts.get(path) ?? textOf(path)) + more));
}

const PYTHON = '#!/usr/bin/env python3\n';
const TRIED = process.env.NIGHTLY ? PIECES : PIECES.filter((_, index) => index % 14 === 12);

beforeAll(loadGrammars);

describe('100 kB of the worst text is read in time', () => {
  describe.each(DOORS)('$name', ({ file, with: around }) => {
    test('whatever is repeated', { timeout: 20_000 * PIECES.length }, async () => {
      for (const piece of TRIED) {
        await withinTime(`${file} of ${JSON.stringify(piece)}`, async () => {
          await told(only(file, around(filled(piece))));
        });
      }
    });
  });

  /** Scripts that several laws look at, each with more behind its end. */
  test.each([
    'surfaces/verify/d139-nas-governed.sh',
    'ops/plugins/infra/bin/infra-post-power-recovery',
    NAS_COMMAND,
  ])('%s, whatever is repeated', { timeout: 20_000 * PIECES.length }, async (path) => {
    for (const piece of TRIED) {
      await withinTime(`${path} of ${JSON.stringify(piece)}`, async () => {
        await told(withNasCommand(path, `\n${filled(piece)}\n`));
      });
    }
  });

  test('a script, whatever is repeated', { timeout: 20_000 * PIECES.length }, async () => {
    for (const piece of TRIED) {
      await withinTime(`a script of ${JSON.stringify(piece)}`, async () => {
        readText('x', 'shell', `#!/bin/bash\n${filled(piece)}`);
        readText('x.py', 'python', PYTHON + filled(piece));
      });
    }
  });
});

/** What stands above, beside or around each of many statements. */
const PYTHON_ROWS: readonly (readonly [string, string, string])[] = [
  ['early exits', 'if site == "a": exit(1)\n', ''],
  ['arms of a choice', '  case "a": stop()\n', 'match site:\n'],
  ['arguments with names', 'a="b",', 'stop('],
];

test.each(PYTHON_ROWS)('%s in Python, a hundred thousand characters of them', async (what, row, head) => {
  await withinTime(what, async () => {
    const { uses } = readText('x.py', 'python', PYTHON + head + filled(row));
    expect(uses.length).toBeGreaterThan(1_000);
  });
});

/** The sites of a sample estate and one hostile file. */
function only(file: string, text: string) {
  const topology = 'ops/bindings/topology.sites.yaml';
  const keep = new Set([file, topology]);
  const gone = base.files().flatMap((entry) => (keep.has(entry.path) ? [] : [[entry.path, null] as const]));
  return overlayTree(
    base,
    new Map<string, string | null>([...gone, [topology, textOf(topology)], [file, text]]),
  );
}

const LONGEST_MS = 15_000;

async function withinTime(what: string, run: () => Promise<void>): Promise<void> {
  const start = performance.now();
  await run();
  const spent = performance.now() - start;
  if (spent > LONGEST_MS) throw new Error(`${what} took ${Math.round(spent)} ms`);
}
