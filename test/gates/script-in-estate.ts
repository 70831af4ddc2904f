import { judgeExample } from '../../src/cli/example.ts';
import { newMemory } from '../../src/cli/judge.ts';
import type { Gate } from '../../src/gate/gate.ts';
import { diskTree } from '../../src/load/disk-tree.ts';

const memory = newMemory();
const base = diskTree('fixtures/estates/two-sites');

/** What a gate says of a script that a clean estate gains, in messages. */
export function saidOfScript(gate: Gate, script: string): Promise<string[]> {
  return saidOf(gate, { 'ops/bin/strange': script });
}

/** What a gate says after files were added or replaced, in messages. */
export async function saidOf(gate: Gate, files: Readonly<Record<string, string>>): Promise<string[]> {
  const edits = Object.entries(files).map(([file, content]) => ({ file, content }));
  const { run, findings } = await judgeExample(gate, { name: 'strange', edits }, base, memory);
  if (run.reason !== undefined) throw new Error(run.reason);
  return findings.map((finding) => finding.message);
}
