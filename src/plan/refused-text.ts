import { printable } from '../finding/printable.ts';
import type { Because } from './model.ts';
import type { Refused } from './planning.ts';

/** Why there is no plan: each reason with its place, and the places that belong to it. */
export function refusedText(refused: readonly Refused[]): string {
  const count = refused.length === 1 ? 'one reason' : `${refused.length} reasons`;
  const lines = refused.flatMap((one) => [
    `  ${at(one)}: ${one.text}`,
    ...one.related.map((other) => `      ${at(other)}: ${other.text}`),
  ]);
  return `${[`gates: there is no plan, for ${count}:`, ...lines].map(printable).join('\n')}\n`;
}

const at = ({ place }: Because): string => `${place.file}:${place.line}:${place.column}`;
