import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { MachinePlan } from './layout.ts';
import type { Network } from './network.ts';

/** How a command of `gates` ended. */
export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Who runs `gates` in a lab: keys, an agent that has them, known hosts and a configuration, all made for the run. */
export class Operator {
  #agent: ChildProcess | undefined;

  constructor(
    readonly folder: string,
    readonly network: Network,
    /** One connection for all commands to a machine. */
    readonly shared: boolean,
  ) {}

  /** Makes the keys of everybody; the operator's own ends up with its agent and nowhere else. */
  async furnish(): Promise<void> {
    const keys = join(this.folder, 'keys');
    for (const folder of [keys, join(this.folder, 'ssh')]) mkdirSync(folder, { mode: 0o700 });
    for (const name of ['gates', ...this.network.layout.machines.map((machine) => machine.id)]) {
      execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', join(keys, name)]);
    }
    const web = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=lab'];
    execFileSync('openssl', [...web, '-keyout', join(keys, 'web.key'), '-out', join(keys, 'web.crt')], {
      stdio: 'ignore',
    });
    writeFileSync(join(this.folder, 'ssh/config'), configuration(this.folder, this.shared));
    this.knowHosts();
    await this.#startAgent(join(keys, 'gates'));
  }

  get #socket(): string {
    return join(this.folder, 'agent');
  }

  async #startAgent(key: string): Promise<void> {
    const words = ['--pdeathsig', 'KILL', 'ssh-agent', '-D', '-a', this.#socket];
    this.#agent = spawn('setpriv', words, { stdio: 'ignore' });
    const env = { ...process.env, SSH_AUTH_SOCK: this.#socket };
    const given = () => spawnSync('ssh-add', ['-q', key], { env, stdio: 'ignore' }).status === 0;
    // Its socket is there a moment before it listens.
    for (let tries = 0; !given(); tries++) {
      if (tries > 600) throw new Error('the agent takes no key');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    rmSync(key);
  }

  /** Writes down the key of every machine, under each of its addresses. */
  knowHosts(of: (machine: string) => string = (machine) => machine): void {
    const lines = this.network.layout.machines.flatMap((machine) =>
      addresses(machine).map((address) => `${address} ${this.#publicKey(of(machine.id))}`),
    );
    writeFileSync(join(this.folder, 'ssh/known_hosts'), `${lines.join('\n')}\n`);
  }

  #publicKey(machine: string): string {
    const text = readFileSync(join(this.folder, 'keys', `${machine}.pub`), 'utf8');
    return text.split(' ').slice(0, 2).join(' ');
  }

  /** Starts a program where the operator sits: on the overlay, with the lab's configuration of ssh. */
  start(words: readonly string[], env: NodeJS.ProcessEnv) {
    const shell = 'mount --bind "$0" "$1" && shift && exec "$@"';
    const inside = ['unshare', '--mount', 'sh', '-c', shell, join(this.folder, 'ssh'), SSH_HOME, ...words];
    return spawn('ip', ['netns', 'exec', this.network.vantage, ...inside], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, SSH_AUTH_SOCK: this.#socket, ...env },
    });
  }

  end(): void {
    this.#agent?.kill();
  }
}

const addresses = ({ lan, overlay }: MachinePlan): string[] => [lan, overlay].filter((one) => one !== null);

/** Where OpenSSH looks for its configuration, whatever HOME says; the lab's own lies over it while `gates` runs. */
export const SSH_HOME = join(userInfo().homedir, '.ssh');

const configuration = (folder: string, shared: boolean): string => `Host *
  UserKnownHostsFile ${folder}/ssh/known_hosts
  ControlMaster ${shared ? 'auto' : 'no'}
  ControlPath ${folder}/ssh/m-%C
  ControlPersist 60
`;

export function ended(child: ReturnType<Operator['start']>): Promise<Outcome> {
  const out: string[] = [];
  const err: string[] = [];
  child.stdout.on('data', (chunk) => out.push(String(chunk)));
  child.stderr.on('data', (chunk) => err.push(String(chunk)));
  return new Promise((done) => {
    child.on('close', (code) => done({ code, out: out.join(''), err: err.join('') }));
  });
}
