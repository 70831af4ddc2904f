import { cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { commandsFor } from '../../src/cli/commands.ts';
import { complete } from '../../src/cli/completion/complete.ts';
import { holding, recorded } from '../../src/cli/completion/recorded.ts';
import { SCRIPTS } from '../../src/cli/completion/scripts.ts';
import { folderOf } from '../load/tree-of.ts';
import { shell } from './command.ts';

const ESTATE = resolve('fixtures/estates/two-sites-gapped');
const root = holding(await commandsFor([]));

const words = (...line: string[]) => complete(root, line).map(({ word }) => word);

test('commands and their commands', () => {
  expect(words('')).toEqual(expect.arrayContaining(['check', 'verify', 'loop', 'completion']));
  expect(words('ver')).toEqual(['verify']);
  expect(words('loop', 's')).toEqual(['status']);
});

test('options, and what they may hold', () => {
  expect(words('check', '--sev')).toEqual(['--severity']);
  expect(words('check', '--severity', '')).toEqual(['error', 'warning']);
  expect(words('check', '--severity=w')).toEqual(['--severity=warning']);
  expect(words('check', '--severity', '=', 'w')).toEqual(['warning']);
});

test.each([
  [['check', '-C', ESTATE, '--gate', 'guests/back'], ['guests/backed-up']],
  [['check', '-C', ESTATE, '--pack', 'hoo'], ['hook']],
  [['verify', '-C', ESTATE, 'lif'], ['lifecycle']],
  [['check', '--estate', ESTATE, '--site', ''], expect.arrayContaining(['shop', 'home'])],
  [
    ['loop', 'status', '--estate', ESTATE, 'LOOP-'],
    expect.arrayContaining([expect.stringMatching(/^LOOP-/)]),
  ],
  [['gap', 'show', '-C', ESTATE, 'GAP-OP-10'], expect.arrayContaining([expect.stringMatching(/^GAP-OP-10/)])],
  [['schema', 'own'], ['own.gate']],
  [['check', '-C', '/nowhere', '--site', ''], []],
])('names of the estate at hand: %j', (line, expected) => {
  expect(words(...line)).toEqual(expected);
});

test("gates of the estate's own are among the names", () => {
  const estate = folderOf({ 'gates/x.gate.yaml': 'id: sites/extra\n' });
  expect(words('check', '-C', estate, '--gate', 'sites/ex')).toEqual(['sites/extra']);
});

test('every positional that names a thing of an estate is completed', async () => {
  const bare: string[] = [];
  const visit = (at: typeof root, path: string[]) => {
    for (const { name } of at.positionals) {
      const known = words(...path, '-C', ESTATE, '');
      if (/^(gate|name|thing|pack|loop|gap|site|kind)/.test(name) && known.length === 0)
        bare.push([...path, name].join(' '));
    }
    for (const [name, command] of at.commands) visit(recorded(command), [...path, name]);
  };
  visit(root, []);
  expect(bare).toEqual([]);
});

test('bash asks the command and takes its words', () => {
  const bin = folderOf({});
  const estate = join(bin, 'estate');
  cpSync(ESTATE, estate, { recursive: true });
  const { out } = shell(`
    mkdir -p ${bin}/bin; printf '#!/bin/sh\\nexec %s "$@"\\n' "$GATES" > ${bin}/bin/gates; chmod +x ${bin}/bin/gates
    cd ${estate}; PATH=${bin}/bin:$PATH; source <(gates completion bash)
    COMP_WORDS=(gates check --pack = li); COMP_CWORD=4; _gates; echo "\${COMPREPLY[*]}"
    COMP_WORDS=(gates check --site ''); COMP_CWORD=3; _gates; echo "\${COMPREPLY[*]}"
    complete -p gates`);
  expect(out).toMatch(/^lifecycle\nhome shop.*\ncomplete -o default -F _gates gates\n$/);
});

test.each(Object.entries(SCRIPTS))('%s reads its script, where it is installed', (name, script) => {
  const { code, err } = shell(`! command -v ${name} >/dev/null || ${name} -n <<'END'\n${script}\nEND`);
  expect([code, err]).toEqual([0, '']);
});
