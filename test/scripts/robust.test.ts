import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadGrammars } from '../../src/scripts/grammars.ts';
import { literalsIn } from '../../src/scripts/literal/find.ts';
import { MAX_SCRIPT_LENGTH, readText } from '../../src/scripts/text.ts';
import { lexiconOf, type Vocabulary } from '../../src/scripts/vocabulary.ts';
import { folderTree } from './corpus.ts';

const FOLDER = join(import.meta.dirname, '../../fixtures/scripts/plain');
const tree = folderTree(join(FOLDER, 'estate'));
const scripts = tree
  .files()
  .filter((file) => file.type === 'file')
  .map(({ path }) => ({ path, source: readFileSync(join(FOLDER, 'estate', path), 'utf8') }));
const lexicon = lexiconOf(parse(readFileSync(join(FOLDER, 'vocabulary.yaml'), 'utf8')) as Vocabulary);

beforeAll(loadGrammars);

function read(path: string, source: string) {
  const text = readText(path, path.endsWith('.py') ? 'python' : 'shell', source);
  const literals = literalsIn(text, source, path, lexicon);
  for (const { anchor } of literals) {
    expect(anchor.start).toBeGreaterThanOrEqual(0);
    expect(anchor.end).toBeLessThanOrEqual(source.length);
    expect(anchor.end).toBeGreaterThan(anchor.start);
  }
  return { text, literals };
}

describe('any text is read to the end', () => {
  it('survives random cuts, repeats and insertions', () => {
    const edit = fc.record({
      script: fc.nat(scripts.length - 1),
      at: fc.nat(4_000),
      cut: fc.nat(300),
      insert: fc.constantFrom(
        '',
        '"',
        "'",
        '$(',
        '${',
        '<<EOF\n',
        '((',
        ')',
        '`',
        '\\',
        '\u0000',
        '}\n',
        'é\u{1f600}',
      ),
    });
    fc.assert(
      fc.property(edit, ({ script, at, cut, insert }) => {
        const { path, source } = scripts[script]!;
        const from = at % source.length;
        read(path, source.slice(0, from) + insert + source.slice(from + cut));
      }),
      { numRuns: process.env.NIGHTLY ? 2_000 : 120, seed: 7 },
    );
  });

  it('points into a list at a word that is spelled there with escapes, and again plainly behind it', () => {
    const source = "NET='\nif ip addr | grep -q '192\\.0\\.2\\.\nping 192.0.2.7\n";
    const spans = read('a', source).literals.map(({ anchor }) => source.slice(anchor.start, anchor.end));
    expect(spans).toEqual(["'\nif ip addr | grep -q '192\\.0\\.2\\.", '192.0.2.7']);
  });

  it('reads carriage returns, byte zero and an empty file', () => {
    expect(read('a', '').literals).toEqual([]);
    expect(read('a', '\u0000\u0000').literals).toEqual([]);
    const dos = '#!/bin/bash\r\nsite=$1\r\nif [ "$site" = "shop" ]; then\r\n  echo x\r\nfi\r\n';
    expect(read('a', dos).literals.map((each) => each.value)).toEqual(['shop']);
  });

  it('says that a script was too long, too deep or not in the grammar, and still looks at its lines', () => {
    const long = `${'# filler\n'.repeat(MAX_SCRIPT_LENGTH / 8)}if [ "$site" = "shop" ]; then :; fi\n`;
    expect(read('a', long)).toMatchObject({ text: { degraded: 'size' }, literals: [{ value: 'shop' }] });
    const deep = `[ "$site" = shop ]\n${'$('.repeat(20_000)}`;
    expect(read('a', deep).text.degraded).toBeDefined();
    const broken = 'if [[ "$site" == "shop" ]]; then\n  case "$site" in (((\nsite="home"\n';
    const { text, literals } = read('a', broken);
    expect(text.degraded).toBe('syntax');
    expect(literals.map((each) => each.value)).toContain('shop');
  });

  it.each(Object.getOwnPropertyNames(Object.prototype))('takes %s for a name like any other', (name) => {
    const asked = (word: string) => read('a.sh', shellOf(word)).text.uses.map(({ text }) => text);
    expect(asked(name)).toEqual(asked('another').map((text) => text.replaceAll('another', name)));
    const called = (word: string) => read('a.py', pythonOf(word)).text.uses.map(({ text }) => text);
    expect(called(name)).toEqual(called('another').map((text) => text.replaceAll('another', name)));
  });
});

const shellOf = (name: string): string => `#!/bin/bash
${name} -x shop 101 | ${name} -e a
sudo ${name} qm stop 101 || ssh ${name} "${name} -f x"
curl -X ${name} http://h/nodes/x/qemu/101/status/stop
yq '.${name}' x.yaml; jq --arg ${name} a '.x[$${name}]' y.json
case "$${name}" in ${name}) qm ${name} 101 ;; esac
`;

const pythonOf = (name: string): string => `import subprocess
def ${name}(x):
    subprocess.run(["${name}", "-x", x])
requests.${name}("a")
x.${name}("${name}")
`;
