import type { Answers, Kept } from './memory.ts';
import type { LoadedScript } from './unread.ts';

type Told<T> = (script: LoadedScript) => T;

/** Questions about texts, each put to a text once, as far as the memory goes. */
export interface Questions {
  /** `answer` follows from the text and from what `question` says; answers are plain data. */
  readonly put: <T>(question: string, answer: (source: string) => T) => Told<T>;
  /** Lets the memory know what was answered anew. */
  readonly keep: () => void;
}

export function questionsTo(memory: Kept<Answers> | undefined): Questions {
  const news = new Map<string, Answers>();
  return {
    put: (question, answer) =>
      memory ? remembering(question, answer, memory, news) : ({ source }) => answer(source),
    keep() {
      for (const [question, answers] of news) memory?.set(question, answers);
    },
  };
}

/** Only texts that were asked about this time stay, so that what is kept does not grow. */
function remembering<T>(
  question: string,
  answer: (source: string) => T,
  memory: Kept<Answers>,
  news: Map<string, Answers>,
): Told<T> {
  const before = memory.get(question);
  const now = new Map<string, unknown>();
  return ({ source, digest }) => {
    if (now.has(digest)) return now.get(digest) as T;
    const known = before?.has(digest);
    const told = known ? (before!.get(digest) as T) : answer(source);
    now.set(digest, told);
    if (!known) news.set(question, now);
    return told;
  };
}

/** A question by all that its answers follow from beside the text. */
export const questionOf = (name: string, ...parts: readonly unknown[]): string =>
  `${name} ${JSON.stringify(parts)}`;
