import { createHash } from 'node:crypto';
import { base32 } from './base32.ts';
import { canonicalJson } from './canonical.ts';
import type { Keyless, Statement } from './statement.ts';

const RUN_KEY = /^CAP-[0-9]{8}-[0-9]{6}__[A-Za-z0-9._-]+__R([A-Z2-7]{26})$/;

/** True for a run key that this tool made; other tools' keys end in something shorter. */
export const isRunKey = (text: string): boolean => RUN_KEY.test(text);

/** The last part of a run key, which commits to the statement. */
export const idOf = (runKey: string): string => RUN_KEY.exec(runKey)?.[1] ?? '';

/** The key that follows from a statement: when the run began, under which capability, and what it says. */
export function runKeyOf(statement: Keyless | Statement): string {
  const { gates_startedAt, gates_capability } = statement.predicate;
  const [date, time] = gates_startedAt.slice(0, 19).split('T');
  const at = `${date!.replaceAll('-', '')}-${time!.replaceAll(':', '')}`;
  return `CAP-${at}__${gates_capability}__R${runId(statement)}`;
}

/** 130 bits of the SHA-256 of the canonical statement without its key. */
function runId(statement: Keyless | Statement): string {
  const { gates_runKey: _, ...predicate } = statement.predicate as Statement['predicate'];
  const text = canonicalJson({ ...statement, predicate });
  return base32(createHash('sha256').update(text).digest()).slice(0, 26);
}
