import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Answer } from './answers.ts';
import type { MachineConfig } from './init.ts';
import type { MachinePlan, SitePlan } from './layout.ts';
import type { Machine } from './machine.ts';
import { PROGRAMS } from './programs.ts';

/** A real LXC container of a hypervisor; its init is busybox. */
export class Container {
  readonly #home: string;
  readonly #name: string;

  constructor(
    readonly plan: MachinePlan,
    readonly carrier: Machine,
    site: SitePlan,
  ) {
    this.#name = String(plan.guest!.vmid);
    this.#home = join(carrier.folder, 'lxc');
    this.#furnish(site);
  }

  get #root(): string {
    return join(this.#home, this.#name, 'rootfs');
  }

  #furnish({ bits, gateway }: SitePlan): void {
    const root = this.#root;
    for (const name of ['usr', 'proc', 'sys', 'dev', 'etc', 'lab', 'node', 'tmp']) {
      mkdirSync(join(root, name), { recursive: true });
    }
    for (const name of ['bin', 'sbin', 'lib', 'lib64']) symlinkSync(`usr/${name}`, join(root, name));
    cpSync('/usr/bin/busybox', join(root, 'lab/busybox'));
    cpSync(PROGRAMS, join(root, 'lab/program'), { recursive: true });
    cpSync(join(this.carrier.root, 'keys'), join(root, 'lab/keys'), { recursive: true });
    const config: MachineConfig = {
      folder: '/lab',
      keys: '/lab/keys',
      paths: [],
      ssh: false,
      services: { ...this.plan.services, exportsFile: null },
    };
    writeFileSync(join(root, 'lab/init.json'), JSON.stringify(config));
    writeFileSync(join(root, 'lab/init'), INIT, { mode: 0o755 });
    const lines = [
      `lxc.uts.name = ${this.plan.id}`,
      `lxc.rootfs.path = dir:${root}`,
      'lxc.init.cmd = /lab/init',
      'lxc.apparmor.profile = unconfined',
      'lxc.tty.max = 0',
      'lxc.mount.auto = proc:mixed',
      'lxc.mount.entry = /usr usr none bind,ro 0 0',
      `lxc.mount.entry = ${dirname(process.execPath)} node none bind,ro 0 0`,
      'lxc.net.0.type = veth',
      'lxc.net.0.link = vmbr0',
      'lxc.net.0.name = eth0',
      'lxc.net.0.flags = up',
      `lxc.net.0.ipv4.address = ${this.plan.lan}/${bits}`,
      `lxc.net.0.ipv4.gateway = ${gateway}`,
    ];
    writeFileSync(join(this.#home, this.#name, 'config'), `${lines.join('\n')}\n`);
  }

  /** From now on the container lets every request to end pass by. */
  deafen(): void {
    writeFileSync(join(this.#root, 'lab/deaf'), '');
  }

  hear(): void {
    rmSync(join(this.#root, 'lab/deaf'), { force: true });
  }

  async running(): Promise<boolean> {
    if (!this.carrier.on) return false;
    return /RUNNING/.test((await this.#lxc('lxc-info', '-s')).out);
  }

  /** Starts it, and waits until its services listen, which a slow machine takes a while for. */
  async start(): Promise<Answer> {
    const started = await this.#lxc('lxc-start', '-l', 'ERROR', '-o', join(this.#home, 'log'));
    if (started.code === 0) await this.#lxc('lxc-attach', '--', '/lab/busybox', 'sh', '-c', UNTIL_READY);
    return started;
  }

  async mustStart(): Promise<void> {
    const { code } = await this.start();
    if (code !== 0) throw new Error(`LXC: ${readFileSync(join(this.#home, 'log'), 'utf8')}`);
  }

  shutdown = (timeoutSec: string): Promise<Answer> => this.#lxc('lxc-stop', '--nokill', '-t', timeoutSec);
  stop = (): Promise<Answer> => this.#lxc('lxc-stop', '--kill');

  #lxc(program: string, ...words: string[]): Promise<Answer> {
    return this.carrier.run([program, '-P', this.#home, '-n', this.#name, ...words]);
  }
}

/** A socket for names, or one that listens. */
const UNTIL_READY =
  'for i in $(seq 200); do grep -qE ":0035 |:0050 .* 0A " /proc/net/udp /proc/net/tcp && exit; sleep 0.05; done';

/** Ends when it is asked to, unless it is deaf. */
const INIT = `#!/lab/busybox sh
trap '[ -e /lab/deaf ] || exit 0' PWR
/node/node /lab/program/init.mjs /lab/init.json &
while :; do wait; sleep 0.2; done
`;
