import { quoted } from '../finding/printable.ts';
import { Refusal } from '../finding/refusal.ts';
import type { Argv, Hop, Route } from '../plan/route-model.ts';
import { PATTERNS } from '../plan/safe.ts';
import { SENDER } from './sender.ts';

/** What may stand in a command besides plain words: the characters of URLs, formats and patterns. */
const WORD = /^[A-Za-z0-9._/=:,+@%{}?*&#~[\]-]+$/;
const CHECKING = /^(yes|no|ask|accept-new|off)$/;

/** The last look at a command before it leaves: whatever made the plan, nothing else gets out. */
export function atTheDoor(route: Route, argv: Argv): void {
  for (const hop of [...route.jump, route]) checkHop(hop);
  demand(route.fallback === null || PATTERNS.host.fits(route.fallback), 'an address', route.fallback);
  const { hostKeyChecking, knownHostsFile } = route;
  demand(hostKeyChecking === null || CHECKING.test(hostKeyChecking), 'host key checking', hostKeyChecking);
  demand(knownHostsFile === null || PATTERNS.folder.fits(knownHostsFile), 'a file', knownHostsFile);
  checkWords(argv);
}

function checkHop({ id, host, user, port }: Hop): void {
  demand(PATTERNS.id.fits(id), 'an id', id);
  demand(PATTERNS.host.fits(host), 'a host', host);
  demand(user === null || PATTERNS.user.fits(user), 'a user', user);
  demand(port === null || (Number.isInteger(port) && port > 0 && port < 65536), 'a port', port);
}

function checkWords([program, ...words]: Argv): void {
  demand(program !== undefined && PATTERNS.program.fits(program), 'a program', program);
  for (const word of words) demand(WORD.test(word) || word === SENDER, 'a word of a command', word);
}

function demand(fits: boolean, what: string, value: unknown): void {
  if (fits) return;
  throw new Refusal(
    `${quoted(value ?? null)} cannot be ${what} of a command; it was not run`,
    'Correct the contract that states it, and plan again.',
  );
}
