import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A copy of a sample estate in a folder of its own inside an otherwise empty one; gone when the test is over. */
export function estateFolder(name = 'two-sites'): string {
  const around = mkdtempSync(join(tmpdir(), 'gates-hostile-'));
  onTestFinished(() => rmSync(around, { recursive: true, force: true }));
  const root = join(around, 'estate');
  cpSync(`fixtures/estates/${name}`, root, { recursive: true });
  return root;
}
