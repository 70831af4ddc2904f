import { Resolver } from 'node:dns/promises';
import { request as plainRequest } from 'node:http';
import { request } from 'node:https';
import { connect } from 'node:net';
import { execa } from 'execa';
import type { Argv } from '../plan/route-model.ts';
import type { Here, Ran, RunOptions } from './world.ts';

/** The machine where this tool runs; commands begin in `folder`. */
export function hereIn(folder: string): Here {
  return { run: (argv, options) => runHere(folder, argv, options), knock, status, ask };
}

async function runHere(folder: string, [file, ...words]: Argv, options: RunOptions): Promise<Ran> {
  const { timeoutMs, stdin, signal } = options;
  const ended = await execa(file!, words, {
    cwd: folder,
    reject: false,
    timeout: timeoutMs,
    forceKillAfterDelay: 2000,
    maxBuffer: 20_000_000,
    ...(stdin ? { input: stdin } : { stdin: 'ignore' as const }),
    ...(signal && { cancelSignal: signal }),
  });
  const { exitCode, stdout, stderr } = ended;
  if (exitCode !== undefined) return { kind: 'ended', code: exitCode, stdout, stderr };
  if (ended.timedOut) {
    return { kind: 'unreachable', reason: 'timeout', text: `no end within ${timeoutMs / 1000} s` };
  }
  const reason = ended.code === 'ENOENT' ? 'absent' : 'lost';
  return { kind: 'unreachable', reason, text: ended.shortMessage ?? 'it could not be run' };
}

function knock(host: string, port: number, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: timeoutMs });
    const end = (open: boolean) => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
  });
}

/** Certificates of a LAN are mostly self-made: whether something answers is asked here, not who. */
function status(url: string, timeoutMs: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const options = { timeout: timeoutMs, rejectUnauthorized: false };
    const asked = (url.startsWith('https:') ? request : plainRequest)(url, options, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    asked.once('timeout', () => asked.destroy());
    asked.once('error', () => resolve(undefined));
    asked.once('close', () => resolve(undefined));
    asked.end();
  });
}

/** Answers that carry no record; a server that gives one is there. */
const EMPTY = new Set(['ENODATA', 'ENOTFOUND']);

async function ask(host: string, port: number, name: string): Promise<boolean> {
  const resolver = new Resolver({ timeout: 3000, tries: 2 });
  resolver.setServers([host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`]);
  try {
    await (name === '.' ? resolver.resolveNs('.') : resolver.resolveAny(name));
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return name === '.' ? EMPTY.has(code ?? '') : addressOf(resolver, name);
  }
}

/** Many servers refuse a question for any record, and answer one for an address. */
async function addressOf(resolver: Resolver, name: string): Promise<boolean> {
  for (const look of [() => resolver.resolve4(name), () => resolver.resolve6(name)]) {
    try {
      await look();
      return true;
    } catch {}
  }
  return false;
}
