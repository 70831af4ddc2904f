import type { Options } from 'yargs';
import { Refusal } from '../finding/refusal.ts';

/** An option that counts something, from `least` on: refused before anything is read, in the words it was given in. */
export const wholeNumberOption = (name: string, least: number) =>
  ({
    requiresArg: true,
    coerce: (given: string | number) => wholeNumber(`--${name}`, String(given), least),
  }) as const satisfies Options;

function wholeNumber(option: string, given: string, least: number): number {
  const value = Number(given);
  if (/^\d+$/.test(given) && Number.isSafeInteger(value) && value >= least) return value;
  throw new Refusal(
    `${option} is "${given}"; expected a whole number from ${least}`,
    `Write it like ${option} 50.`,
  );
}
