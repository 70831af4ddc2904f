import { Refusal } from '../../finding/refusal.ts';

/** The value of an option that counts something. */
export function wholeNumber(option: string, value: number, least = 1): number {
  if (Number.isInteger(value) && value >= least) return value;
  throw new Refusal(
    `${option} is "${value}"; expected a whole number from ${least}`,
    `Write it like ${option} 50.`,
  );
}
