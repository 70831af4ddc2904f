import type { Check } from '../../plan/check.ts';
import { type Memory, newMemory, type Observation, unseen } from '../observation.ts';
import type { World } from '../world.ts';
import type { Ended } from './answer.ts';
import { seeGuest } from './guest.ts';
import * as hypervisor from './hypervisor.ts';
import * as network from './network.ts';
import { seeSender } from './sender.ts';

/** What this tool decides by itself: a pack, an age, a lock, a command. */
export type OwnCheck = Extract<Check, { kind: 'command' | 'pack' | 'backup-younger' | 'lock' }>;

/** How the world is looked at. */
export interface Eyes {
  readonly world: World;
  readonly signal: AbortSignal;
  readonly own: (check: OwnCheck) => Promise<Observation>;
}

type ReadingCheck = Exclude<
  Check,
  OwnCheck | { kind: 'sender' | 'host-off' | 'tcp' | 'export' | 'dns' | 'http' }
>;

const READ_MS = 30_000;

/** One look at the world. */
export async function observe(eyes: Eyes, check: Check, memory: Memory = newMemory()): Promise<Observation> {
  const { world, signal } = eyes;
  switch (check.kind) {
    case 'host-off':
      return network.seeOff(world, check, memory, signal);
    case 'tcp':
      return network.seePorts(world, check, signal);
    case 'export':
      return network.seeExport(world, check, signal);
    case 'dns':
      return network.seeName(world, check, signal);
    case 'http':
      return network.seePage(world, check, signal);
    case 'sender':
      return seeSender(world, check, signal);
    case 'command':
    case 'pack':
    case 'backup-younger':
    case 'lock':
      return eyes.own(check);
    default:
      return read(world, check, signal);
  }
}

async function read({ transport }: World, check: ReadingCheck, signal: AbortSignal): Promise<Observation> {
  const ran = await transport.run(check.via, check.read, { timeoutMs: READ_MS, signal });
  if (ran.kind === 'unreachable') return unseen(`${check.via.id} is not reachable: ${ran.text}`);
  return READERS[check.kind](check as never, ran);
}

type Readers = { readonly [K in ReadingCheck['kind']]: (check: never, ended: Ended) => Observation };

const READERS: Readers = {
  'guest-known': seeGuest,
  'guest-state': seeGuest,
  'host-up': hypervisor.seeHostUp,
  'guests-unlocked': hypervisor.seeLocks,
  'no-other-guests': hypervisor.seeOthers,
  'no-tasks': hypervisor.seeTasks,
  'pools-healthy': hypervisor.seePools,
  'root-disk-below': hypervisor.seeRootDisk,
  unit: hypervisor.seeUnit,
  'storage-enabled': hypervisor.seeStorageEnabled,
  'storage-active': hypervisor.seeStorageActive,
  mount: hypervisor.seeMount,
  stack: hypervisor.seeStack,
};
