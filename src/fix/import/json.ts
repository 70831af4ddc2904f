import { Refusal } from '../../finding/refusal.ts';

/** The value of a JSON text. What stands in it is never said: an import may hold secrets. */
export function jsonIn(file: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw new Refusal(
      `${file} is no JSON`,
      'Give the file as the command wrote it, with nothing before or after.',
    );
  }
}
