import { readFileSync } from 'node:fs';
import fastGlob from 'fast-glob';
import { describe, expect, test } from 'vitest';
import type { DataPath } from '../../src/finding/place.ts';
import { dropped, putBefore, replaced, swapped } from '../../src/fix/yaml/places.ts';
import { yamlSource } from '../../src/fix/yaml/source.ts';
import { parseYaml } from '../../src/load/parse-yaml.ts';
import { edited, type TextEdit } from '../../src/loop/text-edit.ts';

const dataOf = (text: string): unknown => parseYaml('x.yaml', text).data;

const FILES = fastGlob.sync('fixtures/estates/two-sites/ops/**/*.yaml').sort();

/** Every path of the data, outermost first. */
function pathsOf(value: unknown, path: DataPath = []): DataPath[] {
  const inner = Array.isArray(value)
    ? value.map((item, index) => [index, item] as const)
    : value !== null && typeof value === 'object'
      ? Object.entries(value)
      : [];
  return inner.flatMap(([key, item]) => [[...path, key], ...pathsOf(item, [...path, key])]);
}

function changed(
  data: unknown,
  path: DataPath,
  change: (holder: Record<string, unknown> | unknown[], key: string | number) => void,
) {
  const copy = structuredClone(data);
  const holder = path.slice(0, -1).reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], copy);
  change(holder as Record<string, unknown>, path.at(-1)!);
  return copy;
}

const drop = (holder: Record<string, unknown> | unknown[], key: string | number): void => {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
};

describe('edits of a YAML text by path', () => {
  test.each(FILES)('%s: dropping or replacing a value changes nothing else', (file) => {
    const text = readFileSync(file, 'utf8');
    const source = yamlSource(text)!;
    const data = dataOf(text);
    const dataAfter = (edits: TextEdit[] | undefined) => dataOf(edited(text, edits!));
    const paths = pathsOf(data);
    const step = Math.max(1, Math.floor(paths.length / 25));
    for (const path of paths.filter((_, index) => index % step === 0)) {
      const where = path.join('.');
      if (path.length > 1)
        expect(dataAfter(dropped(source, path)), `drop ${where}`).toEqual(changed(data, path, drop));
      expect(dataAfter(replaced(source, path, 'other')), `replace ${where}`).toEqual(
        changed(data, path, (holder, key) => Object.assign(holder, { [key]: 'other' })),
      );
    }
  });

  test('two entries change places, a key is put in front, an only entry leaves an empty list', () => {
    const text = 'a:\n  - {x: 1}\n  - {x: 2}\nb: {c: 1}\nd:\n- only\n';
    const source = yamlSource(text)!;
    expect(dataOf(edited(text, swapped(source, ['a', 0], ['a', 1])!))).toMatchObject({
      a: [{ x: 2 }, { x: 1 }],
    });
    expect(dataOf(edited(text, putBefore(source, ['b', 'c'], 'z', 'lxc')!))).toMatchObject({
      b: { z: 'lxc', c: 1 },
    });
    expect(dataOf(edited(text, dropped(source, ['d', 0])!))).toMatchObject({ d: [] });
    expect(dropped(source, ['nowhere'])).toBeUndefined();
  });

  test('a text in quotes gets another one in the same quotes', () => {
    const text = `a: "x"\nb: 'it''s'\nc: x\nd: "8"\n`;
    const source = yamlSource(text)!;
    const put = (key: string, value: unknown) => edited(text, replaced(source, [key], value)!);
    expect(put('a', 'y "z"')).toContain('a: "y \\"z\\""\n');
    expect(put('b', "there's")).toContain("b: 'there''s'\n");
    expect(put('c', 'z')).toContain('c: z\n');
    expect(put('d', 9)).toContain('d: 9\n');
    expect(dataOf(put('a', 'tab\there'))).toMatchObject({ a: 'tab\there' });
  });

  test('whole lines go, with the comment behind them and not the one above the next row', () => {
    const text = 'a:\n  - id: x # first\n    v: 1\n  # about y\n  - id: y\n  - id: z\n# end\n';
    const source = yamlSource(text)!;
    const without = (path: DataPath) => edited(text, dropped(source, path)!);
    expect(without(['a', 0])).toBe('a:\n  # about y\n  - id: y\n  - id: z\n# end\n');
    expect(without(['a', 2])).toBe('a:\n  - id: x # first\n    v: 1\n  # about y\n  - id: y\n# end\n');
    expect(dataOf(without(['a', 0, 'id']))).toEqual({ a: [{ v: 1 }, { id: 'y' }, { id: 'z' }] });
  });
});
