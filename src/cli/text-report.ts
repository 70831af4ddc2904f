import type { Clock } from '../config/clock.ts';
import { type TextOptions, textReport } from '../report/text.ts';
import type { Judgement } from './judgement.ts';

/** The report for people of one judgement. */
export function textOfJudgement(
  { result, runs, textOf }: Judgement,
  clock: Clock,
  style: Pick<TextOptions, 'colour' | 'quiet'>,
): string {
  const why = new Map(runs.map(({ gate }) => [gate.id, gate.why]));
  return textReport(result, {
    ...style,
    textOf,
    whyOf: (gate) => why.get(gate) ?? '',
    clock: clockWords(clock.source),
  });
}

/** In words: who says what time it is. */
export const clockWords = (source: string): string =>
  source === 'system' ? 'system clock' : `clock set by ${source}`;

/** Whether to colour what goes to standard output. */
export const wantsColour = (option: boolean | undefined): boolean =>
  option ?? (process.stdout.isTTY === true && !process.env.NO_COLOR);
