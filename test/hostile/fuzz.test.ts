import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type ContractKind, ruleOf, usualFile } from '../../src/contract/kinds.ts';
import { buildEstate } from '../../src/estate/estate.ts';
import { sourcesOf } from '../../src/estate/sources.ts';
import { loadContracts } from '../../src/load/load.ts';
import { loadGrammars } from '../../src/scripts/grammars.ts';
import { readText } from '../../src/scripts/text.ts';
import { checkedDocument } from '../../src/validate/checked.ts';
import { oneFile } from './one-file.ts';

const EACH = process.env.NIGHTLY ? 5_000 : 500;
const SEED = process.env.NIGHTLY ? Date.now() : 20260115;
/** No case may take longer; a text of this size takes milliseconds. */
const LONGEST_MS = 5_000;
const MOST_BYTES = 256 * 1024 * 1024;

/** Loads, validates and joins one file, as a check does before it judges. */
function joined(path: string, content: string | Uint8Array): void {
  const tree = oneFile(path, content);
  const documents = loadContracts(tree, { add: [], ignore: [] }).map(checkedDocument);
  const estate = buildEstate(sourcesOf(documents, tree, Date.parse('2026-01-15T12:00:00Z')));
  for (const loop of estate.loops) expect(loop.file).toBe(path);
}

/** Runs one property with a bound on the time of each case and on the memory that all of them keep. */
function bounded<T>(cases: fc.Arbitrary<T>, hold: (value: T) => void): void {
  const before = process.memoryUsage().heapUsed;
  fc.assert(
    fc.property(cases, (value) => {
      const start = performance.now();
      hold(value);
      expect(performance.now() - start).toBeLessThan(LONGEST_MS);
    }),
    { numRuns: EACH, seed: SEED },
  );
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(MOST_BYTES);
  expect(Object.keys(Object.prototype)).toEqual([]);
}

const KINDS: readonly ContractKind[] = [
  'topology.sites',
  'startup.sequencing',
  'vm.lifecycle',
  'backup.inventory',
  'capabilities',
  'ssh.targets',
  'services.health',
  'operational.gaps',
];

const key = fc.constantFrom(
  ...KINDS.flatMap((kind) => ruleOf(kind).roots),
  ...[
    'id',
    'name',
    'host',
    'guests',
    'site',
    'hosts',
    'vm_ids',
    'url',
    'schedule',
    'command',
    'lan_cidr',
    'vmid_range',
  ],
  ...['__proto__', 'constructor', 'prototype', 'toString', '<<', '', '0'],
);
const leaf = fc.oneof(
  fc.string({ maxLength: 20, unit: 'binary' }),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constantFrom(
    null,
    'shop/211',
    '../../etc/passwd',
    '/etc/passwd',
    '10.0.0.0/99',
    '100-1',
    '* * * * *',
    '\u001b[2J',
    'vzdump-lxc-1-*',
  ),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4, depthSize: 'small' }, leaf, tie('list'), tie('map')),
  list: fc.array(tie('value'), { maxLength: 4 }),
  map: fc.dictionary(key, tie('value'), { maxKeys: 6, noNullPrototype: true }),
}));

const markdownPiece = fc.constantFrom(
  ...[
    '---\n',
    'scope: reboot-validation\n',
    'sites: [a]\n',
    'loop_id: L\n',
    '# ',
    '## Linked Gaps\n',
    '- [ ] ',
    '- **GAP-OP-1** (high)',
    '\n',
    '|',
    '|---|\n',
  ],
  ...[
    '```bash\n',
    '`',
    '[a](../../x)',
    '<b>',
    '&#x1b;',
    '1. ',
    '> ',
    '   ',
    '*',
    '__',
    'GAP-OP-12',
    ' 3 gaps',
    '< 30 hours',
    '\\',
    '\u202e',
    '\0',
  ],
);
const shellPiece = fc.constantFrom(
  ...[
    '#!/bin/bash\n',
    'if [ "$site" = "',
    'case $x in\n',
    'esac\n',
    '*) ',
    ';;\n',
    '$(',
    ')',
    '"',
    "'",
    '`',
    '<<EOF\n',
    'EOF\n',
    '${x:-',
    '}',
    '((',
    '|| true\n',
    'qm stop 1\n',
  ],
  ...[
    'pct list\n',
    'ssh h "',
    'for i in ',
    '; do\n',
    'done\n',
    'fi\n',
    'then\n',
    '\\\n',
    '#',
    ' ',
    '\n',
    '\0',
    'é',
    'yq -r ".a[]" f\n',
    'exit 0\n',
    'f() {\n',
    'function ',
    '<(',
    '[[ ',
    ' ]]',
  ],
);
const pythonPiece = fc.constantFrom(
  ...['f(', ')', 'a="b", ', 'default="a", ', 'choices=["a"], ', 'x = ', '{', '}', '"a": "b", ', '[', ']'],
  ...['match x:\n', '  case "a" | "b":\n', 'if a:\n', 'if a: return\n', 'elif b:\n', 'else:\n', 'def f():\n'],
  ...['for s in ("a", "b"):\n', '"a" if x else ', 'lambda: ', 'with open("a") as f:\n', 'x == "a" or '],
  ...['subprocess.run(["qm", "stop", "1"])\n', 'yaml.safe_load(', 'p.add_argument("--a", ', 'f"{x}', '"""'],
  ...['\n', '  ', ' ', '"', "'", '\\\n', '#', '\0', 'é', '@', '.get(', 'Literal["a"', 'return "a"\n', 'not '],
);
const glued = (piece: fc.Arbitrary<string>) =>
  fc.array(piece, { maxLength: 50 }).map((pieces) => pieces.join(''));

beforeAll(loadGrammars);

describe('any input is read to the end: no crash, no hang, no memory that grows, no changed prototype', () => {
  test('bytes as a contract', { timeout: 600_000 }, () => {
    const bytes = fc.tuple(fc.constantFrom(...KINDS), fc.uint8Array({ maxLength: 400 }));
    bounded(bytes, ([kind, content]) => joined(usualFile(kind), content));
  });

  test('YAML of any structure', { timeout: 600_000 }, () => {
    const rows = fc.tuple(fc.constantFrom(...KINDS), value);
    bounded(rows, ([kind, rest]) => {
      const [root = 'x'] = ruleOf(kind).roots;
      joined(usualFile(kind), JSON.stringify(typeof rest === 'number' ? rest : { [root]: rest }));
    });
  });

  test('Markdown of loops and runbooks', { timeout: 600_000 }, () => {
    bounded(glued(markdownPiece), (text) => {
      joined('L-1.scope.md', text);
      joined('X_REBOOT_HEALTH_GATE.md', text);
    });
  });

  test('Python', { timeout: 600_000 }, () => {
    bounded(glued(pythonPiece), (text) => {
      readText('x.py', 'python', text);
    });
  });

  test('shell, also where Python is expected', { timeout: 600_000 }, () => {
    bounded(glued(shellPiece), (text) => {
      readText('x', 'shell', text);
      readText('x.py', 'python', text);
    });
  });
});
