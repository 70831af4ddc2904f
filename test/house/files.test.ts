import { readFileSync } from 'node:fs';
import fastGlob from 'fast-glob';
import { describe, expect, test } from 'vitest';
import { GATES } from '../../gates/index.ts';
import { sourcesBelow } from './sources.ts';

const LONGEST = 250;

/** Files that are longer for a reason. */
const LONGER: Readonly<Record<string, string>> = {
  'gates/index.ts': 'generated: two lines for each gate',
};

const sources = sourcesBelow('src', 'gates', 'tools');

describe('files', () => {
  test('have a subject in their name', () => {
    const vague = /(^|[/.-])(utils?|helpers?|commons?|misc|shared|lib)([/.-])/;
    expect(sources.map((source) => source.path).filter((path) => vague.test(path))).toEqual([]);
  });

  test(`stay below ${LONGEST} lines`, () => {
    const long = sources.filter(({ text }) => text.split('\n').length > LONGEST);
    expect(long.map((source) => source.path)).toEqual(Object.keys(LONGER));
  });

  test('hold no mark of a merge that nobody finished', () => {
    const pages = fastGlob.sync(['*.md', 'docs/*.md', 'schemas/*.json', 'test/**/*.ts', 'fixtures/cli/*.md']);
    const texts = [...sources, ...pages.map((path) => ({ path, text: readFileSync(path, 'utf8') }))];
    expect(texts.filter(({ text }) => /^(<{7}|>{7}) /m.test(text)).map(({ path }) => path)).toEqual([]);
  });

  test('every gate is in the catalogue', () => {
    const files = sourcesBelow('gates').map((source) => source.path.slice('gates/'.length, -'.ts'.length));
    const catalogue = GATES.map((gate) => gate.id);
    expect(files.filter((id) => id !== 'index').sort()).toEqual([...catalogue].sort());
  });

  test('every gate is described in docs/gates.md, and no gate that is gone', () => {
    const docs = readFileSync('docs/gates.md', 'utf8');
    const described = [...docs.matchAll(/^## ([a-z-]+\/[a-z0-9-]+)$/gm)].map((match) => match[1]);
    expect(described.sort()).toEqual(GATES.map((gate) => gate.id).sort());
  });
});
