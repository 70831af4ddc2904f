import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import fastGlob from 'fast-glob';
import { expect, test } from 'vitest';
import type { Change } from '../../src/fix/change.ts';
import { Pieces } from '../../src/fix/pieces.ts';
import { yamlEdits } from '../../src/fix/yaml/edits.ts';
import { parseYaml } from '../../src/load/parse-yaml.ts';
import { edited } from '../../src/loop/text-edit.ts';

const FILES = fastGlob.sync('fixtures/estates/{two-sites,two-sites-gapped,odd-shapes}/**/*.yaml').sort();

/** Every list and map of a value, by its path. */
function collections(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Array.isArray(value)
    ? value.flatMap((item, index) => collections(item, [...path, index]))
    : Object.entries(value).flatMap(([key, item]) => collections(item, [...path, key]));
  return [path, ...inner];
}

const at = (value: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((held, key) => (held as Record<string | number, unknown>)[key], value);

/** How the same text may lie on a disk. */
const STYLES: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'CR LF': (text) => text.replaceAll('\n', '\r\n'),
  'no break at the end': (text) => text.replace(/\n+$/, ''),
  'tabs and comments': (text) => text.replace(/^(\s*[\w-]+: [\w.-]+)$/gm, '$1\t# said\tby hand'),
};

const VALUES = [7, 'no', { id: 'new', list: [1, 'b'], on: true }, 'with: colon # and hash'];

const changes = fc
  .record({
    file: fc.constantFrom(...FILES),
    style: fc.constantFrom(...Object.keys(STYLES)),
    seed: fc.nat(),
    value: fc.constantFrom(...VALUES),
    draft: fc.boolean(),
    first: fc.boolean(),
  })
  .map(({ file, style, seed, value, draft, first }) => {
    const text = STYLES[style]!(readFileSync(file, 'utf8'));
    const { data } = parseYaml(file, text);
    const paths = collections(data);
    const path = paths[seed % Math.max(1, paths.length)] ?? [];
    const list = Array.isArray(at(data, path));
    const change: Change = list
      ? { kind: 'item', file, path, value, draft, ...(first && { before: 0 }) }
      : { kind: 'pair', file, path, key: 'brand_new', value, draft };
    return { text, change };
  });

let made = 0;

test('an edit of any collection of any contract leaves every byte outside of it where it was', () => {
  let tried = 0;
  fc.assert(
    fc.property(changes, ({ text, change }) => {
      const edits = yamlEdits(text, change);
      tried++;
      if (!edits) return;
      made++;
      expect(edits.every((edit) => edit.start === edit.end)).toBe(true);
      const after = edited(text, edits);
      expect(after.length).toBe(text.length + edits.reduce((sum, edit) => sum + edit.text.length, 0));
      expect(after.includes('\r\n') && /[^\r]\n/.test(after)).toBe(
        /[^\r]\n/.test(text) && text.includes('\r\n'),
      );
      const pieces = new Pieces(text);
      pieces.apply(edits);
      expect(edited(text, pieces.edits())).toBe(after);
      expect(pieces.text).toBe(after);
    }),
    process.env.NIGHTLY ? { numRuns: 1500 } : { numRuns: 150, seed: 7 },
  );
  // Aliases, broken files and compact nests are declined; nearly all else is taken.
  expect(made / tried).toBeGreaterThan(0.8);
}, 120_000);
