import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compare, readCorpus } from './corpus.ts';

const FOLDER = join(import.meta.dirname, '../../fixtures/scripts');
/** Those with a vocabulary of their own. */
const CORPORA = readdirSync(FOLDER).filter((name) => existsSync(join(FOLDER, name, 'vocabulary.yaml')));

describe('the labelled corpora of scripts', () => {
  it.each(CORPORA.sort())('%s: every labelled defect is found, and nothing else', async (name) => {
    const corpus = await readCorpus(join(FOLDER, name));
    const { missed, invented, precision, recall } = compare(corpus);
    const defects = corpus.labels.filter((label) => label.verdict !== 'nothing').length;
    console.log(
      `${name}: ${corpus.labels.length} labelled places in ${corpus.report.found.length} scripts, ${defects} of them defects: ` +
        `precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`,
    );
    expect({ missed, invented }).toEqual({ missed: [], invented: [] });
  });
});
