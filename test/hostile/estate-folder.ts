import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A copy of a sample estate in a folder of its own inside an otherwise empty one; gone when the test is over. */
export function estateFolder(name = 'two-sites'): string {
  const root = copiedEstate(name);
  onTestFinished(() => rmSync(dirname(root), { recursive: true, force: true }));
  return root;
}

/** The same, for who removes the folder around it. */
export function copiedEstate(name = 'two-sites'): string {
  const root = join(realpathSync(mkdtempSync(join(tmpdir(), 'gates-hostile-'))), 'estate');
  cpSync(`fixtures/estates/${name}`, root, { recursive: true });
  return root;
}
