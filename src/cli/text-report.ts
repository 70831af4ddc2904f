import type { Clock } from '../config/clock.ts';
import { type TextOptions, textReport } from '../report/text.ts';
import type { Judgement } from './judgement.ts';

type Style = Pick<TextOptions, 'colour' | 'quiet'>;

/** The report for people of one judgement. */
export const textOfJudgement = (judgement: Judgement, clock: Clock, style: Style): string =>
  textReport(judgement.result, textOptions(judgement, clock, style));

/** What a report needs besides the result. */
export function textOptions({ runs, textOf }: Judgement, clock: Clock, style: Style): TextOptions {
  const why = new Map(runs.map(({ gate }) => [gate.id, gate.why]));
  return { ...style, textOf, whyOf: (gate) => why.get(gate) ?? '', clock: clockWords(clock.source) };
}

/** In words: who says what time it is. */
export const clockWords = (source: string): string =>
  source === 'system' ? 'system clock' : `clock set by ${source}`;

/** Whether to colour what goes to standard output. */
export const wantsColour = (option: boolean | undefined): boolean =>
  option ?? (process.stdout.isTTY === true && !process.env.NO_COLOR);
