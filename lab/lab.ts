import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Container } from './container.ts';
import { type Guest, isRunning } from './guests.ts';
import { type Layout, layoutOf, type MachinePlan, type Share } from './layout.ts';
import { prefixOf } from './leftovers.ts';
import { Machine, PLAYED_TOOL, REMOTE, SUDO } from './machine.ts';
import { Network } from './network.ts';
import { obey } from './obey.ts';
import { PROGRAMS } from './programs.ts';
import { SleepingCard } from './sleeping-card.ts';

export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** What a hypervisor or a VM remembers while it is off. */
export interface NodeState {
  readonly disabled: Set<string>;
  readonly stopped: Set<string>;
  readonly stacks: Map<string, boolean>;
  tasks: unknown[];
  pools: unknown[];
  rootUsed: number;
}

/** Sites of a sample estate as real machines: namespaces, wires, sshd, containers. */
export class Lab {
  readonly machines = new Map<string, Machine>();
  readonly effects: string[] = [];
  /** What must never happen, and did. */
  readonly violations: string[] = [];
  /** `<machine> <program>` that never answers. */
  readonly hung = new Set<string>();
  /** Called before a played command does anything. */
  before: ((machine: Machine, words: readonly string[]) => Promise<void>) | undefined;
  /** Payloads of the datagrams that sleeping machines heard. */
  readonly packets: Buffer[] = [];
  /** When the clock of the lab stood at the moment of its evidence. */
  #epoch = Date.now();
  readonly #guests = new Map<string, Map<number, Guest>>();
  readonly #states = new Map<string, NodeState>();
  readonly #cards = new Map<string, SleepingCard>();

  private constructor(
    readonly folder: string,
    readonly estate: string,
    readonly layout: Layout,
    readonly network: Network,
    readonly shared: boolean,
  ) {}

  /** Machines of these sites of a sample estate, all of them up. `shared`: one connection for all commands to a machine. */
  static async build(sites: readonly string[], { sample = 'two-sites', shared = false } = {}): Promise<Lab> {
    const folder = mkdtempSync(join(tmpdir(), 'gates-lab-'));
    const estate = join(folder, 'estate');
    copyEstate(sample, estate);
    const layout = await layoutOf(estate, sites);
    const hosts = layout.machines.filter((machine) => machine.kind === 'hypervisor');
    writeFileSync(join(estate, POSTCHECK), postcheck(hosts.map((host) => host.lan ?? '')));
    commitAll(estate);
    const network = new Network(prefixOf(folder), layout);
    const lab = new Lab(folder, estate, layout, network, shared);
    try {
      await lab.#build();
      return lab;
    } catch (error) {
      await lab.end();
      throw error;
    }
  }

  async #build(): Promise<void> {
    this.#furnish();
    this.network.build();
    const machines = this.layout.machines.filter((plan) => plan.guest?.kind !== 'lxc');
    for (const plan of machines) {
      const machine = new Machine(plan, this.network, this.folder);
      machine.furnish((one, words) => obey(this, one, words));
      this.machines.set(plan.id, machine);
    }
    for (const plan of this.layout.machines) this.#admit(plan);
    await this.allUp();
  }

  /** Keys, known hosts, the client's configuration and the programs, all made for this run. */
  #furnish(): void {
    const at = (name: string) => join(this.folder, name);
    for (const name of ['keys', 'ssh']) mkdirSync(at(name), { mode: 0o700 });
    for (const name of ['gates', ...this.layout.machines.map((machine) => machine.id)]) {
      execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', join(at('keys'), name)]);
    }
    const web = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=lab'];
    execFileSync('openssl', [...web, '-keyout', at('keys/web.key'), '-out', at('keys/web.crt')], {
      stdio: 'ignore',
    });
    const script = (name: string, text: string) => {
      writeFileSync(at(name), text);
      chmodSync(at(name), 0o755);
    };
    script('remote', REMOTE);
    script('played', PLAYED_TOOL);
    script('sudo', SUDO);
    writeFileSync(at('ssh/config'), clientConfig(this.folder, this.shared));
    this.knowHosts();
  }

  /** Writes down the key of every machine, under each of its addresses. */
  knowHosts(change: (machine: string, key: string) => string = (_, key) => key): void {
    const lines = this.layout.machines.flatMap(({ id, lan, overlay }) => {
      const key = change(
        id,
        readFileSync(join(this.folder, 'keys', `${id}.pub`), 'utf8')
          .split(' ')
          .slice(0, 2)
          .join(' '),
      );
      return [lan, overlay].flatMap((address) => (address === null ? [] : [`${address} ${key}`]));
    });
    writeFileSync(join(this.folder, 'ssh/known_hosts'), `${lines.join('\n')}\n`);
  }

  #admit(plan: MachinePlan): void {
    const { guest } = plan;
    if (!guest) return;
    const carrier = this.machine(guest.carrier);
    const site = this.layout.sites.find((one) => one.id === plan.site)!;
    const body =
      guest.kind === 'lxc'
        ? { container: new Container(plan, carrier, site) }
        : { machine: this.machine(plan.id) };
    const all = this.#guests.get(guest.carrier) ?? new Map<number, Guest>();
    all.set(guest.vmid, { vmid: guest.vmid, name: plan.id, kind: guest.kind, status: 'stopped', ...body });
    this.#guests.set(guest.carrier, all);
  }

  machine(id: string): Machine {
    const machine = this.machines.get(id);
    if (!machine) throw new Error(`the lab has no machine ${id}`);
    return machine;
  }

  guestsOn(machine: Machine): Map<number, Guest> {
    return this.#guests.get(machine.plan.id) ?? new Map();
  }

  guest(vmid: number): Guest {
    const found = [...this.#guests.values()].flatMap((all) => all.get(vmid) ?? []);
    return found[0]!;
  }

  nodeOf(machine: Machine): NodeState {
    const { id } = machine.plan;
    const state = this.#states.get(id) ?? {
      disabled: new Set<string>(),
      stopped: new Set<string>(),
      stacks: new Map<string, boolean>(),
      tasks: [],
      pools: [{ name: 'rpool', health: 'ONLINE', size: 1, alloc: 0, free: 1 }],
      rootUsed: 40,
    };
    this.#states.set(id, state);
    return state;
  }

  effect(text: string): void {
    this.effects.push(text);
  }

  /** Whether a machine of the lab is on and exports something. */
  serves(provider: string): boolean {
    const machine = this.machines.get(provider);
    return machine?.on === true && readFileSync(join(machine.folder, 'exports'), 'utf8') !== '';
  }

  /** Mounts a share: a file system of its own under the machine's path, called after its source. */
  async attach(machine: Machine, { path, source }: Share): Promise<void> {
    const mounted = await machine.run(['findmnt', '--mountpoint', path]);
    if (mounted.code !== 0) await machine.run(['/bin/mount', '-t', 'tmpfs', source, path]);
  }

  /** Everything on, everything mounted, everything running, as before a window. */
  async allUp(): Promise<void> {
    const hosts = [...this.machines.values()].filter((machine) => machine.plan.guest === null);
    await Promise.all(hosts.map((machine) => this.boot(machine)));
    for (const guests of this.#guests.values()) {
      for (const guest of guests.values()) {
        if (guest.container && !(await isRunning(guest))) await guest.container.start();
        if (guest.machine) await guest.machine.boot();
        Object.assign(guest, { status: 'running' });
      }
    }
    for (const machine of this.machines.values()) {
      for (const share of machine.plan.shares) await this.attach(machine, share);
    }
    this.#states.clear();
    this.hung.clear();
    this.before = undefined;
    this.rewind();
    for (const texts of [this.violations, this.packets]) texts.length = 0;
  }

  /** The lab as it was before the last test: machines, contracts, locks and windows. */
  async mend(): Promise<void> {
    this.hung.clear();
    this.before = undefined;
    for (const guests of this.#guests.values()) {
      for (const guest of guests.values()) {
        for (const trait of ['lock', 'deaf', 'broken', 'ha'] as const) delete guest[trait];
        guest.container?.hear();
      }
    }
    await Promise.all([...this.machines.values()].map((machine) => machine.mend()));
    this.knowHosts();
    const git = (...words: string[]) => execFileSync('git', words, { cwd: this.estate, stdio: 'ignore' });
    git('checkout', '-q', '.');
    git('clean', '-qfdx');
    await this.allUp();
  }

  /** Sets the clock of the lab back to the moment of its evidence, for another window. */
  rewind(): void {
    this.#epoch = Date.now();
    this.effects.length = 0;
  }

  async boot(machine: Machine): Promise<void> {
    this.#cards.get(machine.plan.id)?.end();
    this.#cards.delete(machine.plan.id);
    await machine.boot();
    this.nodeOf(machine).stopped.clear();
  }

  /** What a machine does that is told to go; whatever hangs on it then is a violation. */
  async powerOff(machine: Machine): Promise<void> {
    const { id } = machine.plan;
    for (const guest of this.guestsOn(machine).values()) {
      if (await isRunning(guest)) this.violations.push(`${id} went off under ${guest.vmid}`);
    }
    for (const user of this.machines.values()) {
      for (const share of user.plan.shares.filter((one) => one.provider === id)) {
        const hangs = user.on && (await user.run(['findmnt', '--mountpoint', share.path])).code === 0;
        if (hangs) this.violations.push(`${id} went off under ${share.path} of ${user.plan.id}`);
      }
    }
    this.effect(`off ${id}`);
    await this.plugOut(machine);
  }

  /** Loses its power, and everything on it; a magic packet brings it back. */
  async plugOut(machine: Machine): Promise<void> {
    for (const guest of this.guestsOn(machine).values()) {
      guest.status = 'stopped';
      await guest.machine?.cutPower();
    }
    await machine.cutPower();
    if (machine.plan.mac === null || machine.plan.lan === null) return;
    const name = this.network.name(machine.plan.id);
    const card = new SleepingCard(name, machine.plan.mac, (packet) => {
      this.packets.push(packet);
      if (machine.on) return;
      this.effect(`boot ${machine.plan.id}`);
      void this.boot(machine);
    });
    this.#cards.set(machine.plan.id, card);
    await card.awake();
  }

  /** Runs a command of `gates` where the lab has its operator, with the lab's clock; its own process. */
  gates(name: string, argv: object, env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
    return ended(this.start(name, argv, env));
  }

  start(name: string, argv: object, env: NodeJS.ProcessEnv = {}) {
    const entry = join(PROGRAMS, 'entry.mjs');
    const words = [process.execPath, entry, name, JSON.stringify({ estate: this.estate, ...argv })];
    return this.#atVantage(words, env);
  }

  #atVantage(words: readonly string[], env: NodeJS.ProcessEnv) {
    const shell = `mount --bind "$0" "$1" && shift && exec "$@"`;
    const inside = ['unshare', '--mount', 'sh', '-c', shell, join(this.folder, 'ssh'), sshHome(), ...words];
    return spawn('ip', ['netns', 'exec', this.network.vantage, ...inside], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, GATES_RUNNER: 'keeper@desk', LAB_EPOCH: String(this.#epoch), ...env },
    });
  }

  edit(file: string, find: string | RegExp, replace: string): void {
    const path = join(this.estate, file);
    const text = readFileSync(path, 'utf8');
    const edited = text.replace(find, () => replace);
    if (edited === text) throw new Error(`${file} does not hold ${find}`);
    writeFileSync(path, edited);
  }

  /** Every command line that reached a machine over ssh. */
  commands(): string[] {
    return [...this.machines.values()].flatMap((machine) => machine.commands());
  }

  async end(): Promise<void> {
    for (const card of this.#cards.values()) card.end();
    await Promise.all([...this.machines.values()].map((machine) => machine.end()));
    this.network.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Where OpenSSH looks for its configuration, whatever HOME says. */
function sshHome(): string {
  const folder = join(homedir(), '.ssh');
  if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
  return folder;
}

const clientConfig = (folder: string, shared: boolean): string => `Host *
  IdentityFile ${folder}/keys/gates
  ControlMaster ${shared ? 'auto' : 'no'}
  ControlPath ${folder}/ssh/m-%C
  ControlPersist 60
  UserKnownHostsFile ${folder}/ssh/known_hosts
`;

const TRANSACTION = 'ops/bindings/infra.maintenance.transaction.contract.yaml';
const TARGETS = 'ops/bindings/ssh.targets.yaml';

const POSTCHECK = 'ops/plugins/infra/bin/guest-status';

/** A sample estate as a repository of its own: its machines are known by their keys, and its postcheck asks those of the lab. */
function copyEstate(sample: string, to: string): void {
  cpSync(join('fixtures/estates', sample), to, { recursive: true });
  const edit = (file: string, find: string | RegExp, replace: string) => {
    const path = join(to, file);
    writeFileSync(path, readFileSync(path, 'utf8').replace(find, replace));
  };
  edit(TARGETS, 'strict_host_key_checking: "no"', 'strict_host_key_checking: "yes"');
  edit(TARGETS, /\n *user_known_hosts_file: .*/, '');
  edit(TRANSACTION, /guest_stop_timeout_sec: \d+/g, 'guest_stop_timeout_sec: 5');
  edit(TRANSACTION, /required_postchecks:\n( {2}- .*\n)+/, 'required_postchecks:\n  - guest.status\n');
}

function commitAll(folder: string): void {
  const git = (...words: string[]) => execFileSync('git', words, { cwd: folder, stdio: 'ignore' });
  git('init', '-q');
  git('add', '-A');
  git('-c', 'user.email=test@example.org', '-c', 'user.name=test', 'commit', '-q', '-m', 'contracts');
}

/** Every guest of these hypervisors runs, by their own word. */
const postcheck = (addresses: readonly string[]): string => `#!/usr/bin/env bash
set -euo pipefail
for host in ${addresses.join(' ')}; do
  seen="$(ssh -n -o BatchMode=yes "root@$host" 'qm list; pct list')"
  if grep -w stopped <<<"$seen"; then exit 1; fi
done
`;

export function ended(child: ReturnType<Lab['start']>): Promise<Outcome> {
  const out: string[] = [];
  const err: string[] = [];
  child.stdout.on('data', (chunk) => out.push(String(chunk)));
  child.stderr.on('data', (chunk) => err.push(String(chunk)));
  return new Promise((done) => {
    child.on('close', (code) => done({ code, out: out.join(''), err: err.join('') }));
  });
}
