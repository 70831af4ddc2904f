import type { Argv, Route } from '../../plan/route-model.ts';
import { type Observation, wrong } from '../observation.ts';
import type { Ran } from '../world.ts';

/** What a shell answers that does not find a program. */
const NOT_FOUND = 127;

/** Packages of Debian that have the programs by which this tool looks. */
const PACKAGES: Readonly<Record<string, string>> = {
  showmount: 'nfs-common',
  nc: 'netcat-openbsd',
  dig: 'dnsutils',
  curl: 'curl',
  ping: 'iputils-ping',
};

/** A look that needs a program which is not there, on that machine or here: waiting does not bring it. */
export function withoutTool(ran: Ran, from: Route | null, [program]: Argv): Observation | undefined {
  const absent = ran.kind === 'ended' ? ran.code === NOT_FOUND : from === null && ran.reason === 'absent';
  if (!absent) return undefined;
  const [who, where] = from ? [from.id, 'there'] : ['this machine', 'here'];
  const name = PACKAGES[program!];
  const hint = name === undefined ? '' : ` (Debian: ${name})`;
  return wrong(
    `${who} has no ${program}, by which it would look`,
    `install ${program} ${where}${hint}, then go on`,
  );
}
