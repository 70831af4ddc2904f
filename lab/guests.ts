import { type Answer, answer, ok } from './answers.ts';
import type { Container } from './container.ts';
import type { Machine } from './machine.ts';

/** A guest as its hypervisor has it. What a VM does is played; a container is a real one. */
export interface Guest {
  readonly vmid: number;
  readonly name: string;
  readonly kind: 'qemu' | 'lxc';
  /** Of a VM: what QMP says. */
  status: string;
  lock?: string;
  /** Ignores a request to shut down. */
  deaf?: boolean;
  /** Its storage cannot be activated. */
  broken?: string;
  /** HA takes its requests and queues them. */
  ha?: boolean;
  readonly container?: Container;
  /** The VM's own machine. */
  readonly machine?: Machine;
}

export type Effect = (text: string) => void;

export async function isRunning(guest: Guest): Promise<boolean> {
  return guest.container ? guest.container.running() : guest.status !== 'stopped';
}

/** `qm` and `pct`, each for guests of its own kind. */
export async function guestTool(
  tool: 'qm' | 'pct',
  guests: ReadonlyMap<number, Guest>,
  words: readonly string[],
  effect: Effect,
): Promise<Answer> {
  const kind = tool === 'pct' ? 'lxc' : 'qemu';
  const [verb, number, ...rest] = words;
  if (verb === 'list')
    return list(
      kind,
      [...guests.values()].filter((guest) => guest.kind === kind),
    );
  const guest = guests.get(Number(number));
  if (guest?.kind !== kind) {
    const folder = kind === 'lxc' ? 'lxc' : 'qemu-server';
    return answer('wrong kind', { node: 'node', folder, vmid: number ?? '' });
  }
  if (verb === 'status') return status(guest);
  if (guest.lock) return answer('is locked', { kind: kindWord(guest), lock: guest.lock });
  if (verb === 'start') return start(guest, effect);
  return verb === 'shutdown' ? shutdown(guest, rest[1] ?? '60', effect) : stop(guest, effect);
}

const kindWord = ({ kind }: Guest): string => (kind === 'lxc' ? 'CT' : 'VM');

async function list(kind: Guest['kind'], guests: readonly Guest[]): Promise<Answer> {
  if (guests.length === 0) return answer('no guests');
  const rows = await Promise.all(
    guests.map(async (guest) => {
      const state = (await isRunning(guest)) ? 'running' : 'stopped';
      if (kind === 'lxc') {
        return `${String(guest.vmid).padEnd(11)}${state.padEnd(11)}${(guest.lock ?? '').padEnd(13)}${guest.name}`;
      }
      return `${String(guest.vmid).padStart(10)} ${guest.name.padEnd(20)} ${state.padEnd(10)} 2048             32.00 0`;
    }),
  );
  const head = answer(kind === 'lxc' ? 'pct list head' : 'qm list head');
  return { ...head, out: `${head.out}${rows.join('\n')}\n` };
}

async function status(guest: Guest): Promise<Answer> {
  const running = await isRunning(guest);
  const lines = [
    ...(guest.lock ? [`lock: ${guest.lock}`] : []),
    `name: ${guest.name}`,
    ...(guest.container ? [] : [`qmpstatus: ${guest.status}`]),
    `status: ${running ? 'running' : 'stopped'}`,
    `vmid: ${guest.vmid}`,
  ];
  return ok(lines.join('\n'));
}

async function start(guest: Guest, effect: Effect): Promise<Answer> {
  const { vmid, container, machine } = guest;
  if (await isRunning(guest)) return answer('already running', { kind: kindWord(guest), vmid });
  if (guest.broken) return answer('storage is not online', { storage: guest.broken });
  effect(`start ${vmid}`);
  if (container) return container.start();
  guest.status = 'running';
  await machine?.boot();
  return ok();
}

async function shutdown(guest: Guest, timeoutSec: string, effect: Effect): Promise<Answer> {
  const { vmid, container } = guest;
  if (!(await isRunning(guest))) return container ? answer('container not running', { vmid }) : ok();
  if (guest.ha) return answer('queued for HA', { service: container ? 'ct' : 'vm', vmid });
  if (guest.status === 'paused') return answer('is paused');
  if (container) {
    const ended = await container.shutdown(timeoutSec);
    if (await container.running()) return answer('container did not stop');
    effect(`shutdown ${vmid}`);
    return { ...ended, code: 0 };
  }
  if (guest.deaf) return answer('got timeout');
  effect(`shutdown ${vmid}`);
  await ended(guest);
  return ok();
}

async function stop(guest: Guest, effect: Effect): Promise<Answer> {
  const { vmid, container } = guest;
  if (container && !(await container.running())) return answer('container not running', { vmid });
  effect(`stop ${vmid}`);
  if (container) return container.stop();
  await ended(guest);
  return ok();
}

async function ended(guest: Guest): Promise<void> {
  guest.status = 'stopped';
  await guest.machine?.cutPower();
}
