import type { Predicate } from './statement.ts';

export const LEDGER_HEADER =
  'run_id,created_at,started_at,finished_at,status,prompt_file,result_file,error,context_used';

/** How a run came into this ledger: it ran here, or it was brought from elsewhere. */
export type Origin = 'capability' | 'import';

type Facts = Pick<
  Predicate,
  | 'gates_runKey'
  | 'gates_startedAt'
  | 'gates_finishedAt'
  | 'gates_exitCode'
  | 'gates_capability'
  | 'gates_findings'
  | 'gates_vacuousTests'
  | 'gates_blockedTests'
  | 'gates_crashedTests'
>;

/** A ledger knows no `blocked`: who could not judge has failed. */
export const ledgerStatus = ({ gates_exitCode }: Pick<Facts, 'gates_exitCode'>): 'done' | 'failed' =>
  gates_exitCode === 0 ? 'done' : 'failed';

/**
 * The row of a run, without its line end; nothing in it but what its statement says. Receipts of every version are
 * checked against what this makes, so its wording is part of the format.
 */
export function ledgerRow(facts: Facts, origin: Origin): string {
  const { gates_runKey, gates_startedAt, gates_finishedAt, gates_capability } = facts;
  return [
    gates_runKey,
    gates_finishedAt,
    gates_startedAt,
    gates_finishedAt,
    ledgerStatus(facts),
    gates_capability,
    'receipt.md',
    facts.gates_exitCode === 0 ? '' : errorWords(facts),
    origin,
  ]
    .map(quoted)
    .join(',');
}

function errorWords(facts: Facts): string {
  const live = facts.gates_findings.filter((finding) => !finding.waived && !finding.baselined).length;
  const rest = [
    ['vacuous', facts.gates_vacuousTests],
    ['blocked', facts.gates_blockedTests],
    ['crashed', facts.gates_crashedTests],
  ] as const;
  const words = rest.flatMap(([word, gates]) => (gates.length > 0 ? [`${gates.length} ${word}`] : []));
  return [`${live} finding${live === 1 ? '' : 's'}`, ...words].join(', ');
}

const quoted = (field: string): string =>
  /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
