import type { Place } from '../finding/place.ts';
import { isSettled, type LoopState } from './state.ts';

/** One thing that keeps a loop from being closed. */
export interface Missing {
  readonly text: string;
  readonly place?: Place;
}

/** Everything that keeps a loop from being closed; nothing: it may be. */
export function missingFor(state: LoopState): Missing[] {
  const { gaps, packs, wrongWords } = state;
  const nothing =
    gaps.length === 0 ? [{ text: 'the loop lists no gap: closing it would prove nothing' }] : [];
  return [
    ...nothing,
    ...gaps
      .filter((gap) => !isSettled(gap))
      .map(({ link, verdict }) => ({
        text: `${link.id} is ${verdict.word}: ${verdict.reasons[0] ?? ''}${more(verdict.reasons.length)}`,
        ...(verdict.findings[0] && { place: verdict.findings[0].place }),
      })),
    ...packs
      .filter((pack) => pack.state !== 'proven')
      .map(({ pack, state: word, reason }) => ({ text: `the pack "${pack}" is ${word}: ${reason ?? ''}` })),
    ...wrongWords.map(({ message, place }) => ({ text: message, place })),
  ];
}

const more = (count: number): string => (count > 1 ? ` (and ${count - 1} more)` : '');
