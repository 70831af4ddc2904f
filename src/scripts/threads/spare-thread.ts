import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { ReadSource } from '../memory.ts';
import { unpacked } from '../packed.ts';
import type { Vocabulary } from '../vocabulary.ts';
import type { Answer, Order } from './thread.ts';

/** Syntax trees live shortly: with this much room most are gone before anything is moved. In megabytes. */
const YOUNG_MB = 64;

/** A thread that reads scripts from the moment it is started. */
export interface SpareThread {
  /** What it reads is answered once it knows the words. */
  tell(vocabulary: Vocabulary): void;
  /** Settles when it has answered all that it took, or has failed. */
  readonly finished: Promise<void>;
  end(): void;
}

/** The built command has the thread's code beside it; run from its sources, everything is read on one thread. */
export function startSpareThreads(
  count: number,
  order: Order,
  read: (at: number, source: ReadSource) => void,
): SpareThread[] {
  const file = new URL('./thread.js', import.meta.url);
  if (count <= 0 || !existsSync(file)) return [];
  return Array.from({ length: count }, () => startSpareThread(file, order, read));
}

function startSpareThread(
  file: URL,
  order: Order,
  read: (at: number, source: ReadSource) => void,
): SpareThread {
  const worker = new Worker(file, {
    workerData: order,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  });
  const finished = new Promise<void>((settled) => {
    worker.on('message', (answer: Answer) => {
      for (const { at, often, seldom, literals } of answer.read)
        read(at, { text: unpacked({ often, seldom: () => seldom }), literals });
      if (answer.last) settled();
    });
    worker.on('error', () => settled());
    worker.on('exit', () => settled());
  });
  return {
    tell: (vocabulary) => worker.postMessage(vocabulary),
    finished,
    end: () => void worker.terminate(),
  };
}
