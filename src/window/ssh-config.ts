import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hop, Route } from '../plan/route-model.ts';

/**
 * Options on ssh's command line do not reach its jump hosts, so they stand in a file of their own, before the
 * configuration of the user and of the system, whose first word on anything counts.
 */
export function jumpConfig(route: Route, options: readonly string[]): string {
  const blocks = route.jump.map((hop) => hopBlock(hop, options));
  const usual = ['Match all', '  Include ~/.ssh/config', '  Include /etc/ssh/ssh_config'];
  return `${[...blocks.flat(), ...usual].join('\n')}\n`;
}

function hopBlock({ host, user, port }: Hop, options: readonly string[]): string[] {
  return [
    `Host ${host}`,
    ...(user === null ? [] : [`  User ${user}`]),
    ...(port === null ? [] : [`  Port ${port}`]),
    ...options.map((option) => `  ${option.replace('=', ' ')}`),
  ];
}

/** Runs `work` with such a file, which is gone afterwards. */
export async function withConfig<T>(text: string, work: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'gates-ssh-'));
  try {
    const file = join(folder, 'config');
    writeFileSync(file, text, { mode: 0o600 });
    return await work(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
