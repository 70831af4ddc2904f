import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, expect, test } from 'vitest';
import { Language, Parser, type TreeCursor } from 'web-tree-sitter';
import { diskTree } from '../../src/load/disk-tree.ts';
import { loadGrammars, parse, type ScriptLanguage } from '../../src/scripts/grammars.ts';
import { type Syntax, within } from '../../src/scripts/syntax.ts';

const GRAMMARS: Readonly<Record<ScriptLanguage, string>> = {
  shell: 'tree-sitter-bash',
  python: 'tree-sitter-python',
};
const corpus = diskTree('fixtures/scripts');
const texts = corpus
  .files()
  .filter(({ path, type }) => type === 'file' && path.includes('/estate/') && !/\.(ya?ml|md)$/.test(path))
  .map(({ path }) => Buffer.from(corpus.read(path)).toString('utf8'));
const BROKEN = 'if [ x ]; then echo "é 🚀 $(nope\nfor i in; do';

const parsers = {} as Record<ScriptLanguage, Parser>;

beforeAll(async () => {
  await loadGrammars();
  const require = createRequire(import.meta.url);
  for (const [language, name] of Object.entries(GRAMMARS)) {
    const grammar = readFileSync(require.resolve(`${name}/${name}.wasm`));
    parsers[language as ScriptLanguage] = new Parser().setLanguage(await Language.load(grammar));
  }
});

/** What the library's own cursor says of a node. */
const said = (cursor: TreeCursor, offset: number) =>
  `${cursor.nodeType} ${cursor.currentFieldName ?? ''} ${cursor.nodeIsNamed} ${cursor.startIndex + offset} ${cursor.endIndex + offset}`;

function bySteps(language: ScriptLanguage, text: string, offset: number): string[] {
  const cursor = parsers[language].parse(text)!.walk();
  const found: string[] = [];
  for (let more = true; more; ) {
    found.push(said(cursor, offset));
    more = cursor.gotoFirstChild() || cursor.gotoNextSibling();
    while (!more && cursor.gotoParent()) more = cursor.gotoNextSibling();
  }
  return found;
}

const copied = ({ type, field, named, start, end }: Syntax): string =>
  `${type} ${field} ${named} ${start} ${end}`;

test.each(['shell', 'python'] as const)('what is copied of %s is what the library shows', (language) => {
  expect(texts.length).toBeGreaterThan(50);
  for (const text of [...texts, BROKEN, '']) {
    const { root, broken } = parse(language, text, 7)!;
    const shown = bySteps(language, text, 7);
    const all = within(root).map(copied);
    // Signs that say nothing are left out of a whole text, and nothing of a broken one.
    const kept = new Set(all);
    expect(all).toEqual(broken ? shown : shown.filter((each) => kept.has(each)));
    expect(shown.filter((each) => !kept.has(each) && each.includes(' true '))).toEqual([]);
    expect(broken).toBe(parsers[language].parse(text)!.rootNode.hasError);
  }
});
