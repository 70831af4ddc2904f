import type { Anchor } from '../../finding/place.ts';
import { RowAt } from '../reading/row-at.ts';
import { present } from '../reading/stated.ts';
import { oncePerEstate } from './once.ts';

/** How often something is looked at, and how long one look and the pause after it may take; seconds. */
export interface Tries {
  readonly at: Anchor;
  readonly attempts: number;
  readonly timeoutSec?: number;
  readonly backoffSec?: number;
}

/** How a real window looks at what it has started: `verify_policy.execute` of the transaction contract. */
export interface VerifyPolicy {
  readonly docker?: Tries;
  readonly services?: Tries;
  /** How long one postcheck may take, seconds. */
  readonly coreTimeoutSec?: number;
  /** How long what was just started may still be silent, seconds. */
  readonly graceSec?: number;
  /** False: what does not answer is told, and fails nothing. */
  readonly strict: boolean;
}

/** The stated policy; undefined when no contract states one. */
export const verifyPolicy = oncePerEstate((estate): VerifyPolicy | undefined =>
  estate.index
    .loaded('infra.maintenance.transaction.contract')
    .map((document) => RowAt.root(document).child('verify_policy').child('execute'))
    .filter((row) => Object.keys(row.row).length > 0)
    .map(policyIn)
    .at(0),
);

function policyIn(row: RowAt): VerifyPolicy {
  return {
    strict: row.flag('strict_exit') ?? true,
    ...present({
      docker: triesIn(row, 'docker'),
      services: triesIn(row, 'services'),
      coreTimeoutSec: row.number('verify_core_timeout_sec')?.value,
      graceSec: row.number('startup_grace_sec')?.value,
    }),
  };
}

function triesIn(row: RowAt, name: string): Tries | undefined {
  const attempts = row.number(`${name}_attempts`);
  if (!attempts || attempts.value < 1) return undefined;
  return {
    at: attempts.at,
    attempts: Math.floor(attempts.value),
    ...present({
      timeoutSec: row.number(`${name}_timeout_sec`)?.value,
      backoffSec: row.number(`${name}_backoff_sec`)?.value,
    }),
  };
}
