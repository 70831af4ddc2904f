import { governedNodes } from '../../estate/ask/standard.ts';
import type { Estate } from '../../estate/model/estate.ts';
import type { Sequence } from '../../estate/model/order.ts';
import { printable } from '../../finding/printable.ts';
import type { Change } from '../change.ts';
import { pathOf } from './lists.ts';

/** The script that still reads `<site>_vm_lifecycle`, in words. */
export function readerOfVersion3(estate: Estate): string | undefined {
  const reader = estate.scripts.find(({ facts }) => code(facts.source).includes('_vm_lifecycle'));
  return reader && `"${printable(reader.path)}" still reads "<site>_vm_lifecycle"`;
}

const code = (source: string): string => source.replace(/^[ \t]*#.*$/gm, '');

/** The file in version 4, with hypervisors and NAS in the orders of its sites: first to start, last to stop. */
export function toVersion4(estate: Estate, file: string): Change[] {
  const sequences = estate.sequences.filter((one) => one.at.file === file && one.version === 3);
  return [
    { kind: 'lifecycle', file },
    ...sequences.flatMap((sequence) => nodesIntoOrders(estate, sequence)),
    ...containersApart(estate, file),
  ];
}

function nodesIntoOrders(estate: Estate, { site, at }: Sequence): Change[] {
  const phased = startOf(estate, site);
  const ids = (kind: 'nas' | 'hypervisor') =>
    governedNodes(estate, kind)
      .flatMap((node) => (node.site === site ? [node.id] : []))
      .sort((a, b) => (phased.get(a) ?? phased.size) - (phased.get(b) ?? phased.size));
  const nodes = [...ids('nas'), ...ids('hypervisor')];
  const { file } = at;
  const list = (name: string) => ['lifecycle', site, name];
  return [
    ...nodes
      .toReversed()
      .map((value): Change => ({ kind: 'item', file, path: list('startup_order'), value, before: 0 })),
    ...nodes
      .toReversed()
      .map((value): Change => ({ kind: 'item', file, path: list('shutdown_order'), value })),
  ];
}

/** The turn of each node that a phase of the site starts. */
function startOf(estate: Estate, site: string): Map<string, number> {
  const targets = estate.phases
    .filter((phase) => phase.site === site)
    .flatMap(({ hosts }) => hosts.flatMap(({ target }) => (target?.node === undefined ? [] : [target.node])));
  return new Map(targets.toReversed().map((target, at) => [target, targets.length - 1 - at]));
}

/** Version 3 holds containers under `vm_ids`; in version 4 that means VMs. */
function containersApart(estate: Estate, file: string): Change[] {
  const hosts = estate.phases.filter((phase) => phase.at.file === file).flatMap((phase) => phase.hosts);
  return hosts.flatMap((host): Change[] => {
    const row = pathOf(host.at).slice(0, -1);
    const containers = host.vmIds.filter((entry) => kindOf(estate, entry.guest) === 'lxc');
    if (containers.length === 0) return [];
    const dropped: Change[] =
      containers.length === host.vmIds.length
        ? [{ kind: 'drop', file, path: [...row, 'vm_ids'] }]
        : containers
            .toReversed()
            .map(({ at }) => ({ kind: 'drop', file, path: [...row, 'vm_ids', Number(pathOf(at).at(-1))] }));
    const added = containers.map(
      ({ vmid }): Change => ({ kind: 'item', file, path: [...row, 'lxc_ids'], value: vmid! }),
    );
    return [...dropped, ...added];
  });
}

const kindOf = (estate: Estate, guest: string | undefined) =>
  guest === undefined ? undefined : estate.index.guest(guest)?.guestKind;
