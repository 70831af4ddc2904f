import { named } from '../estate/ask/describe.ts';
import { activeSites } from '../estate/ask/standard.ts';
import type { Guest } from '../estate/model/guest.ts';
import type { Node } from '../estate/model/node.ts';
import { type Row, textOf } from '../estate/reading/values.ts';
import { guestsOn } from '../plan/members.ts';
import type { Planning } from '../plan/planning.ts';
import { routeTo } from '../plan/routes.ts';
import { complaint, rowsIn, vmidOf } from './observe/answer.ts';
import type { World } from './world.ts';

/** What runs on a hypervisor against what the contracts say. */
export interface HypervisorView {
  readonly hypervisor: string;
  readonly site: string;
  /** Null: nobody could look, and `problem` says why. */
  readonly guests: readonly GuestView[] | null;
  readonly problem: string | null;
}

export interface GuestView {
  readonly vmid: number;
  readonly name: string;
  readonly kind: string;
  readonly status: string;
  /** How it differs from the contracts. */
  readonly differences: readonly string[];
}

const READ = ['pvesh', 'get', '/cluster/resources', '--type', 'vm', '--output-format', 'json'];

export async function seeGuests(world: World, planning: Planning, host: Node): Promise<HypervisorView> {
  const site = host.site ?? '';
  const blind = (problem: string) => ({ hypervisor: host.id, site, guests: null, problem });
  const route = routeTo(planning, host);
  if (!route) return blind('no way to it is known');
  const ran = await world.transport.run(route, READ, { timeoutMs: 30_000 });
  if (ran.kind === 'unreachable') return blind(ran.text);
  const rows = ran.code === 0 ? rowsIn(ran) : undefined;
  if (!rows) return blind(ran.code === 0 ? 'it answers no JSON' : complaint(ran));
  return { hypervisor: host.id, site, guests: compared(planning, host, rows), problem: null };
}

function compared(planning: Planning, host: Node, rows: readonly Row[]): GuestView[] {
  const declared = guestsOn(planning.estate, host);
  const byId = new Map(declared.map((guest) => [guest.vmid, guest]));
  const seen = rows
    .filter((row) => Number(textOf(row.template) ?? 0) !== 1)
    .map((row) => viewOf(row, byId.get(vmidOf(row))));
  const missing = declared.filter((guest) => !rows.some((row) => vmidOf(row) === guest.vmid)).map(absent);
  return [...seen, ...missing].sort((a, b) => a.vmid - b.vmid);
}

function viewOf(row: Row, guest: Guest | undefined): GuestView {
  const kind = textOf(row.type) ?? '?';
  const status = textOf(row.status) ?? 'unknown';
  const lock = textOf(row.lock);
  const differences = [
    ...(guest ? [] : ['no contract has it as an active guest of this hypervisor']),
    ...(guest?.guestKind && guest.guestKind !== kind ? [`the contracts say ${guest.guestKind}`] : []),
    ...(guest && status !== 'running' ? ['the contracts have it active'] : []),
    ...(lock ? [`it is locked (${lock})`] : []),
  ];
  return { vmid: vmidOf(row), name: textOf(row.name) ?? '', kind, status, differences };
}

const absent = (guest: Guest): GuestView => ({
  vmid: guest.vmid,
  name: named(guest),
  kind: guest.guestKind ?? '?',
  status: 'absent',
  differences: ['the contracts have it active'],
});

/** The hypervisors of the active sites, or of one. */
export function hypervisorsOf({ estate }: Planning, site: string | undefined): Node[] {
  const sites = new Set(activeSites(estate).map((one) => one.id));
  return estate.nodes.filter(
    (node) =>
      node.kind === 'hypervisor' && sites.has(node.site ?? '') && (site === undefined || node.site === site),
  );
}
