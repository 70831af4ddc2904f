import { appendFileSync } from 'node:fs';

/** Adds a line to what the run says at its end. */
export function count(text: string): void {
  if (process.env.LAB_COUNTS) appendFileSync(process.env.LAB_COUNTS, `${text}\n`);
  else console.log(text);
}
