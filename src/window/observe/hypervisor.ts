import { boolOf, isRow, numberOf, type Row, textOf } from '../../estate/reading/values.ts';
import type { Check } from '../../plan/check.ts';
import { holds, holdsIf, notYet, type Observation, unseen, wrong } from '../observation.ts';
import { complaint, type Ended, rowIn, rowsIn, vmidOf } from './answer.ts';

type Of<K extends Check['kind']> = Extract<Check, { kind: K }>;

export const seeHostUp = ({ via }: Of<'host-up'>, ended: Ended): Observation =>
  ended.code === 0 ? holds(`${via.id} answers`) : notYet(`${via.id}: ${complaint(ended)}`);

export function seeLocks({ via, vmids }: Of<'guests-unlocked'>, ended: Ended): Observation {
  const rows = ended.code === 0 ? rowsIn(ended) : undefined;
  if (!rows) return unreadable(via.id, ended);
  const byId = new Map(rows.map((row) => [vmidOf(row), row]));
  const problems = vmids.flatMap((vmid) => lockProblem(vmid, byId.get(vmid)));
  if (problems.length === 0) return holds(`none of ${vmids.join(', ')} is locked`);
  return wrong(
    `${via.id}: ${problems.join('; ')}`,
    'wait for the job that holds it, or correct the contract',
  );
}

function lockProblem(vmid: number, row: Row | undefined): string[] {
  if (!row) return [`${vmid} is not known there`];
  const lock = textOf(row.lock)?.trim();
  if (lock) return [`${vmid} is locked ("${lock}")`];
  return textOf(row.status) === 'unknown' ? [`the state of ${vmid} is unknown`] : [];
}

export function seeOthers({ via, vmids }: Of<'no-other-guests'>, ended: Ended): Observation {
  const rows = ended.code === 0 ? rowsIn(ended) : undefined;
  if (!rows) return unreadable(via.id, ended);
  const others = rows.filter((row) => textOf(row.status) === 'running' && !vmids.includes(vmidOf(row)));
  if (others.length === 0) return holds(`${via.id} runs no guest that the contracts do not stop`);
  const words = others.map((row) => [String(vmidOf(row)), textOf(row.name)].filter(Boolean).join(' '));
  return wrong(
    `${via.id} runs ${words.join(', ')}, which no contract has as an active guest of the site`,
    'stop it there first, or declare it as an active guest of the site',
  );
}

export function seeTasks({ via, types }: Of<'no-tasks'>, ended: Ended): Observation {
  const rows = ended.code === 0 ? rowsIn(ended) : undefined;
  if (!rows) return unreadable(via.id, ended);
  const busy = rows.filter((row) => isRunning(row) && types.includes(textOf(row.type) ?? ''));
  if (busy.length === 0) return holds(`${via.id} runs no ${types.slice(0, 2).join(' and no ')}`);
  const words = busy.map((row) => `${textOf(row.type)} ${textOf(row.id) ?? ''}`.trim());
  return wrong(`${via.id} runs ${words.join(', ')}`, 'wait until it has ended');
}

/** The list of active tasks also has those that ended a moment ago. */
const isRunning = ({ endtime, status }: Row): boolean =>
  (endtime ?? null) === null && [undefined, 'RUNNING'].includes(textOf(status));

export function seePools({ via }: Of<'pools-healthy'>, ended: Ended): Observation {
  const rows = ended.code === 0 ? rowsIn(ended) : undefined;
  if (!rows) return unreadable(via.id, ended);
  const ill = rows.filter((row) => textOf(row.health) !== 'ONLINE');
  if (ill.length === 0) return holds(`the pools of ${via.id} are healthy`);
  const words = ill.map(
    (row) => `${textOf(row.name) ?? '?'} is ${textOf(row.health) ?? 'of unknown health'}`,
  );
  return wrong(
    `${via.id}: pool ${words.join(', ')}`,
    'mend the pool first: it may not come back after a stop',
  );
}

export function seeRootDisk({ via, percent }: Of<'root-disk-below'>, ended: Ended): Observation {
  const root = ended.code === 0 ? rowIn(ended)?.rootfs : undefined;
  const used = isRow(root) ? numberOf(root.used) : undefined;
  const total = isRow(root) ? numberOf(root.total) : undefined;
  if (used === undefined || !total) return unreadable(via.id, ended);
  const full = Math.floor((used / total) * 100);
  if (full < percent) return holds(`the root disk of ${via.id} is ${full} % full`);
  const text = `the root disk of ${via.id} is ${full} % full; the limit is ${percent} %`;
  return wrong(text, 'make room: a full root disk keeps guests from starting');
}

export function seeUnit({ via, unit, active }: Of<'unit'>, { stdout, code }: Ended): Observation {
  const state = stdout.trim();
  const text = `${unit} on ${via.id} is ${state || `unknown (exit ${code})`}`;
  if (state === '') return unseen(text);
  return holdsIf(active ? state === 'active' : state === 'inactive' || state === 'failed', text);
}

export function seeStorageEnabled(
  { via, storage, enabled }: Of<'storage-enabled'>,
  ended: Ended,
): Observation {
  const row = ended.code === 0 ? rowIn(ended) : undefined;
  if (!row) return unreadable(via.id, ended);
  const isEnabled = boolOf(row.disable) !== true && numberOf(row.disable) !== 1;
  return holdsIf(isEnabled === enabled, `storage ${storage} is ${isEnabled ? 'enabled' : 'disabled'}`);
}

export function seeStorageActive({ via, storage }: Of<'storage-active'>, ended: Ended): Observation {
  const row = ended.code === 0 ? rowIn(ended) : undefined;
  if (!row) return notYet(`storage ${storage} of ${via.id}: ${complaint(ended)}`);
  const active = numberOf(row.active) === 1 || boolOf(row.active) === true;
  return holdsIf(active, `storage ${storage} is ${active ? 'active' : 'not active'}`);
}

/** Where an automounter waits, nothing is mounted yet. */
export function seeMount({ via, path, mounted }: Of<'mount'>, ended: Ended): Observation {
  if (ended.code !== 0 && ended.code !== 1) return unseen(`${path} on ${via.id}: ${complaint(ended)}`);
  const lines = ended.stdout.split('\n').filter((line) => line.trim() !== '' && !/^autofs\b/.test(line));
  const isMounted = ended.code === 0 && lines.length > 0;
  return holdsIf(isMounted === mounted, `${path} is ${isMounted ? '' : 'not '}mounted on ${via.id}`);
}

export function seeStack({ via, stack, running }: Of<'stack'>, ended: Ended): Observation {
  if (ended.code !== 0) return unseen(`stack ${stack} on ${via.id}: ${complaint(ended)}`);
  const count = ended.stdout.split('\n').filter((line) => line.trim() !== '').length;
  return holdsIf(count > 0 === running, `stack ${stack} has ${count} running containers`);
}

const unreadable = (id: string, ended: Ended): Observation =>
  unseen(`${id} gave no answer that can be read: ${ended.code === 0 ? 'no JSON' : complaint(ended)}`);
