import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Container } from './container.ts';
import { type Guest, isRunning } from './guests.ts';
import { type Layout, layoutOf, type MachinePlan, type Share } from './layout.ts';
import { prefixOf } from './leftovers.ts';
import { Machine } from './machine.ts';
import { Network } from './network.ts';
import { type NodeState, newNodeState } from './node-state.ts';
import { obey } from './obey.ts';
import { ended, Operator, type Outcome } from './operator.ts';
import { PROGRAMS } from './programs.ts';
import { committed, copyEstate, edit, restored } from './sample.ts';
import { layScripts } from './scripts.ts';
import { SleepingCard } from './sleeping-card.ts';

export interface LabOptions {
  readonly sample?: string;
  /** One connection for all commands to a machine. */
  readonly shared?: boolean;
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
    readonly operator: Operator,
  ) {}

  /** Machines of these sites of a sample estate, all of them up. */
  static async build(
    sites: readonly string[],
    { sample = 'two-sites', shared = false }: LabOptions = {},
  ): Promise<Lab> {
    const folder = mkdtempSync(join(tmpdir(), 'gates-lab-'));
    const estate = join(folder, 'estate');
    copyEstate(sample, estate);
    const layout = await layoutOf(estate, sites);
    const hosts = layout.machines.filter((machine) => machine.kind === 'hypervisor');
    committed(
      estate,
      hosts.map((host) => host.lan ?? ''),
    );
    const network = new Network(prefixOf(folder), layout);
    const lab = new Lab(folder, estate, layout, network, new Operator(folder, network, shared));
    try {
      await lab.#build();
      return lab;
    } catch (error) {
      await lab.end();
      throw error;
    }
  }

  async #build(): Promise<void> {
    await this.operator.furnish();
    layScripts(this.folder);
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
    const state = this.#states.get(id) ?? newNodeState();
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
        if (guest.container && !(await isRunning(guest))) await guest.container.mustStart();
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
    this.operator.knowHosts();
    restored(this.estate);
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
    return this.operator.start(words, {
      GATES_RUNNER: 'keeper@desk',
      LAB_EPOCH: String(this.#epoch),
      ...env,
    });
  }

  edit(file: string, find: string | RegExp, replace: string): void {
    edit(this.estate, file, find, replace);
  }

  /** Every command line that reached a machine over ssh. */
  commands(): string[] {
    return [...this.machines.values()].flatMap((machine) => machine.commands());
  }

  async end(): Promise<void> {
    for (const card of this.#cards.values()) card.end();
    this.operator.end();
    await Promise.all([...this.machines.values()].map((machine) => machine.end()));
    this.network.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
