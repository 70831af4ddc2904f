import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { prepare } from '../../src/cli/judge.ts';
import { testEstate } from '../../src/cli/test/test.ts';
import { testText } from '../../src/cli/test/text.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import { compile } from '../../src/own/expression/compile.ts';
import { ENTITIES, scopeOf, viewsOf } from '../../src/own/model/model.ts';
import type { Shape } from '../../src/own/shape.ts';
import { ownModel } from '../../tools/generate/own-model.ts';
import { settle } from '../../tools/generate/settle.ts';
import { folderOf } from '../load/tree-of.ts';

const PAGE = readFileSync('docs/gates-of-your-own.md', 'utf8');

const blocks = (language: string): string[] =>
  [...PAGE.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map((match) => match[1]!);

test('the gate on the page keeps what its examples say', async () => {
  const root = folderOf({
    'topology.sites.yaml': 'sites: [{id: dale, status: active, lan: 198.51.100.0/24}]\n',
    'gates/page.gate.yaml': blocks('yaml')[0]!,
  });
  expect(testText(await testEstate(root), false)).toContain('2 examples: 2 as expected, 0 not.');
});

test('every expression on the page can be judged', () => {
  const lines = blocks('text').flatMap((block) => block.trim().split('\n'));
  expect(lines.length).toBeGreaterThan(3);
  for (const line of lines) {
    const kind = ENTITIES.get(/\btarget\./.test(line) ? 'target' : 'guest')!;
    expect(() => compile(line, scopeOf(kind), 'truth')).not.toThrow();
  }
});

test('the reference is what the model says of itself', async () => {
  expect(settle(await ownModel(), true)).toEqual([]);
});

/** Where a value departs from its shape. */
function departures(value: unknown, shape: Shape, path: string): string[] {
  if (shape.kind === 'any') return [];
  if (shape.kind === 'list') {
    return Array.isArray(value)
      ? value.flatMap((item, index) => departures(item, shape.of, `${path}[${index}]`))
      : [path];
  }
  if (shape.kind === 'fields') {
    const keys = Object.keys(value as object).filter((key) => !(key in shape.fields));
    const inner = Object.entries(shape.fields).flatMap(([key, field]) => {
      const item = (value as Record<string, unknown>)[key];
      return item === null && field.optional ? [] : departures(item, field.shape, `${path}.${key}`);
    });
    return [...keys.map((key) => `${path}.${key}`), ...inner];
  }
  const types = { text: 'string', integer: 'bigint', number: 'number', truth: 'boolean', time: 'object' };
  return typeof value === types[shape.kind] ? [] : [path];
}

test.each(['two-sites', 'two-sites-gapped', 'odd-shapes'])(
  'every value of %s is what the reference says',
  async (name) => {
    const { estate } = await prepare(diskTree(`fixtures/estates/${name}`), name, undefined, () => []);
    const views = viewsOf(estate);
    let seen = 0;
    for (const kind of ENTITIES.values()) {
      for (const entity of kind.all(estate)) {
        seen += 1;
        expect(departures(views.scope(kind, entity)[kind.shape.name], kind.shape, kind.shape.name)).toEqual(
          [],
        );
      }
    }
    expect(seen).toBeGreaterThan(20);
  },
);
