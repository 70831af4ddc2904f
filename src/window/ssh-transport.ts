import { execa } from 'execa';
import type { Argv, Route } from '../plan/route-model.ts';
import { atTheDoor } from './door.ts';
import { sshArguments, sshOptionsOf } from './ssh-arguments.ts';
import { jumpConfig, withConfig } from './ssh-config.ts';
import { sshOutcome } from './ssh-outcome.ts';
import type { Ran, RunOptions, Transport } from './world.ts';

/** Nothing may ask a question that nobody is there to answer. */
const SILENT = { SSH_ASKPASS: 'false', SSH_ASKPASS_REQUIRE: 'force' };

/** Runs the ssh client with these arguments. */
export type SshClient = (words: readonly string[], options: RunOptions) => Promise<Ran>;

/** Carries commands with OpenSSH's own client. `warn` is told once of every machine whose host key is not checked. */
export class SshTransport implements Transport {
  readonly #warned = new Set<string>();
  /** Machines whose first address did not answer. */
  readonly #elsewhere = new Set<string>();

  constructor(
    readonly warn: (text: string) => void,
    readonly client: SshClient = openssh,
  ) {}

  async run(route: Route, argv: Argv, options: RunOptions): Promise<Ran> {
    atTheDoor(route, argv);
    this.#warnOf(route);
    const { fallback } = route;
    if (fallback === null) return ssh(this.client, route, argv, options);
    const other = { ...route, host: fallback };
    const [first, second] = this.#elsewhere.has(route.id) ? [other, route] : [route, other];
    const ran = await ssh(this.client, first, argv, options);
    if (ran.kind === 'ended' || ran.reason !== 'connect' || options.signal?.aborted) return ran;
    const again = await ssh(this.client, second, argv, options);
    if (again.kind === 'unreachable') return ran;
    if (second === other) this.#elsewhere.add(route.id);
    else this.#elsewhere.delete(route.id);
    return again;
  }

  #warnOf({ id, hostKeyChecking }: Route): void {
    if (!/^(no|off)$/.test(hostKeyChecking ?? '') || this.#warned.has(id)) return;
    this.#warned.add(id);
    this.warn(`the host key of "${id}" is not checked (strict_host_key_checking: ${hostKeyChecking})`);
  }
}

function ssh(client: SshClient, route: Route, argv: Argv, options: RunOptions): Promise<Ran> {
  if (route.jump.length === 0) return client(sshArguments(route, argv, undefined), options);
  const config = jumpConfig(route, sshOptionsOf(route));
  return withConfig(config, (file) => client(sshArguments(route, argv, file), options));
}

async function openssh(words: readonly string[], options: RunOptions): Promise<Ran> {
  const { timeoutMs, stdin, signal } = options;
  const ended = await execa('ssh', [...words], {
    reject: false,
    timeout: timeoutMs,
    forceKillAfterDelay: 2000,
    env: SILENT,
    maxBuffer: 20_000_000,
    ...(stdin ? { input: stdin } : { stdin: 'ignore' as const }),
    ...(signal && { cancelSignal: signal }),
  });
  if (ended.timedOut) {
    return { kind: 'unreachable', reason: 'timeout', text: `no end within ${timeoutMs / 1000} s` };
  }
  if (ended.isCanceled || ended.isTerminated) {
    return { kind: 'unreachable', reason: 'lost', text: 'the connection was given up' };
  }
  if (ended.exitCode !== undefined) return sshOutcome(ended.exitCode, ended.stdout, ended.stderr);
  return { kind: 'unreachable', reason: 'absent', text: `ssh cannot be run: ${ended.shortMessage}` };
}
