import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import type { Answer } from './answers.ts';
import type { MachineConfig } from './init.ts';
import type { MachinePlan } from './layout.ts';
import type { Network } from './network.ts';
import { PROGRAMS } from './programs.ts';

/** Says what a command of a machine does; null while it never ends. */
export type Obey = (machine: Machine, words: readonly string[]) => Promise<Answer | null>;

/** Commands that the lab plays; everything else on a machine is the real thing. */
const PLAYED = ['pct', 'qm', 'pvesh', 'pvesm', 'systemctl', 'docker', 'mount', 'umount', 'poweroff'];

/** One machine: a namespace of processes and folders on its own wires, with its own sshd. */
export class Machine {
  readonly folder: string;
  #init: ChildProcess | undefined;
  #up: Promise<void> = Promise.resolve();
  #tools: Server | undefined;

  constructor(
    readonly plan: MachinePlan,
    readonly network: Network,
    readonly root: string,
  ) {
    this.folder = join(root, plan.id);
  }

  get on(): boolean {
    return this.#init !== undefined;
  }

  /** Lays down what the machine keeps while it is off: its keys, its commands, its own list of users. */
  furnish(obey: Obey): void {
    mkdirSync(join(this.folder, 'bin'), { recursive: true });
    mkdirSync(join(this.folder, 'calls'));
    for (const name of PLAYED) symlinkSync(join(this.root, 'played'), join(this.folder, 'bin', name));
    symlinkSync(join(this.root, 'sudo'), join(this.folder, 'bin', 'sudo'));
    const write = (name: string, text: string) => writeFileSync(join(this.folder, name), text);
    const users = ['ops', 'keeper', 'admin'];
    write('passwd', ['root', ...users].map((user) => `${user}:x:0:0::/root:/bin/sh\n`).join('') + SSHD_USER);
    write('shadow', ['root', ...users].map((user) => `${user}:*:19000:0:99999:7:::\n`).join(''));
    write('group', 'root:x:0:\nnogroup:x:65534:\n');
    write('commands.log', '');
    this.rewrite('exports', this.plan.exports.map((path) => `${path}\n`).join(''));
    copyFileSync(join(this.root, 'keys', 'gates.pub'), join(this.folder, 'authorized_keys'));
    for (const end of ['', '.pub']) {
      copyFileSync(join(this.root, 'keys', `${this.plan.id}${end}`), join(this.folder, `host_key${end}`));
    }
    write('sshd_config', sshdConfig(this.root, this.folder));
    write('init.json', JSON.stringify(this.#config()));
    this.#serve(obey);
  }

  #config(): MachineConfig {
    return {
      folder: this.folder,
      keys: join(this.root, 'keys'),
      paths: this.plan.shares.map((share) => share.path),
      ssh: true,
      services: {
        ...this.plan.services,
        exportsFile: this.plan.exports.length > 0 ? join(this.folder, 'exports') : null,
      },
    };
  }

  /** Takes the commands that the lab plays; their answers go into the folder that each call brings. */
  #serve(obey: Obey): void {
    this.#tools = createServer({ allowHalfOpen: true }, (socket) => {
      const chunks: Buffer[] = [];
      socket.on('error', () => {});
      socket.on('data', (chunk) => chunks.push(chunk));
      socket.on('end', async () => {
        const [folder, ...words] = Buffer.concat(chunks).toString().split('\0').slice(0, -1);
        const answer = await obey(this, words);
        if (!answer) return;
        writeFileSync(join(folder!, 'out'), answer.out);
        writeFileSync(join(folder!, 'err'), answer.err);
        writeFileSync(join(folder!, 'code'), String(answer.code));
        socket.end();
      });
    }).listen(join(this.folder, 'tools.sock'));
  }

  /** Ends when it is up, whoever switched it on. */
  boot(): Promise<void> {
    if (!this.on) this.#up = this.#start();
    return this.#up;
  }

  async #start(): Promise<void> {
    this.network.power(this.plan, true);
    const unshare = ['unshare', '--mount', '--pid', '--uts', '--fork', '--kill-child', '--mount-proc'];
    const init = [process.execPath, join(PROGRAMS, 'init.mjs'), join(this.folder, 'init.json')];
    // Whatever becomes of the test, its machines end with it.
    const words = ['--pdeathsig', 'KILL', 'ip', 'netns', 'exec', this.network.name(this.plan.id)];
    const screen = openSync(join(this.folder, 'console.log'), 'a');
    this.#init = spawn('setpriv', [...words, ...unshare, ...init], { stdio: ['ignore', screen, screen] });
    closeSync(screen);
    await this.#ready();
  }

  async #ready(): Promise<void> {
    for (let tries = 0; tries < 600; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 25));
      if (!this.on || (await this.run(['sh', '-c', LISTENS])).code === 0) return;
    }
    throw new Error(
      `${this.plan.id} does not come up: ${readFileSync(join(this.folder, 'console.log'), 'utf8')}`,
    );
  }

  /** Pulls the plug. */
  async cutPower(): Promise<void> {
    const init = this.#init;
    if (!init) return;
    const first = this.#firstProcess();
    this.#init = undefined;
    if (init.exitCode === null && init.signalCode === null) {
      const gone = once(init, 'exit');
      // Its outer process ends after everything on the machine has, so that no connection is left half open.
      if (first === undefined) init.kill('SIGKILL');
      else process.kill(first, 'SIGKILL');
      await gone;
    }
    this.network.power(this.plan, false);
  }

  /** As this machine's owner numbers it. Asked for at each use: a number that is remembered may be somebody else's by now. */
  #firstProcess(): number | undefined {
    const outer = this.#init?.pid;
    if (outer === undefined) return undefined;
    try {
      const children = readFileSync(`/proc/${outer}/task/${outer}/children`, 'utf8').trim().split(' ');
      return Number(children[0]) || undefined;
    } catch {
      return undefined;
    }
  }

  /** Runs a real program on the machine; it fails on one that is off. */
  run(words: readonly string[]): Promise<Answer> {
    const first = this.#firstProcess();
    if (first === undefined) return Promise.resolve({ code: 1, out: '', err: 'it is off' });
    const target = ['--target', String(first), '--mount', '--pid', '--net', '--uts', '--', ...words];
    return new Promise((resolve) => {
      execFile('nsenter', target, (error, out, err) => {
        resolve({ code: error ? Number(error.code ?? 1) : 0, out, err });
      });
    });
  }

  /** What a person could change on it: whose keys it takes, and what it exports. */
  rewrite(file: 'authorized_keys' | 'exports', text: string): void {
    writeFileSync(join(this.folder, file), text);
  }

  /** As it was before a test. */
  async mend(): Promise<void> {
    if (this.on) this.network.cut(this.plan, false);
    copyFileSync(join(this.root, 'keys', 'gates.pub'), join(this.folder, 'authorized_keys'));
    this.rewrite('exports', this.plan.exports.map((path) => `${path}\n`).join(''));
    if (this.on) await this.run(['sh', '-c', 'rm -f /run/lock/gates-window-*']);
  }

  /** Command lines that came in over ssh. */
  commands(): string[] {
    return readFileSync(join(this.folder, 'commands.log'), 'utf8').split('\0').slice(0, -1);
  }

  async end(): Promise<void> {
    await this.cutPower();
    this.#tools?.close();
  }
}

const SSHD_USER = 'sshd:x:100:65534::/run/sshd:/usr/sbin/nologin\n';

/** Port 22 in state "listening". */
const LISTENS = 'grep -q ":0016 00000000:0000 0A" /proc/net/tcp';

const sshdConfig = (root: string, folder: string): string => `ListenAddress 0.0.0.0
HostKey ${folder}/host_key
AuthorizedKeysFile ${folder}/authorized_keys
ForceCommand ${root}/remote ${folder}
PermitRootLogin yes
PasswordAuthentication no
KbdInteractiveAuthentication no
StrictModes no
UsePAM no
PrintLastLog no
PidFile none
MaxStartups 100
MaxSessions 100
LogLevel ERROR
`;
