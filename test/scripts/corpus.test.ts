import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compare, readCorpus } from './corpus.ts';

const FOLDER = join(import.meta.dirname, '../../fixtures/scripts');

describe('the labelled corpus of scripts', () => {
  it('finds every labelled defect and nothing else', async () => {
    const corpus = await readCorpus(FOLDER);
    const { missed, invented, precision, recall } = compare(corpus);
    const defects = corpus.labels.filter((label) => label.verdict !== 'nothing').length;
    console.log(
      `${corpus.labels.length} labelled places in ${corpus.report.found.length} scripts, ${defects} of them defects: ` +
        `precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`,
    );
    expect({ missed, invented }).toEqual({ missed: [], invented: [] });
  });
});
