import fc from 'fast-check';
import { expect, test } from 'vitest';
import { validateContract } from '../../src/validate/validate.ts';
import { valueAt } from '../../src/validate/walk.ts';
import { checkedSchemaFiles } from '../../tools/generate/schema-files.ts';

const SCHEMAS = checkedSchemaFiles();
const RUNS = process.env.NIGHTLY ? 2000 : 100;

/** Words of the schemas themselves, so that random maps get below the first level. */
const KEYS = [...new Set(JSON.stringify(SCHEMAS.map((file) => file.schema)).match(/[a-z_]{3,20}/g))];

const data = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.jsonValue({ maxDepth: 1 }),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('map'),
  ),
  map: fc.dictionary(fc.oneof(fc.constantFrom(...KEYS), fc.string()), tie('value'), { maxKeys: 6 }),
}));

test.each(SCHEMAS)(
  'whatever the data, a problem of $kind is one sentence about a place that is there',
  ({ kind }) => {
    fc.assert(
      fc.property(data.value, (value) => {
        for (const problem of validateContract(kind, value)) {
          expect(problem.message).toMatch(/^[^\n]+[; ](expected|did) [^\n]+$/);
          expect(valueAt(value, problem.path.slice(0, -1))).toBeDefined();
        }
      }),
      { numRuns: RUNS, seed: 20260302 },
    );
  },
);
