import { type Tries, verifyPolicy } from '../estate/ask/verify-policy.ts';
import { deadline, type Moment } from './draft.ts';
import type { Looks, Wait } from './model.ts';
import type { Planning } from './planning.ts';

const USUAL_TIMEOUT_SEC = 60;
const USUAL_BACKOFF_SEC = 10;

/** How long to look at something that only has to answer: as the contract's policy says, else `otherwise`. */
export function looksAt(moment: Moment, what: 'services' | 'postcheck', otherwise: Wait): Wait {
  const policy = verifyPolicy(moment.planning.estate);
  const tries = policy?.services;
  if (!policy || !tries) return otherwise;
  const looks: Looks = {
    attempts: tries.attempts,
    timeoutSec: (what === 'postcheck' ? policy.coreTimeoutSec : tries.timeoutSec) ?? USUAL_TIMEOUT_SEC,
    backoffSec: tries.backoffSec ?? USUAL_BACKOFF_SEC,
    graceSec: policy.graceSec ?? 0,
    strict: policy.strict || (moment.phase !== 'verify' && what !== 'postcheck'),
  };
  const { attempts, backoffSec, graceSec } = looks;
  const text = `verify_policy: ${attempts} looks, ${backoffSec} s apart, from ${graceSec} s after the last start on`;
  return { ...deadline(moment.planning, longest(looks), text, tries.at), looks };
}

const longest = ({ attempts, timeoutSec, backoffSec, graceSec }: Looks): number =>
  Math.max(1, graceSec + attempts * timeoutSec + (attempts - 1) * backoffSec);

/** The least time that the policy gives the containers of a stack; 0 without one. */
export function containersSec({ estate }: Planning): number {
  const policy = verifyPolicy(estate);
  return policy?.docker ? (policy.graceSec ?? 0) + lasting(policy.docker) : 0;
}

const lasting = ({ attempts, timeoutSec, backoffSec }: Tries): number =>
  attempts * (timeoutSec ?? USUAL_TIMEOUT_SEC) + (attempts - 1) * (backoffSec ?? USUAL_BACKOFF_SEC);
