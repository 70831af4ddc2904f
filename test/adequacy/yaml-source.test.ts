import { readFileSync } from 'node:fs';
import fastGlob from 'fast-glob';
import { describe, expect, test } from 'vitest';
import { YamlSource } from '../../src/adequacy/yaml-source.ts';
import type { DataPath } from '../../src/finding/place.ts';
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
    const source = new YamlSource(text);
    const data = dataOf(text);
    const dataAfter = (edit: TextEdit | undefined) => dataOf(edited(text, [edit!]));
    const paths = pathsOf(data);
    const step = Math.max(1, Math.floor(paths.length / 25));
    for (const path of paths.filter((_, index) => index % step === 0)) {
      const where = path.join('.');
      if (path.length > 1)
        expect(dataAfter(source.drop(path)), `drop ${where}`).toEqual(changed(data, path, drop));
      expect(dataAfter(source.replace(path, 'other')), `replace ${where}`).toEqual(
        changed(data, path, (holder, key) => Object.assign(holder, { [key]: 'other' })),
      );
    }
  });

  test('two entries change places, a key is put in front, an only entry leaves an empty list', () => {
    const text = 'a:\n  - {x: 1}\n  - {x: 2}\nb: {c: 1}\nd:\n- only\n';
    const source = new YamlSource(text);
    expect(dataOf(edited(text, source.swap(['a', 0], ['a', 1])!))).toMatchObject({ a: [{ x: 2 }, { x: 1 }] });
    expect(dataOf(edited(text, [source.insertBefore(['b', 'c'], 'z', 'lxc')!]))).toMatchObject({
      b: { z: 'lxc', c: 1 },
    });
    expect(dataOf(edited(text, [source.drop(['d', 0])!]))).toMatchObject({ d: [] });
    expect(source.drop(['nowhere'])).toBeUndefined();
  });
});
