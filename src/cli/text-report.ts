import type { Clock } from '../config/clock.ts';
import type { Style } from '../report/reported.ts';
import { textReport } from '../report/text.ts';
import type { Judgement } from './judgement.ts';

/** The report for people of one judgement. */
export const textOfJudgement = (judgement: Judgement, clock: Clock, style: Style): string =>
  textReport({ ...judgement, clock: clockWords(clock.source) }, style);

/** In words: who says what time it is. */
export const clockWords = (source: string): string =>
  source === 'system' ? 'system clock' : `clock set by ${source}`;

/** Whether to colour what goes to standard output. */
export const wantsColour = (option: boolean | undefined): boolean =>
  option ?? (process.stdout.isTTY === true && !process.env.NO_COLOR);

/** How many columns a report for people has; undefined when it goes to no terminal. */
export const terminalColumns = (): number | undefined =>
  process.stdout.isTTY ? process.stdout.columns : undefined;
