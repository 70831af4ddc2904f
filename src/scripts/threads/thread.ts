import { parentPort, workerData } from 'node:worker_threads';
import type { Literal } from '../facts.ts';
import { loadGrammars } from '../grammars.ts';
import { packed } from '../packed.ts';
import type { Unread } from '../unread.ts';
import { lexiconOf, type Vocabulary } from '../vocabulary.ts';
import { readSource } from './read-source.ts';

/** What a thread answers to a list of scripts, one each, in its order. */
export type Answer = readonly { readonly bytes: Uint8Array; readonly literals: readonly Literal[] }[];

const lexicon = lexiconOf(workerData as Vocabulary);
const grammars = loadGrammars();

parentPort!.on('message', async (scripts: readonly Pick<Unread, 'found' | 'source' | 'isCheck'>[]) => {
  await grammars;
  const answer: Answer = scripts.map((script) => {
    const { text, literals } = readSource(script, lexicon);
    return { bytes: new Uint8Array(packed(text)), literals };
  });
  parentPort!.postMessage(
    answer,
    answer.map(({ bytes }) => bytes.buffer as ArrayBuffer),
  );
});
