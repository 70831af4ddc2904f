import type { Argv, Route } from '../plan/route-model.ts';
import { complaint } from './observe/answer.ts';
import type { World } from './world.ts';

/** Who holds a site on the machine that keeps its lock. */
export interface FarHolder {
  readonly windowId: string;
  readonly owner: string;
}

export type FarLock =
  | { readonly state: 'ours' }
  | { readonly state: 'free' }
  | { readonly state: 'foreign'; readonly holder: FarHolder }
  | { readonly state: 'unseen'; readonly text: string };

/** A folder that every Linux has, that all may write to, and that a reboot empties. */
const FOLDER = '/var/lock';
const LOOK_MS = 20_000;

const pathOf = (site: string): string => `${FOLDER}/gates-window-${site.replaceAll(/[^A-Za-z0-9._-]/g, '_')}`;

/** The lock is a symbolic link whose target says who holds it: made in one step together with its owner, or not at all. */
const targetOf = ({ windowId, owner }: FarHolder): string => `gates:${windowId}:${owner}`;

export async function takeFarLock(
  world: World,
  via: Route,
  site: string,
  holder: FarHolder,
): Promise<FarLock> {
  const made = await run(world, via, ['ln', '-s', '-n', targetOf(holder), pathOf(site)]);
  if (made.kind === 'ended' && made.code === 0) return { state: 'ours' };
  const found = await seeFarLock(world, via, site, holder.windowId);
  if (found.state !== 'free') return found;
  const text = made.kind === 'ended' ? complaint(made) : made.text;
  return { state: 'unseen', text: `the lock could not be made on ${via.id}: ${text}` };
}

export async function seeFarLock(world: World, via: Route, site: string, windowId: string): Promise<FarLock> {
  const read = await run(world, via, ['readlink', pathOf(site)]);
  if (read.kind === 'unreachable')
    return { state: 'unseen', text: `${via.id} is not reachable: ${read.text}` };
  if (read.code === 1 && read.stdout.trim() === '') return { state: 'free' };
  if (read.code !== 0) return { state: 'unseen', text: `${via.id}: ${complaint(read)}` };
  const holder = holderIn(read.stdout.trim());
  return holder.windowId === windowId ? { state: 'ours' } : { state: 'foreign', holder };
}

function holderIn(value: string): FarHolder {
  const [, windowId, owner] = /^gates:([^:]*):(.*)$/.exec(value) ?? [];
  return { windowId: windowId ?? '?', owner: owner ?? value };
}

/** Gives the lock back when this window holds it. */
export async function dropFarLock(
  world: World,
  via: Route,
  site: string,
  windowId: string,
): Promise<FarLock> {
  const found = await seeFarLock(world, via, site, windowId);
  if (found.state !== 'ours') return found;
  return breakFarLock(world, via, site);
}

/** Removes the lock whoever holds it; only for somebody who named its owner. */
export async function breakFarLock(world: World, via: Route, site: string): Promise<FarLock> {
  const gone = await run(world, via, ['rm', '-f', pathOf(site)]);
  if (gone.kind === 'ended' && gone.code === 0) return { state: 'free' };
  return { state: 'unseen', text: gone.kind === 'ended' ? complaint(gone) : gone.text };
}

const run = ({ transport }: World, via: Route, argv: Argv) =>
  transport.run(via, argv, { timeoutMs: LOOK_MS });
