import { newMemory, prepare } from '../../src/cli/judge.ts';
import { judged } from '../../src/cli/judgement.ts';
import { reportedRun } from '../../src/cli/reported.ts';
import { selectGates } from '../../src/gate/select.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import { overlayTree } from '../../src/load/overlay-tree.ts';
import type { Reported } from '../../src/report/reported.ts';
import { exitCode } from '../../src/result/exit-code.ts';

const memory = newMemory();
const base = diskTree('fixtures/estates/two-sites');

export const textOf = (file: string): string => Buffer.from(base.read(file)).toString('utf8');

/** The sample estate with some files replaced, judged by the gates that the globs match, as a report gets it. */
export async function reported(
  files: Readonly<Record<string, string>>,
  globs: readonly string[],
): Promise<Reported> {
  const tree = overlayTree(base, new Map(Object.entries(files)));
  const prepared = await prepare(
    tree,
    'the sample',
    undefined,
    (_, catalogue) => selectGates(catalogue, globs),
    memory,
  );
  const gates = selectGates(prepared.catalogue, globs);
  const identity = { root: 'sub folder', commit: 'c'.repeat(40), tree: 't'.repeat(40), dirty: false };
  const judgement = judged(tree, prepared, identity, gates);
  return reportedRun('.', prepared, judgement, exitCode(judgement.result, 'error'), []);
}

const ORDER = 'ops/bindings/startup.sequencing.yaml';

/** A file whose name and line have what some format cannot hold as it is; the last value stands behind astral characters. */
export const ODD_NAME = 'ops/bindings/odd, 100% é😀.vm.lifecycle.yaml';
export const ODD_VALUE = '"nowhere"';
const ODD_ROW = `  - {id: 230, hostname: "😀 <b>|\`x\`&%0A::error::]]>", status: active, vm_type: qemu, backup_target: ${ODD_VALUE}}`;

/** Findings that count, waived and baselined ones, and gates with every outcome but crashed. */
export async function awkward(): Promise<Reported> {
  const run = await reported(
    {
      [ODD_NAME]: `vms:\n${ODD_ROW}\n`,
      [ORDER]: textOf(ORDER).replace(/\ndependencies:[\s\S]*?(?=\n\S|$)/, ''),
      'ops/bindings/backup.posture.snapshot.yaml': 'summary: [\n',
      'gate.waivers.yaml': [
        'version: 1',
        'waivers:',
        '  - gate: guests/owned',
        '    subject: "guest *"',
        '    owner: "@keeper"',
        '    reason: "it goes | away <soon>\\a\\u202e"',
        '    expires: 2026-03-01',
        '',
      ].join('\n'),
    },
    ['guests/*', 'contracts/*', 'sites/*', 'mounts/*', 'backups/*'],
  );
  return baselined(run, 'guests/placed');
}

/** The run as if the findings of one gate were in a baseline. */
function baselined(run: Reported, gate: string): Reported {
  const mark = (findings: Reported['allFindings']) =>
    findings.map((one) => (one.gate === gate ? { ...one, baselined: true as const } : one));
  return {
    ...run,
    allFindings: mark(run.allFindings),
    result: { ...run.result, findings: mark(run.result.findings) },
  };
}

/** The run as if one of its gates had broken. */
export function crashed(run: Reported, gate: string): Reported {
  const gates = run.result.gates.map((one) =>
    one.id === gate ? { ...one, outcome: 'crashed' as const, reason: 'x is undefined' } : one,
  );
  return { ...run, exitCode: 2, result: { ...run.result, gates } };
}
