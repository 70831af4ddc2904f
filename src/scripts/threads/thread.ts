import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { Literal, ScriptText } from '../facts.ts';
import { loadGrammars } from '../grammars.ts';
import { literalsIn } from '../literal/find.ts';
import { packed } from '../packed.ts';
import { readText } from '../text.ts';
import { type Lexicon, lexiconOf, type Vocabulary } from '../vocabulary.ts';
import { piecesOf, type ToRead } from './pieces.ts';

/** What a thread is started with. */
export interface Order {
  readonly scripts: readonly ToRead[];
  readonly counter: SharedArrayBuffer;
}

/** Some scripts by their places, and what they say. */
export interface Answer {
  readonly read: readonly {
    readonly at: number;
    readonly often: Uint8Array;
    readonly seldom: Uint8Array;
    readonly literals: readonly Literal[];
  }[];
  /** Nothing comes after it. */
  readonly last: boolean;
}

interface Held {
  readonly at: number;
  readonly text: ScriptText;
  readonly often: Uint8Array;
  readonly seldom: Uint8Array;
}

const { scripts, counter } = workerData as Order;
const port = parentPort!;
let lexicon: Lexicon | undefined;
let held: Held[] = [];

// The vocabulary may come later than the scripts; words are looked for then.
await loadGrammars();
for (const piece of piecesOf(scripts, counter)) {
  for (const at of piece) {
    const { found, source, isCheck } = scripts[at]!;
    const text = readText(found.path, found.language, source, isCheck);
    const { often, seldom } = packed(text);
    held.push({ at, text, often: new Uint8Array(often), seldom: new Uint8Array(seldom()) });
  }
  lexicon ??= lexiconFrom(receiveMessageOnPort(port)?.message);
  if (lexicon) answer(lexicon, false);
}
if (lexicon) answer(lexicon, true);
else port.once('message', (vocabulary: Vocabulary) => answer(lexiconOf(vocabulary), true));

function lexiconFrom(vocabulary: Vocabulary | undefined): Lexicon | undefined {
  return vocabulary && lexiconOf(vocabulary);
}

function answer(words: Lexicon, last: boolean): void {
  const read = held.map(({ at, text, often, seldom }) => {
    const { found, source } = scripts[at]!;
    return { at, often, seldom, literals: literalsIn(text, source, found.path, words) };
  });
  held = [];
  port.postMessage(
    { read, last } satisfies Answer,
    read.flatMap(({ often, seldom }) => [often.buffer, seldom.buffer] as ArrayBuffer[]),
  );
}
