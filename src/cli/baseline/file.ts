import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { stringify } from 'yaml';
import { type BaselineRow, inOrder } from '../../config/baseline.ts';
import { Refusal } from '../../finding/refusal.ts';
import { placeBelow } from '../../receipt/places.ts';

const HEADER = `# Findings from before the gates came. They fail nothing and prove nothing.
# gates baseline prune takes out what was mended; nothing but gates baseline write adds to it.
`;

/** Writes the baseline whole or not at all. */
export async function writeBaseline(root: string, file: string, rows: readonly BaselineRow[]): Promise<void> {
  const path = placeBelow(root, file, 'baseline');
  const findings = inOrder(rows).map(({ gate, file: at, subject, fingerprint, count }) => ({
    gate,
    file: at,
    ...(subject !== undefined && { subject }),
    fingerprint,
    ...(count !== undefined && count > 1 && { count }),
  }));
  try {
    mkdirSync(dirname(path), { recursive: true });
    await writeFileAtomic(path, HEADER + stringify({ version: 1, findings }, { lineWidth: 0 }));
  } catch (error) {
    throw new Refusal(
      `the baseline "${file}" cannot be written: ${(error as Error).message}`,
      'Name a file that can be written under `baseline` in gates.yaml.',
    );
  }
}
