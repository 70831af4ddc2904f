import { type MessagePort, workerData } from 'node:worker_threads';
import { quickYaml } from '../quick-yaml.ts';

/** What the thread is started with. */
export interface Order {
  readonly port: MessagePort;
  /** One 32-bit number: how many texts it has answered. */
  readonly answered: SharedArrayBuffer;
}

/** Texts that are read together. */
export type Piece = readonly string[];

/** JSON of a list with the data of each text, null for one that is not simple: as a message it would take far longer to read. */
export type Answer = string;

const { port, answered } = workerData as Order;
const count = new Int32Array(answered);

port.on('message', (piece: Piece) => {
  port.postMessage(JSON.stringify(piece.map((text) => quickYaml(text) ?? null)) satisfies Answer);
  Atomics.add(count, 0, piece.length);
  Atomics.notify(count, 0);
});
