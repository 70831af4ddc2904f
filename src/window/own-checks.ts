import type { Observation } from './observation.ts';
import { holds, notYet, unseen } from './observation.ts';
import { complaint } from './observe/answer.ts';
import type { OwnCheck } from './observe/observe.ts';
import type { SiteLocks } from './site-locks.ts';
import type { World } from './world.ts';

type Of<K extends OwnCheck['kind']> = Extract<OwnCheck, { kind: K }>;

/** What only who knows the laws and the contracts can tell. */
export interface Judges {
  readonly pack: (check: Of<'pack'>) => Promise<Observation>;
  /** By the evidence that was written down. */
  readonly evidence: (check: Of<'backup-younger'>) => Promise<Observation>;
  /** By a look at the files themselves. */
  readonly copies: (check: Of<'backup-younger'>) => Promise<Observation>;
}

/** Answers the checks that this tool decides by itself. */
export function ownChecks(
  world: World,
  judges: Judges,
  locks: SiteLocks,
  newest: Judges['evidence'],
  signal: AbortSignal,
) {
  return async (check: OwnCheck): Promise<Observation> => {
    switch (check.kind) {
      case 'pack':
        return judges.pack(check);
      case 'backup-younger':
        return newest(check);
      case 'lock':
        return locks.see(check);
      case 'command':
        return seeCapability(world, check, signal);
    }
  };
}

async function seeCapability(
  { here }: World,
  check: Of<'command'>,
  signal: AbortSignal,
): Promise<Observation> {
  const ran = await here.run(check.argv, { timeoutMs: check.timeoutSec * 1000, signal });
  if (ran.kind === 'unreachable') return unseen(`${check.capability} cannot be run: ${ran.text}`);
  if (ran.code === 0) return holds(`${check.capability} ended with 0`);
  return notYet(`${check.capability} ended with ${ran.code}: ${complaint(ran)}`);
}
