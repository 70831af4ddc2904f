import { isRow, listOf, type Row, rowOf } from '../../estate/reading/values.ts';
import { Refusal } from '../../finding/refusal.ts';
import { type Facts, type FoundGuest, idOf, isTrue, NO_FACTS, together, vmidOf } from './facts.ts';
import { jsonIn } from './json.ts';

const KINDS: Readonly<Record<string, 'qemu' | 'lxc'>> = {
  proxmox_virtual_environment_vm: 'qemu',
  proxmox_virtual_environment_container: 'lxc',
  proxmox_vm: 'qemu',
  proxmox_container: 'lxc',
};

/** The attributes that are read; a state holds secrets in the others. */
const READ = ['vm_id', 'node_name', 'name', 'template', 'started', 'startup', 'initialization'] as const;

type Attributes = Readonly<Partial<Record<(typeof READ)[number], unknown>>>;

interface Resource {
  readonly type: string;
  readonly attributes: Attributes;
}

/** A Terraform state (version 4) or `terraform show -json`, resources of the bpg provider only. */
export function fromTerraform(file: string, text: string): Facts {
  const value = jsonIn(file, text);
  const resources = isRow(value) ? resourcesIn(value) : undefined;
  if (!resources) {
    throw new Refusal(
      `${file} is neither a Terraform state of version 4 nor the output of \`terraform show -json\``,
      'Run `terraform show -json > state.json` in the folder of the state and give that file.',
    );
  }
  return together(resources.map((resource, index) => resourceFacts(file, resource, index)));
}

function resourcesIn(value: Row): Resource[] | undefined {
  if (Array.isArray(value.resources)) {
    return value.resources.flatMap((item) => {
      const { type, mode, instances } = rowOf(item);
      if (typeof type !== 'string' || mode === 'data') return [];
      return listOf(instances).map((one) => ({ type, attributes: allowed(rowOf(one).attributes) }));
    });
  }
  const root = rowOf(value.values).root_module;
  return isRow(root) ? modules(root).flatMap((module) => listOf(module.resources).flatMap(shown)) : undefined;
}

const modules = (module: Row): Row[] => [module, ...listOf(module.child_modules).map(rowOf).flatMap(modules)];

function shown(item: unknown): Resource[] {
  const { type, mode, values } = rowOf(item);
  return typeof type === 'string' && mode !== 'data' ? [{ type, attributes: allowed(values) }] : [];
}

function allowed(attributes: unknown): Attributes {
  const row = rowOf(attributes);
  return Object.fromEntries(READ.flatMap((key) => (key in row ? [[key, row[key]]] : [])));
}

function resourceFacts(file: string, { type, attributes }: Resource, index: number): Facts {
  const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  if (!kind) return NO_FACTS;
  const vmid = vmidOf(attributes.vm_id);
  const node = idOf(attributes.node_name);
  if (vmid === undefined || node === undefined) {
    return { ...NO_FACTS, left: [`resource ${index + 1} of ${file}: a guest without vm_id or node_name`] };
  }
  const hostname = rowOf(listOf(attributes.initialization)[0]).hostname;
  const name = idOf(attributes.name) ?? idOf(hostname);
  const order = startupOrder(attributes.startup);
  const guest: FoundGuest = {
    vmid,
    node,
    kind,
    template: isTrue(attributes.template),
    ...(name !== undefined && { name }),
    ...(typeof attributes.started === 'boolean' && { runs: attributes.started }),
    ...(order !== undefined && { order }),
  };
  return { ...NO_FACTS, guests: [guest] };
}

/** Blocks are lists of one element; -1 means that nothing is set. */
function startupOrder(startup: unknown): number | undefined {
  const { order } = rowOf(listOf(startup)[0]);
  const number = typeof order === 'string' || typeof order === 'number' ? Number(order) : Number.NaN;
  return Number.isInteger(number) && number >= 0 ? number : undefined;
}
