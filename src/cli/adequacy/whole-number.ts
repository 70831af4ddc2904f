import { Refusal } from '../../finding/refusal.ts';

/** The value of an option that counts something. */
export function wholeNumber(option: string, value: number): number {
  if (Number.isInteger(value) && value > 0) return value;
  throw new Refusal(
    `${option} is "${value}"; expected a whole number above 0`,
    `Write it like ${option} 50.`,
  );
}
