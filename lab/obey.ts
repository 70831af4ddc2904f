import { type Answer, answer, fail, json, ok } from './answers.ts';
import { type Guest, guestTool, isRunning } from './guests.ts';
import type { Share } from './layout.ts';
import type { Machine } from './machine.ts';
import type { NodeState } from './node-state.ts';

/** What commands see of the lab around their machine, and what they do to it. */
interface Surroundings {
  readonly hung: ReadonlySet<string>;
  readonly before: ((machine: Machine, words: readonly string[]) => Promise<void>) | undefined;
  effect(text: string): void;
  guestsOn(machine: Machine): Map<number, Guest>;
  nodeOf(machine: Machine): NodeState;
  serves(provider: string): boolean;
  attach(machine: Machine, share: Share): Promise<void>;
  powerOff(machine: Machine): Promise<void>;
}

interface Call {
  readonly lab: Surroundings;
  readonly machine: Machine;
  readonly words: readonly string[];
}

/** What a command of a machine does; null while it never ends. */
export async function obey(
  lab: Surroundings,
  machine: Machine,
  [program, ...words]: readonly string[],
): Promise<Answer | null> {
  const call = { lab, machine, words };
  if (lab.hung.has(`${machine.plan.id} ${program}`)) return null;
  await lab.before?.(machine, [program!, ...words]);
  switch (program) {
    case 'qm':
    case 'pct':
      return guestTool(program, lab.guestsOn(machine), words, (text) => lab.effect(text));
    case 'pvesh':
      return pvesh(call);
    case 'pvesm':
      return pvesm(call);
    case 'systemctl':
      return systemctl(call);
    case 'docker':
      return docker(call);
    case 'mount':
      return mount(call);
    case 'umount':
      return umount(call);
    case 'poweroff':
      return poweroff(call);
    default:
      return fail(127, `sh: ${program}: not found`);
  }
}

async function pvesh(call: Call): Promise<Answer | null> {
  const { lab, machine, words } = call;
  const [verb, path = ''] = words;
  const node = lab.nodeOf(machine);
  if (verb === 'create') return poweroff(call);
  if (path === '/version') return json({ version: '8.4.1', release: '8.4', repoid: '2a5fa54a' });
  if (path === '/cluster/resources') return json(await resources(call));
  const [, kind] = /^\/nodes\/localhost\/(qemu|lxc)$/.exec(path) ?? [];
  if (kind) return json((await resources(call)).filter(({ type }) => type === kind));
  if (path === '/nodes/localhost/tasks') return json(node.tasks);
  if (path === '/nodes/localhost/disks/zfs') return json(node.pools);
  if (path === '/nodes/localhost/status') return json({ rootfs: { used: node.rootUsed, total: 100 } });
  const [, storage, status] = /storage\/([^/]+)(\/status)?$/.exec(path) ?? [];
  const share = machine.plan.shares.find((one) => one.storage === storage);
  if (!storage || !share) return answer('no such resource', { verb: verb ?? '', path });
  const enabled = !node.disabled.has(storage);
  if (!status) return json({ storage, type: 'nfs', ...(enabled ? {} : { disable: 1 }) });
  const active = enabled && lab.serves(share.provider);
  if (active) await lab.attach(machine, share);
  return json({ active: active ? 1 : 0, enabled: enabled ? 1 : 0 });
}

/** One list of both kinds; old releases write the number of a container as text. */
function resources({ lab, machine }: Call) {
  return Promise.all(
    [...lab.guestsOn(machine).values()].map(async (guest) => ({
      id: `${guest.kind}/${guest.vmid}`,
      type: guest.kind,
      vmid: guest.kind === 'lxc' ? String(guest.vmid) : guest.vmid,
      name: guest.name,
      status: (await isRunning(guest)) ? 'running' : 'stopped',
      template: 0,
      ...(guest.lock && { lock: guest.lock }),
    })),
  );
}

function pvesm({ lab, machine, words: [, storage, , value] }: Call): Answer {
  const { disabled } = lab.nodeOf(machine);
  if (value === '1') disabled.add(storage!);
  else disabled.delete(storage!);
  lab.effect(`disable=${value} ${storage} on ${machine.plan.id}`);
  return ok();
}

function systemctl({ lab, machine, words: [verb, unit] }: Call): Answer {
  const { stopped } = lab.nodeOf(machine);
  if (verb === 'is-active')
    return { code: stopped.has(unit!) ? 3 : 0, out: stopped.has(unit!) ? 'inactive\n' : 'active\n', err: '' };
  if (verb === 'stop') stopped.add(unit!);
  else stopped.delete(unit!);
  lab.effect(`${verb} ${unit} on ${machine.plan.id}`);
  return ok();
}

function docker({ lab, machine, words }: Call): Answer {
  const { stacks } = lab.nodeOf(machine);
  const [, , stack, verb] = words;
  if (verb === 'ps') return ok(stacks.get(stack!) === false ? '' : '0123456789ab');
  stacks.set(stack!, verb !== 'stop');
  lab.effect(`${verb} ${stack} on ${machine.plan.id}`);
  return ok();
}

async function mount({ lab, machine, words: [path] }: Call): Promise<Answer> {
  const share = machine.plan.shares.find((one) => one.path === path);
  if (!share) return fail(1, `mount: ${path}: can't find in /etc/fstab.`);
  if (!lab.serves(share.provider)) return fail(32, `mount.nfs: Connection timed out for ${share.source}`);
  lab.effect(`mount ${path} on ${machine.plan.id}`);
  await lab.attach(machine, share);
  return ok();
}

async function umount({ lab, machine, words: [path] }: Call): Promise<Answer> {
  const ended = await machine.run(['/bin/umount', path!]);
  if (ended.code === 0) lab.effect(`umount ${path} on ${machine.plan.id}`);
  return ended;
}

/** A machine that is switched off never ends the command: it cuts the connection. */
async function poweroff({ lab, machine }: Call): Promise<null> {
  await lab.powerOff(machine);
  return null;
}
