import { printable } from '../finding/printable.ts';
import { Refusal } from '../finding/refusal.ts';

/** A command line that cannot be understood. */
export class UsageError extends Error {}

/** Says on stderr what went wrong, without a stack unless asked; returns the exit code. */
export function reportError(error: unknown, debug: boolean): 2 {
  const stack = error instanceof Error ? error.stack : undefined;
  const lines = error instanceof Refusal ? refusal(error) : plain(error);
  process.stderr.write(`${debug && stack ? stack : lines.join('\n')}\n`);
  return 2;
}

function refusal(error: Refusal): string[] {
  const hint = error.hint === undefined ? [] : [`  ${printable(error.hint)}`];
  return [`gates: ${printable(error.message)}`, ...hint];
}

function plain(error: unknown): string[] {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof UsageError) return [`gates: ${printable(message)}`];
  return [
    `gates: internal error: ${printable(message)}`,
    '  This is a defect of gates, not of your estate; --debug shows where it happened.',
  ];
}
