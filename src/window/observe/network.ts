import type { HostOff, NetworkCheck } from '../../plan/check.ts';
import type { Argv, Route } from '../../plan/route-model.ts';
import { holds, holdsIf, type Memory, notYet, type Observation, unseen, wrong } from '../observation.ts';
import type { Ran, World } from '../world.ts';
import { complaint } from './answer.ts';
import { withoutTool } from './without-tool.ts';

type Of<K extends NetworkCheck['kind']> = Extract<NetworkCheck, { kind: K }>;

const LOOK_MS = 20_000;

/** Runs a reading command where the look is from; null is here. */
function look(world: World, from: Route | null, read: Argv, signal: AbortSignal): Promise<Ran> {
  const options = { timeoutMs: LOOK_MS, signal };
  return from ? world.transport.run(from, read, options) : world.here.run(read, options);
}

const from = (route: Route | null): string => (route ? ` from ${route.id}` : '');

/** Which of a machine's ports take a connection; an observation where nobody could try. */
async function openPorts(
  world: World,
  check: { host: string; from: Route | null; ports: readonly number[] },
  reads: readonly Argv[],
  signal: AbortSignal,
): Promise<number[] | Observation> {
  const open: number[] = [];
  for (const [index, port] of check.ports.entries()) {
    const tried = check.from
      ? await triedFrom(world, check.from, reads[index]!, signal)
      : await world.here.knock(check.host, port, 3000);
    if (typeof tried !== 'boolean') return tried;
    if (tried) open.push(port);
  }
  return open;
}

const isSeen = (open: number[] | Observation): open is number[] => Array.isArray(open);

async function triedFrom(
  world: World,
  via: Route,
  read: Argv,
  signal: AbortSignal,
): Promise<boolean | Observation> {
  const ran = await look(world, via, read, signal);
  if (ran.kind === 'unreachable') return unseen(`${via.id} cannot look: ${ran.text}`);
  if (ran.code === 0 || ran.code === 1) return ran.code === 0;
  return withoutTool(ran, via, read) ?? unseen(`${via.id} cannot look: ${complaint(ran)}`);
}

export async function seePorts(world: World, check: Of<'tcp'>, signal: AbortSignal): Promise<Observation> {
  const { host, ports, reads } = check;
  const open = await openPorts(world, check, reads, signal);
  if (!isSeen(open)) return open;
  const words = `${host} answers on ${open.join(', ') || `none of ${ports.join(', ')}`}${from(check.from)}`;
  return holdsIf(open.length > 0, words);
}

/** Off: quiet on all ports for a while, after it was seen to answer or while somebody else sees that it is gone. */
export async function seeOff(
  world: World,
  check: HostOff,
  memory: Memory,
  signal: AbortSignal,
): Promise<Observation> {
  const { host, ports, quietSec, observer } = check;
  const reads = ports.map((port): Argv => ['nc', '-z', '-w', '3', host, String(port)]);
  const open = await openPorts(world, check, reads, signal);
  if (!isSeen(open)) {
    memory.closedSince = null;
    return open;
  }
  if (open.length > 0) {
    Object.assign(memory, { seenOpen: true, closedSince: null });
    return notYet(`${host} still answers on ${open.join(', ')}`);
  }
  memory.closedSince ??= world.time.now();
  const quiet = Math.floor((world.time.now() - memory.closedSince) / 1000);
  if (quiet < quietSec) return notYet(`${host} has been quiet for ${quiet} s of ${quietSec}`);
  if (observer) return secondLook(world, check, observer, signal);
  if (memory.seenOpen) return holds(`${host} went quiet and stayed so for ${quiet} s`);
  const text = `${host} answers on no port, but nobody saw it answer before`;
  return wrong(text, 'look at the machine: it may be off, or the way to it; or declare an off_observer');
}

/** `ping` ends with 1 when nothing answered; any other end says nothing. */
async function secondLook(
  world: World,
  { host }: HostOff,
  observer: NonNullable<HostOff['observer']>,
  signal: AbortSignal,
): Promise<Observation> {
  const ran = await look(world, observer.via, observer.read, signal);
  const who = observer.via.id;
  if (ran.kind === 'unreachable') return unseen(`${who} cannot say whether ${host} is off: ${ran.text}`);
  if (ran.code === 1) return holds(`${host} is quiet, and ${who} does not see it`);
  if (ran.code === 0) return notYet(`${host} is quiet, but ${who} still sees it`);
  return (
    withoutTool(ran, observer.via, observer.read) ??
    unseen(`${who} cannot say whether ${host} is off: ${complaint(ran)}`)
  );
}

export async function seeExport(
  world: World,
  check: Of<'export'>,
  signal: AbortSignal,
): Promise<Observation> {
  const { host, port, paths, read } = check;
  if (paths.length === 0) {
    const reads: Argv[] = [['nc', '-z', '-w', '3', host, String(port)]];
    return seePorts(world, { ...check, kind: 'tcp', ports: [port], reads }, signal);
  }
  const ran = await look(world, check.from, read, signal);
  const lacking = withoutTool(ran, check.from, read);
  if (lacking) return lacking;
  if (ran.kind === 'unreachable') return unseen(`the exports of ${host} cannot be asked for: ${ran.text}`);
  if (ran.code !== 0) return withoutList(world, check, complaint(ran), signal);
  const listed = new Set(ran.stdout.split('\n').map((line) => line.trim().split(/\s+/)[0]));
  const missing = paths.filter((path) => !listed.has(path));
  const text =
    missing.length === 0
      ? `${host} exports ${paths.join(', ')}`
      : `${host} does not export ${missing.join(', ')}`;
  return holdsIf(missing.length === 0, text);
}

/** A server that speaks NFS 4 only has no list to show; whether it exports a folder is proven when that is mounted. */
async function withoutList(
  world: World,
  check: Of<'export'>,
  said: string,
  signal: AbortSignal,
): Promise<Observation> {
  const { host, port } = check;
  const reads: Argv[] = [['nc', '-z', '-w', '3', host, String(port)]];
  const open = await openPorts(world, { ...check, ports: [port] }, reads, signal);
  if (!isSeen(open) || open.length === 0) return notYet(`${host} lists no exports: ${said}`);
  if (!/\bRPC\b/.test(said)) return notYet(`${host} lists no exports: ${said}`);
  return holds(`${host} answers on ${port} and has no list of exports to show, as with NFS 4 only (${said})`);
}

export async function seeName(world: World, check: Of<'dns'>, signal: AbortSignal): Promise<Observation> {
  const { host, port, name, read } = check;
  const text = (answers: boolean) =>
    `${host} ${answers ? 'answers' : 'does not answer'} a question for ${name}`;
  if (!check.from) {
    const answers = await world.here.ask(host, port, name);
    return holdsIf(answers, text(answers));
  }
  const ran = await look(world, check.from, read, signal);
  if (ran.kind === 'unreachable') return unseen(`${check.from.id} cannot look: ${ran.text}`);
  const lacking = withoutTool(ran, check.from, read);
  if (lacking) return lacking;
  const records = ran.stdout.split('\n').filter((line) => line.trim() !== '' && !line.startsWith(';'));
  const answers = ran.code === 0 && (name === '.' || records.length > 0);
  return holdsIf(answers, text(answers));
}

export async function seePage(world: World, check: Of<'http'>, signal: AbortSignal): Promise<Observation> {
  const { url, statuses } = check;
  const status = await statusOf(world, check, signal);
  if (typeof status === 'object') return status;
  if (status === undefined) return notYet(`${url} does not answer`);
  const fits = statuses.length > 0 ? statuses.includes(status) : status < 400;
  const expected = statuses.join(' or ') || 'below 400';
  return holdsIf(fits, `${url} answers ${status}${fits ? '' : `; expected ${expected}`}`);
}

async function statusOf(world: World, { url, from, read }: Of<'http'>, signal: AbortSignal) {
  if (!from) return world.here.status(url, 10_000);
  const ran = await look(world, from, read, signal);
  if (ran.kind === 'unreachable') return unseen(`${from.id} cannot look: ${ran.text}`);
  const lacking = withoutTool(ran, from, read);
  if (lacking) return lacking;
  const code = Number(ran.stdout.trim());
  return code >= 100 ? code : undefined;
}
