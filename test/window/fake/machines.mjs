const ok = (out = '') => ({ code: 0, out: out === '' ? '' : `${out}\n` });
const fail = (code, err) => ({ code, err: `${err}\n` });
const json = (value) => ok(JSON.stringify(value));

/** Whether a machine runs: a guest does when its hypervisor has it running. */
export function isOn(state, machine) {
  if (!machine) return false;
  if (machine.guest === undefined) return machine.on;
  const host = state.machines[machine.hypervisor];
  return host.on && host.guests[machine.guest].status === 'running';
}

export const machineAt = (state, host) =>
  Object.values(state.machines).find((machine) => machine.addresses.includes(host));

export const takes = (state, host, port) => {
  const machine = machineAt(state, host);
  return isOn(state, machine) && machine.ports.includes(port);
};

export function answer(state, host, argv, stdin) {
  const machine = machineAt(state, host);
  if (state.changedKeys?.includes(machine?.id)) return fail(255, 'Host key verification failed.');
  if (state.noKey?.includes(machine?.id)) return fail(255, `${host}: Permission denied (publickey).`);
  if (!isOn(state, machine)) return fail(255, `ssh: connect to host ${host} port 22: Connection timed out`);
  const [program, ...words] = argv[0] === 'sudo' ? argv.slice(argv[1].startsWith('-') ? 2 : 1) : argv;
  const command = COMMANDS[program];
  if (!command) return fail(127, `bash: ${program}: command not found`);
  return command({ state, machine, words, stdin, effect: (text) => state.effects.push(text) });
}

/** What `showmount` says of a NAS. */
export function exportsOf(state, host) {
  const nas = machineAt(state, host);
  if (!nas?.on || nas.noExports) return fail(1, 'clnt_create: RPC: Unable to receive');
  return ok(nas.exports.map((path) => `${path} 198.51.100.0/24`).join('\n'));
}

const COMMANDS = {
  true: () => ok(),
  pvesh: ({ state, machine, words: [verb, path, ...rest], effect }) => {
    if (verb === 'create') return powerOff(state, machine, effect);
    if (path === '/version') return json({ version: '8.4.1', release: '8.4' });
    if (path === '/cluster/resources') return json(resources(machine));
    const [, kind] = /^\/nodes\/localhost\/(qemu|lxc)$/.exec(path) ?? [];
    if (kind) return json(resources(machine).filter((guest) => guest.type === kind));
    if (path === '/nodes/localhost/tasks') return json(machine.tasks);
    if (path === '/nodes/localhost/disks/zfs') return json(machine.pools);
    if (path === '/nodes/localhost/status') return json({ rootfs: { used: machine.rootUsed, total: 100 } });
    const [, storage, status] = /storage\/([^/]+)(\/status)?$/.exec(path) ?? [];
    if (!storage) return fail(255, `no '${path} ${rest}' resource`);
    const on = !machine.storages[storage].disabled;
    if (!status) return json({ storage, type: 'nfs', ...(on ? {} : { disable: 1 }) });
    if (on && provider(state, machine.storages[storage]).on) machine.mounted[`/mnt/pve/${storage}`] = true;
    return json({ active: on && provider(state, machine.storages[storage]).on ? 1 : 0, enabled: on ? 1 : 0 });
  },
  qm: (call) => guestTool(call, 'qemu'),
  pct: (call) => guestTool(call, 'lxc'),
  systemctl: ({ machine, words: [verb, unit], effect }) => {
    if (verb === 'is-active') {
      const word = machine.units[unit] ? 'active' : 'inactive';
      return { code: machine.units[unit] ? 0 : 3, out: `${word}\n` };
    }
    machine.units[unit] = verb === 'start';
    effect(`${verb} ${unit} on ${machine.id}`);
    return ok();
  },
  pvesm: ({ machine, words: [, storage, , value], effect }) => {
    machine.storages[storage].disabled = value === '1';
    effect(`disable=${value} ${storage} on ${machine.id}`);
    return ok();
  },
  findmnt: ({ machine, words }) =>
    machine.mounted[words.at(-1)] ? ok('nfs4 198.51.100.20:/volume1/share') : { code: 1 },
  mount: ({ machine, words: [path], effect }) => {
    machine.mounted[path] = true;
    effect(`mount ${path} on ${machine.id}`);
    return ok();
  },
  umount: ({ machine, words: [path], effect }) => {
    if (!machine.mounted[path]) return fail(32, `umount: ${path}: not mounted.`);
    machine.mounted[path] = false;
    effect(`umount ${path} on ${machine.id}`);
    return ok();
  },
  docker: ({ machine, words, effect }) => {
    const stack = words[2];
    const verb = words[3];
    if (verb === 'ps') return ok(machine.stacks[stack] ? '0123456789ab' : '');
    machine.stacks[stack] = verb !== 'stop';
    effect(`${verb} ${stack} on ${machine.id}`);
    return ok();
  },
  poweroff: ({ state, machine, effect }) => powerOff(state, machine, effect),
  ln: ({ machine, words: [, , target, path] }) => {
    if (machine.links[path] !== undefined)
      return fail(1, `ln: failed to create symbolic link '${path}': File exists`);
    machine.links[path] = target;
    return ok();
  },
  readlink: ({ machine, words: [path] }) =>
    machine.links[path] === undefined ? { code: 1 } : ok(machine.links[path]),
  rm: ({ machine, words: [, path] }) => {
    delete machine.links[path];
    return ok();
  },
  nc: ({ state, words: [, , , host, port] }) => ({ code: takes(state, host, Number(port)) ? 0 : 1 }),
  ping: ({ state, words }) => ({ code: isOn(state, machineAt(state, words.at(-1))) ? 0 : 1 }),
  showmount: ({ state, words }) => exportsOf(state, words.at(-1)),
  dig: ({ state, words }) => {
    const server = words.find((word) => word.startsWith('@')).slice(1);
    return isOn(state, machineAt(state, server))
      ? ok('192.0.2.1')
      : { code: 9, out: ';; no servers could be reached\n' };
  },
  curl: ({ state, machine, words }) => {
    const { hostname } = new URL(words.at(-1));
    const asked = hostname === '127.0.0.1' ? machine : machineAt(state, hostname);
    return isOn(state, asked) ? ok('200') : { code: 7, out: '000\n' };
  },
  python3: ({ state, stdin, words, effect }) => {
    if (words[0] === '--version') return ok('Python 3.11.2');
    state.packets.push(stdin.toString('hex'));
    const mac = stdin.subarray(6, 12).toString('hex').match(/../g).join(':');
    const woken = Object.values(state.machines).find((one) => one.mac === mac && !one.on);
    if (woken && !woken.deaf) boot(woken, effect);
    return ok();
  },
  vzdump: ({ state, words: [vmid], effect }) => {
    const seconds = Date.parse('2026-01-15T10:59:00Z') / 1000;
    const path = `/mnt/pve/archive-b/dump/vzdump-qemu-${vmid}-2026_01_15-10_59_00.vma.zst`;
    state.files.push({ path, seconds, size: 5_000_000 });
    effect(`vzdump ${vmid}`);
    return ok();
  },
  find: ({ state, words }) => {
    const patterns = words.filter((_, index) => words[index - 1] === '-path');
    const globs = patterns.map((text) => text.replaceAll(/[.+]/g, '\\$&').replaceAll('*', '[^/]*'));
    return ok(
      state.files
        .filter((file) => globs.some((glob) => new RegExp(`^${glob}$`).test(file.path)))
        .map((file) => `${file.seconds}:${file.size}:${file.path}`)
        .join('\n'),
    );
  },
};

function boot(machine, effect) {
  machine.on = true;
  for (const unit of Object.keys(machine.units ?? {})) machine.units[unit] = true;
  effect(`boot ${machine.id}`);
}

const provider = (state, { nas }) => state.machines[nas];

/** A machine that is switched off cuts the connection; what still hangs on it is a violation. */
function powerOff(state, machine, effect) {
  const running = Object.entries(machine.guests ?? {}).filter(([, guest]) => guest.status === 'running');
  for (const [vmid] of running) state.violations.push(`${machine.id} went off under ${vmid}`);
  for (const user of Object.values(state.machines)) {
    const hangs =
      isOn(state, user) && user.nas === machine.id && Object.values(user.mounted ?? {}).includes(true);
    if (hangs) state.violations.push(`${machine.id} went off under ${user.id}`);
  }
  machine.on = false;
  machine.mounted = {};
  effect(`off ${machine.id}`);
  return fail(255, 'Connection to 192.0.2.9 closed by remote host.');
}

function resources({ guests }) {
  return Object.entries(guests).map(([vmid, guest]) => ({
    id: `${guest.kind}/${vmid}`,
    type: guest.kind,
    vmid: guest.kind === 'lxc' ? vmid : Number(vmid),
    name: guest.name,
    status: guest.status === 'paused' ? 'running' : guest.status,
    template: 0,
    ...(guest.lock && { lock: guest.lock }),
  }));
}

function guestTool({ state, machine, words: [verb, vmid, , ...inside], effect }, kind) {
  const guest = machine.guests[vmid];
  if (verb === 'exec') {
    const own = Object.values(state.machines).find((one) => one.name === guest.name);
    const [program, ...words] = inside;
    return COMMANDS[program]({ state, machine: own, words, effect });
  }
  const folder = kind === 'lxc' ? 'lxc' : 'qemu-server';
  const name = kind === 'lxc' ? 'CT' : 'VM';
  if (guest?.kind !== kind)
    return fail(2, `Configuration file 'nodes/x/${folder}/${vmid}.conf' does not exist`);
  const lock = guest.lock ? `lock: ${guest.lock}\n` : '';
  const running = guest.status !== 'stopped';
  if (verb === 'status') {
    const status = guest.status === 'paused' ? 'running' : guest.status;
    const more = kind === 'qemu' ? `qmpstatus: ${guest.status}\n` : '';
    return { code: 0, out: `${lock}name: ${guest.name}\n${more}status: ${status}\nvmid: ${vmid}\n` };
  }
  if (guest.lock) return fail(255, `${name} is locked (${guest.lock})`);
  if (verb === 'start') {
    if (running) return fail(255, `${name} ${vmid} already running`);
    if (guest.broken) return fail(255, `storage 'x' is not online`);
    guest.status = 'running';
  } else if (verb === 'shutdown') {
    if (!running) return kind === 'lxc' ? fail(255, `CT ${vmid} not running`) : ok();
    if (guest.deaf)
      return fail(255, kind === 'lxc' ? 'container did not stop' : 'VM quit/powerdown failed - got timeout');
    if (guest.ha) return ok(`Requesting HA stop for ${name} ${vmid}`);
    stopped(state, guest);
  } else stopped(state, guest);
  effect(`${verb} ${vmid}`);
  return ok();
}

function stopped(state, guest) {
  guest.status = 'stopped';
  const own = Object.values(state.machines).find((one) => one.name === guest.name);
  if (own?.mounted) own.mounted = {};
}
