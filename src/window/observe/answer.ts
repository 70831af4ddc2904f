import { isRow, type Row, textOf } from '../../estate/reading/values.ts';
import type { Ran } from '../world.ts';

export type Ended = Extract<Ran, { kind: 'ended' }>;

/** The last line of what a command complained about, or its exit code. */
export function complaint({ code, stdout, stderr }: Ended): string {
  const line = (stderr.trim() || stdout.trim()).split('\n').at(-1)?.trim();
  return line ? line.slice(0, 300) : `exit code ${code}`;
}

/** JSON as `pvesh` prints it and as the API sends it, which wraps it in `data`; undefined when it is none. */
export function jsonIn({ stdout }: Ended): unknown {
  try {
    const data: unknown = JSON.parse(stdout);
    return isRow(data) && Object.keys(data).length === 1 && 'data' in data ? data.data : data;
  } catch {
    return undefined;
  }
}

export const rowIn = (ended: Ended): Row | undefined => {
  const data = jsonIn(ended);
  return isRow(data) ? data : undefined;
};

/** The rows of a list. Nothing at all stands for an empty one, as text output has it. */
export function rowsIn(ended: Ended): Row[] | undefined {
  if (ended.stdout.trim() === '') return [];
  const data = jsonIn(ended);
  return Array.isArray(data) ? data.filter(isRow) : undefined;
}

/** Old releases write the ids of containers as text. */
export const vmidOf = (row: Row): number => Number(textOf(row.vmid) ?? Number.NaN);
