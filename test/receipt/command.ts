import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { main } from '../../src/cli/main.ts';

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** One command line in this process. */
export async function gates(...args: string[]): Promise<Outcome> {
  const out: string[] = [];
  const err: string[] = [];
  const into = (parts: string[]) => (text: string | Uint8Array) => parts.push(String(text)) > 0;
  process.stdout.setMaxListeners(0);
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation(into(out));
  const stderr = vi.spyOn(process.stderr, 'write').mockImplementation(into(err));
  try {
    process.exitCode = 0;
    await main(args);
    return { code: Number(process.exitCode ?? 0), out: out.join(''), err: err.join('') };
  } finally {
    process.exitCode = 0;
    stdout.mockRestore();
    stderr.mockRestore();
  }
}

export const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1)!;

const ENTRY = fileURLToPath(new URL('./command-entry.ts', import.meta.url));

/** The same as a process of its own, so that it can be killed. */
export function spawnGates(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return spawn(process.execPath, ['--import', 'tsx', ENTRY, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
}

export function ended(child: ReturnType<typeof spawnGates>): Promise<Outcome> {
  const out: string[] = [];
  const err: string[] = [];
  child.stdout.on('data', (chunk) => out.push(String(chunk)));
  child.stderr.on('data', (chunk) => err.push(String(chunk)));
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code: code ?? -1, out: out.join(''), err: err.join('') }));
  });
}
