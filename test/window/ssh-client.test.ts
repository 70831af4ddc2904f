import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Route } from '../../src/plan/route-model.ts';
import { SshTransport } from '../../src/window/ssh-transport.ts';

const ROUTE: Route = {
  id: 'host-1',
  host: '192.0.2.5',
  fallback: null,
  user: 'root',
  port: 22,
  jump: [],
  connectTimeoutSec: null,
  hostKeyChecking: null,
  knownHostsFile: null,
};

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gates-ssh-'));
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env.PATH}`);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** An `ssh` on the path that runs this shell text. */
function ssh(text: string): void {
  writeFileSync(join(folder, 'ssh'), `#!/bin/sh\n${text}\n`);
  chmodSync(join(folder, 'ssh'), 0o755);
}

const run = (argv: [string, ...string[]], options: { timeoutMs?: number; stdin?: Buffer } = {}) =>
  new SshTransport(() => {}).run(ROUTE, argv, { timeoutMs: 5000, ...options });

test('hands over the words, the bytes on its input, and what the command said', async () => {
  ssh('for word; do echo "<$word>"; done; cat; echo trouble >&2; exit 3');
  const ran = await run(['pct', 'status', '105'], { stdin: Buffer.from('bytes') });
  expect(ran).toMatchObject({ kind: 'ended', code: 3, stderr: 'trouble' });
  const lines = ran.kind === 'ended' ? ran.stdout.split('\n') : [];
  expect(lines).toContain('<BatchMode=yes>');
  expect(lines.indexOf('<-->')).toBeLessThan(lines.indexOf('<192.0.2.5>'));
  expect(lines.at(-1)).toBe('bytes');
});

test('gives up a command that hangs', async () => {
  ssh('exec sleep 30');
  expect(await run(['true'], { timeoutMs: 300 })).toMatchObject({ kind: 'unreachable', reason: 'timeout' });
});

test('tells a connection that was closed from a command that failed', async () => {
  ssh('echo "Connection closed by 192.0.2.5 port 22" >&2; exit 255');
  expect(await run(['true'])).toMatchObject({ kind: 'unreachable', reason: 'lost' });
  ssh('echo "CT 105 not running" >&2; exit 255');
  expect(await run(['true'])).toMatchObject({ kind: 'ended', code: 255 });
});

test('says that there is no ssh', async () => {
  vi.stubEnv('PATH', folder);
  expect(await run(['true'])).toMatchObject({ kind: 'unreachable', reason: 'absent' });
});
