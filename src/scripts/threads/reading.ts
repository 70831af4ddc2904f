import { setImmediate as turn } from 'node:timers/promises';
import { told } from '../../timing/progress.ts';
import { loadGrammars } from '../grammars.ts';
import type { ReadSource } from '../memory.ts';
import type { Lexicon, Vocabulary } from '../vocabulary.ts';
import { newCounter, piecesOf, type ToRead } from './pieces.ts';
import { readSource } from './read-source.ts';
import { startSpareThreads } from './spare-thread.ts';

/** Scripts that are being read. */
export interface Reading {
  /** Takes part until all of them are read; they stand in their order. */
  finish(vocabulary: Vocabulary, lexicon: Lexicon): Promise<ReadSource[]>;
  /** Ends its threads, whether they have finished or not. */
  end(): void;
}

/** Spare threads start at once; this thread takes part when it finishes the reading. */
export function startReading(scripts: readonly ToRead[], spareThreads: number): Reading {
  const counter = newCounter();
  const read: (ReadSource | undefined)[] = [];
  let done = 0;
  const put = (at: number, source: ReadSource) => {
    read[at] = source;
    told('reading scripts', ++done, scripts.length);
  };
  const spare = startSpareThreads(spareThreads, { scripts, counter }, put);
  const end = () => {
    for (const thread of spare) thread.end();
  };
  return {
    async finish(vocabulary, lexicon) {
      for (const thread of spare) thread.tell(vocabulary);
      for (const piece of piecesOf(scripts, counter)) {
        await loadGrammars();
        for (const at of piece) put(at, readSource(scripts[at]!, lexicon));
        if (spare.length > 0) await turn();
      }
      await Promise.all(spare.map(({ finished }) => finished));
      end();
      // What a thread took and did not answer, because it failed, is read here.
      if (done < scripts.length) await loadGrammars();
      return scripts.map((script, at) => read[at] ?? readSource(script, lexicon));
    },
    end,
  };
}
