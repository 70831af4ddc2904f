import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CORPORA, compare, readCorpus } from './corpus.ts';

describe('the labelled corpora of scripts', () => {
  it.each(CORPORA.map((folder) => ({ name: basename(folder), folder })))(
    '$name: every labelled defect is found, and nothing else',
    async ({ name, folder }) => {
      const corpus = await readCorpus(folder);
      const { missed, invented, precision, recall } = compare(corpus);
      const defects = corpus.labels.filter((label) => label.verdict !== 'nothing').length;
      console.log(
        `${name}: ${corpus.labels.length} labelled places in ${corpus.report.found.length} scripts, ${defects} of them defects: ` +
          `precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`,
      );
      expect({ missed, invented }).toEqual({ missed: [], invented: [] });
    },
  );
});
