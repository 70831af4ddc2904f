import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Adequacy } from '../../src/adequacy/adequacy.ts';
import { adequacyText } from '../../src/adequacy/adequacy-text.ts';
import { idleFieldsText, SORTS, unstatedFieldsText } from '../../src/adequacy/field-lists.ts';
import { governedFields } from '../../src/adequacy/governed-facts.ts';
import { mutationPage } from '../../src/adequacy/mutation-page.ts';
import { mutationReport } from '../../src/adequacy/mutation-report.ts';
import { contractSchemas } from '../../src/cli/contract-schemas.ts';
import { adequacyIn, type Sample, sample } from './sample-estate.ts';

let estate: Sample;
let adequacy: Adequacy;

beforeAll(async () => {
  estate = await sample('two-sites');
  adequacy = await adequacyIn(estate, { sample: 40, seed: 7 }, (gate) => gate.startsWith('guests/'));
});

const report = () =>
  mutationReport(adequacy, { tool: { name: 'gates', version: '0' }, textOf: estate.textOf });

describe('the report', () => {
  test('fits the mutation testing report schema', () => {
    const path = createRequire(import.meta.url).resolve(
      'mutation-testing-report-schema/mutation-testing-report-schema.json',
    );
    const fits = new Ajv({ strict: false, validateFormats: false }).compile(
      JSON.parse(readFileSync(path, 'utf8')),
    );
    expect(fits(JSON.parse(JSON.stringify(report()))), JSON.stringify(fits.errors)).toBe(true);
  });

  test('has every mutant once, in its file, and nothing of a page can end its script', () => {
    const ids = Object.values(report().files).flatMap((file) => file.mutants.map((mutant) => mutant.id));
    expect(ids.sort()).toEqual(adequacy.verdicts.map(({ mutant }) => mutant.id).sort());
    const page = mutationPage('a </pre><b>', { ...report(), note: '</script><b>' }, 'let x = "</script>";');
    expect(page.match(/<\/script>/g)).toHaveLength(3);
    expect(page).toContain('<pre>a &lt;/pre&gt;&lt;b&gt;</pre>');
  });

  test('shows survivors first, with the diff and the law that nobody enforces', () => {
    const options = { colour: false, survivors: 1000, textOf: estate.textOf };
    const written = adequacyText(adequacy, options);
    const text = written.replace(/\n {4,}(?=\S)/g, ' ');
    const survivor = adequacy.verdicts.find(({ fate }) => fate === 'survived')!;
    expect(text.startsWith('survived: ')).toBe(true);
    expect(text).toContain(
      `${survivor.mutant.file}: ${survivor.mutant.text} [${survivor.mutant.operator.id}]`,
    );
    expect(text).toContain(`nobody enforces: ${survivor.mutant.operator.law}`);
  });

  test('but for the diffs fits the terminal that it goes to', () => {
    const options = { colour: false, survivors: 0, columns: 80, textOf: estate.textOf };
    const tooLong = adequacyText(adequacy, options)
      .split('\n')
      .filter((line) => line.length > 80);
    expect(tooLong).toEqual([]);
  });

  test('says of fields that were damaged in vain why, and leads with those of which nobody knows', () => {
    const fields = ['backup.calendar timezone', 'x.y one', 'x.y two'];
    expect(idleFieldsText(fields, false)).toEqual([
      [
        'Governed fields whose damage changes nothing that the gates judge by (3):',
        '  for no known reason: where one of them matters, a law is missing:',
        '    x.y: one, two',
        '  read only where nothing nearer is stated:',
        '    backup.calendar: timezone',
      ].join('\n'),
    ]);
    expect(idleFieldsText(fields, true)[0]!.split('\n').at(-2)).toContain('as far as this sample');
    expect(idleFieldsText([], false)).toEqual([]);
  });

  test('knows the sorts of fields that the schemas have', () => {
    const governed = new Set(
      [...contractSchemas()].flatMap(([kind, schema]) => governedFields(kind, schema)),
    );
    const named = SORTS.flatMap(({ fields }) => fields);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((field) => !governed.has(field.replace(/\[\]$/, '')))).toEqual([]);
  });

  test('tells a field that many kinds leave unstated once', () => {
    const fields = [...'abcde'].map((kind) => `${kind} updated`);
    expect(
      unstatedFieldsText([...fields, 'a one', 'b one'])[0]!
        .split('\n')
        .slice(1),
    ).toEqual(['  in many kinds: updated (5)', '  a: one', '  b: one']);
  });
});
