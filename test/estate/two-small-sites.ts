import { buildEstate } from '../../src/estate/estate.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import { sourcesOf } from '../../src/estate/sources.ts';
import { type Anchor, isSpan } from '../../src/finding/place.ts';
import { loadContracts } from '../../src/load/load.ts';
import type { Tree } from '../../src/load/tree.ts';

/** Two sites with a hypervisor, a NAS and guests each; what a test is about it adds itself. */
const BASE: Readonly<Record<string, string>> = {
  'topology.sites.yaml': `
sites:
  - {id: mill, status: active, lan_cidr: 10.1.0.0/24, proxmox_alias: hyper-m, vmid_range: 200-299}
  - {id: barge, status: active, lan_cidr: 10.2.0.0/24, proxmox_alias: hyper-b, vmid_range: 100-199}
`,
  'infra.placement.policy.yaml': `
hosts:
  hyper-m: {site: mill, kind: proxmox}
  hyper-b: {site: barge, kind: proxmox}
  disk-m: {site: mill, kind: storage}
  disk-b: {site: barge, kind: storage}
`,
  'ssh.targets.yaml': `
ssh:
  targets:
    - {id: hyper-m, host: 10.1.0.10, user: root, tags: [proxmox]}
    - {id: hyper-b, host: 10.2.0.10, user: root, tags: [proxmox]}
    - {id: disk-m, host: 10.1.0.150, user: root, tags: [nas]}
    - {id: disk-b, host: 10.2.0.150, user: root, tags: [nas]}
    - {id: web-m, host: 10.1.0.21, user: root, tags: []}
    - {id: dns-b, host: 10.2.0.53, user: root, tags: []}
`,
  'vm.lifecycle.yaml': `
vms:
  - {id: 221, hostname: web-m, proxmox_host: hyper-m, status: active, ssh_target: web-m, backup_target: null}
  - {id: 105, hostname: dns-b, proxmox_host: hyper-b, status: active, vm_type: lxc, ssh_target: dns-b, backup_target: dns-b-weekly}
  - {id: 121, hostname: hub-b, proxmox_host: hyper-b, status: active, lan_ip: 10.2.0.121, backup_target: null}
`,
};

export function estateOf(
  files: Readonly<Record<string, string>>,
  runnable: readonly string[] = [],
  base = BASE,
): Estate {
  const tree = treeOf({ ...base, ...files }, runnable);
  const documents = loadContracts(tree, { add: [], ignore: [] });
  return buildEstate(sourcesOf(documents, tree, Date.UTC(2026, 0, 15)));
}

export const treeWith = (files: Readonly<Record<string, string>>): Tree => treeOf({ ...BASE, ...files }, []);

function treeOf(files: Readonly<Record<string, string>>, runnable: readonly string[]): Tree {
  const bytes = new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]));
  return {
    files: () => [...bytes.keys()].sort().map((path) => ({ path, type: 'file' as const })),
    read: (path) => bytes.get(path)!,
    size: (path) => bytes.get(path)!.length,
    executable: (path) => runnable.includes(path),
    has: (path) => bytes.has(path),
  };
}

/** The text that an anchor stands on. */
export function textAt(estate: Estate, anchor: Anchor): string {
  const document = estate.documents.find(({ file }) => file === anchor.file)!;
  const { start, end } = isSpan(anchor) ? anchor : document.locate(anchor.path, anchor.on);
  return document.text.slice(start, end);
}

export const nameOf = (entity: object | undefined): string | undefined =>
  entity === undefined
    ? undefined
    : 'key' in entity
      ? String(entity.key)
      : String((entity as { id: string }).id);
