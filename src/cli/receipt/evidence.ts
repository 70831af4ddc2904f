import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isObserved } from '../../config/uncounted.ts';
import { diskTree } from '../../load/disk-tree.ts';
import { leadsOut } from '../../load/leads-out.ts';
import { digestIn } from '../../receipt/governed.ts';
import { recordedFiles } from '../../receipt/governed-differences.ts';
import type { Statement } from '../../receipt/statement.ts';

/** Evidence may lie outside git: brings the recorded bytes from the work tree where they still are there. */
export function restoreEvidence(root: string, place: string, statement: Statement): string[] {
  const [here, there] = [diskTree(root), diskTree(place)];
  return recordedFiles(statement)
    .filter(({ name, sha256, kind }) => isObserved(kind) && digestIn(there, name) !== sha256)
    .map(({ name, sha256 }) => {
      if (digestIn(here, name) !== sha256 || leadsOut(place, name))
        return `the evidence ${name} of then is gone`;
      mkdirSync(dirname(join(place, name)), { recursive: true });
      copyFileSync(join(root, name), join(place, name));
      return `the evidence ${name} was taken from the work tree`;
    });
}
