import type { Result } from '../result/result.ts';

/** The result as it is, in the format of schemas/result.schema.json. */
export function jsonReport(result: Result): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}
