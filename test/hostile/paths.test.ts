import { readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { KINDS, ruleOf } from '../../src/contract/kinds.ts';
import type { Schema } from '../../src/contract/schema.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import type { Document } from '../../src/load/document.ts';
import { loadContracts } from '../../src/load/load.ts';
import { overlayTree } from '../../src/load/overlay-tree.ts';
import { validateContract } from '../../src/validate/validate.ts';
import { copiedEstate } from './estate-folder.ts';
import { told } from './judged.ts';
import { answersOf, askedTree } from './paths/asked-tree.ts';
import { hideOutside, type Outside, outsideOf, SECRET } from './paths/path-values.ts';
import { textFields, withTexts } from './paths/schema-texts.ts';
import { watchedDisk } from './paths/watched-disk.ts';

/** Rows that the sample estate lacks, so that every field of every kind has a place. */
const MORE = new Map([
  [
    'gap.gates.yaml',
    'version: 1\ngaps:\n  GAP-OP-1038:\n    - {gate: guests/sequenced, subject: guest home/105, site: home, file: ops/bindings/startup.sequencing.yaml}\n',
  ],
  [
    'gate.waivers.yaml',
    'version: 1\nwaivers:\n  - {gate: nas/registered, subject: nas nas, owner: o, reason: r, expires: 2026-02-01}\n',
  ],
  [
    'more.backup.freshness.snapshot.yaml',
    'observed_at: 2026-01-15T10:00:00Z\ntargets: {a: {state: ok, newest_at: 2026-01-15T10:00:00Z}}\n',
  ],
  ['gates/role.gate.yaml', readFileSync('fixtures/cli/role.gate.yaml', 'utf8')],
]);

/** Batches in which the fields are damaged: neighbours in a row are in different ones. */
const BATCHES = process.env.NIGHTLY === undefined ? 4 : 90;

interface Damageable {
  readonly document: Document;
  readonly schema: Schema;
  /** Each field that this document has a place for, with the values that its schema lets through. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
}

function damageable(document: Document, values: readonly string[]): Damageable {
  const schema = JSON.parse(readFileSync(`schemas/${document.kind}.schema.json`, 'utf8')) as Schema;
  const fields = new Map<string, readonly string[]>();
  for (const field of textFields(schema)) {
    const accepted = acceptedOf(document, schema, field, values);
    if (accepted) fields.set(field, accepted);
  }
  return { document, schema, fields };
}

/** Undefined where the document has no place for the field. */
function acceptedOf({ kind, data }: Document, schema: Schema, field: string, values: readonly string[]) {
  const problemsOf = (some: readonly string[]) => {
    const next = inTurn(some);
    const damaged = withTexts(schema, data, new Set([field]), next);
    return next.count() === 0 ? undefined : validateContract(kind, damaged);
  };
  const whole = problemsOf(values);
  if (!whole || whole.length === 0) return whole && values;
  return values.filter((value) => {
    const problem = problemsOf([value])![0];
    if (problem) expect(endsIn(problem.path, field), `${kind} ${field}: ${problem.message}`).toBe(true);
    return !problem;
  });
}

/** Whether a schema refuses the value itself, and not its row for want of a neighbour. */
const endsIn = (path: readonly (string | number)[], field: string): boolean =>
  field.endsWith('[]')
    ? typeof path.at(-1) === 'number'
    : [path.at(-1), '*'].includes(field.slice(field.lastIndexOf('.') + 1));

function inTurn(values: readonly string[]) {
  let count = 0;
  return Object.assign(() => values[count++ % values.length]!, { count: () => count });
}

/** The text of a document with other data. */
const textWith = ({ kind, text, bodyStart }: Document, data: unknown): string =>
  ruleOf(kind).format === 'yaml'
    ? JSON.stringify(data)
    : `---\n${JSON.stringify(data)}\n---\n${text.slice(bodyStart ?? 0)}`;

function damagedTexts(all: readonly Damageable[], batch: number): Map<string, string> {
  return new Map(
    all.flatMap(({ document, schema, fields }) => {
      const picked = [...fields].filter(
        ([, values], at) => at % BATCHES === batch % BATCHES && values.length > 0,
      );
      if (picked.length === 0) return [];
      const data = picked.reduce((before, [field, values], at) => {
        const turned = [...values.slice((at + batch) % values.length), ...values];
        return withTexts(schema, before, new Set([field]), inTurn(turned));
      }, document.data as unknown);
      return [[document.file, textWith(document, data)] as const];
    }),
  );
}

describe('a value that names a path outside the estate', () => {
  let root: string;
  let outside: Outside;
  let all: Damageable[];

  beforeAll(() => {
    root = copiedEstate();
    outside = outsideOf(root);
    const documents = loadContracts(overlayTree(diskTree(root), MORE), { add: [], ignore: [] });
    all = documents.filter(({ loaded }) => loaded).map((document) => damageable(document, outside.values));
    return () => rmSync(dirname(root), { recursive: true, force: true });
  });

  test('has a place in every text field of every kind of contract', () => {
    expect(new Set(all.map(({ document }) => document.kind))).toEqual(new Set(KINDS));
    for (const { document, schema } of all) {
      const placed = all
        .filter((one) => one.document.kind === document.kind)
        .flatMap(({ fields }) => [...fields.keys()]);
      expect(new Set(placed), document.kind).toEqual(new Set(textFields(schema)));
    }
  });

  test.each(Array.from({ length: BATCHES }, (_, batch) => batch))(
    'is not followed, and what lies there changes no answer (part %i)',
    async (batch) => {
      const edits = new Map([...MORE, ...damagedTexts(all, batch)]);
      const tree = askedTree(diskTree(root));
      const seen = watchedDisk(outside.folder);
      const { result, text } = await told(overlayTree(tree, edits));
      expect(seen).toEqual([]);
      const judging = result?.gates.filter(({ outcome }) => outcome === 'passed' || outcome === 'failed');
      expect(judging?.length).toBeGreaterThan(50);
      expect(text).not.toContain(SECRET);
      const before = answersOf(diskTree(root), tree.asked);
      const back = hideOutside(outside);
      try {
        expect(answersOf(diskTree(root), tree.asked)).toEqual(before);
      } finally {
        back();
      }
    },
  );
});
