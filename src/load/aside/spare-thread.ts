import { existsSync } from 'node:fs';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { QuickData } from '../quick-yaml.ts';
import type { Answer, Order, Piece } from './thread.ts';

/** How many texts are sent at a time, and may wait for their answers. */
const PIECE = 16;
const MOST_WAITING = 128;
/** A thread that answers nothing for so long has failed. */
const LONGEST_MS = 10_000;

/** A thread that reads texts while this one does. It is heard without giving way to anything else, so that loading stays one step. */
export class SpareThread {
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #answered: Int32Array;
  #given = 0;
  #piece: string[] = [];

  /** The built command has the thread's code beside it; run from its sources, everything is read on one thread. */
  static start(): SpareThread | undefined {
    const file = new URL('./contract-thread.js', import.meta.url);
    return existsSync(file) ? new SpareThread(file) : undefined;
  }

  private constructor(file: URL) {
    const { port1, port2 } = new MessageChannel();
    const answered = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    const workerData: Order = { port: port2, answered };
    this.#port = port1;
    this.#answered = new Int32Array(answered);
    this.#worker = new Worker(file, { workerData, transferList: [port2] });
    // What a thread that failed took is read by the one that asked.
    this.#worker.on('error', () => undefined);
    this.#worker.unref();
  }

  /** The place of the text's data among the answers; undefined while the thread has enough to do. */
  takes(text: string): number | undefined {
    if (this.#given - this.#done >= MOST_WAITING) return undefined;
    if (this.#piece.push(text) >= PIECE) this.#send();
    return this.#given++;
  }

  #send(): void {
    this.#port.postMessage(this.#piece satisfies Piece);
    this.#piece = [];
  }

  get #done(): number {
    return Atomics.load(this.#answered, 0);
  }

  /** Waits for what it took. */
  finish(): readonly QuickData[] {
    if (this.#piece.length > 0) this.#send();
    for (let done = this.#done; done < this.#given; done = this.#done)
      if (Atomics.wait(this.#answered, 0, done, LONGEST_MS) === 'timed-out') break;
    return this.#heard().map((data) => data ?? undefined);
  }

  #heard(): (QuickData | null)[] {
    const heard: (QuickData | null)[] = [];
    for (let next = receiveMessageOnPort(this.#port); next; next = receiveMessageOnPort(this.#port))
      for (const data of JSON.parse(next.message as Answer)) heard.push(data);
    return heard;
  }

  end(): void {
    this.#port.close();
    void this.#worker.terminate();
  }
}
