import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { ReadSource } from '../memory.ts';
import { unpacked } from '../packed.ts';
import type { Unread } from '../unread.ts';
import type { Vocabulary } from '../vocabulary.ts';
import type { Answer } from './thread.ts';

/** A thread that reads scripts. */
export interface SpareThread {
  /** Undefined when the thread has failed. */
  read(scripts: readonly Unread[]): Promise<ReadSource[] | undefined>;
  end(): void;
}

/** The built command has the thread's code beside it; run from its sources, everything is read on one thread. */
export function startSpareThreads(count: number, vocabulary: Vocabulary): SpareThread[] {
  const file = new URL('./thread.js', import.meta.url);
  if (count <= 0) return [];
  return existsSync(file) ? Array.from({ length: count }, () => startSpareThread(file, vocabulary)) : [];
}

function startSpareThread(file: URL, vocabulary: Vocabulary): SpareThread {
  const worker = new Worker(file, { workerData: vocabulary });
  const waiting: ((answer: Answer | undefined) => void)[] = [];
  let failed = false;
  const fail = () => {
    failed = true;
    for (const answered of waiting.splice(0)) answered(undefined);
  };
  worker.on('message', (answer: Answer) => waiting.shift()?.(answer));
  worker.on('error', fail);
  worker.on('exit', fail);
  return {
    async read(scripts) {
      if (failed) return undefined;
      const answer = await new Promise<Answer | undefined>((answered) => {
        waiting.push(answered);
        worker.postMessage(scripts.map(({ found, source, isCheck }) => ({ found, source, isCheck })));
      });
      return answer?.map(({ bytes, literals }) => ({ text: unpacked(bytes), literals }));
    },
    end: () => void worker.terminate(),
  };
}
