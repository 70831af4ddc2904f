import { CLOCK_SKEW_MS, HOUR_MS } from '../../estate/ask/evidence.ts';
import type { BackupObservation } from '../../estate/model/backup.ts';
import type { Estate } from '../../estate/model/estate.ts';
import type { Check } from '../../plan/check.ts';
import { holds, notYet, type Observation } from '../observation.ts';
import type { Copy } from './copy.ts';

type AgeCheck = Extract<Check, { kind: 'backup-younger' }>;

/** The age of a copy by what was written down, which has to be recent itself. */
export function freshByEvidence(estate: Estate, check: AgeCheck, now: number): Observation {
  const { target, guest } = check;
  const found = latest(estate, target);
  if (!found) return notYet(`no evidence tells of "${target}" of ${guest}: run \`gates observe backups\``);
  const { evidence, observation } = found;
  const age = observation.observedMs === undefined ? Number.POSITIVE_INFINITY : now - observation.observedMs;
  if (age > evidence.maxAgeHours * HOUR_MS || age < -CLOCK_SKEW_MS) {
    const when = observation.observedAt?.value ?? 'at a time that it does not tell';
    return notYet(`the evidence on "${target}" is not recent (${when}): run \`gates observe backups\``);
  }
  if (observation.state !== 'ok') return notYet(`"${target}" of ${guest} is ${observation.state}`);
  return young(check, observation.newestMs, now);
}

export function freshByLook(check: AgeCheck, copy: Copy, now: number): Observation {
  if (copy.state === 'ok') return young(check, copy.newestMs ?? undefined, now);
  return notYet(
    `"${check.target}" of ${check.guest} is ${copy.state}${copy.note === null ? '' : `: ${copy.note}`}`,
  );
}

function young({ target, guest, hours }: AgeCheck, newestMs: number | undefined, now: number): Observation {
  if (newestMs === undefined) return notYet(`nobody knows how old "${target}" of ${guest} is`);
  if (newestMs - now > CLOCK_SKEW_MS) return notYet(`"${target}" of ${guest} comes from the future`);
  const age = Math.round(((now - newestMs) / HOUR_MS) * 10) / 10;
  if (now - newestMs < hours * HOUR_MS) return holds(`"${target}" of ${guest} is ${age} h old`);
  return notYet(
    `"${target}" of ${guest} is ${age} h old; its limit is ${hours} h: back it up, or plan with --backup-now`,
  );
}

/** Of several observations the last one. */
function latest(estate: Estate, target: string) {
  const found = estate.evidence.flatMap((evidence) =>
    evidence.observations
      .filter((one) => one.target === target)
      .map((observation) => ({ evidence, observation })),
  );
  const when = ({ observation }: { observation: BackupObservation }) =>
    observation.observedMs ?? Number.NEGATIVE_INFINITY;
  return found.sort((a, b) => when(b) - when(a))[0];
}
