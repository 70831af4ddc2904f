import { GATES } from '../../gates/index.ts';
import { newMemory, prepare } from '../../src/cli/judge.ts';
import { filesOf } from '../../src/cli/pack-run.ts';
import { textReader } from '../../src/cli/texts.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import { overlayTree } from '../../src/load/overlay-tree.ts';
import { resolver } from '../../src/load/resolve.ts';
import type { Ground } from '../../src/loop/verdict.ts';
import { definitionDigest } from '../../src/receipt/definition.ts';
import { digestOver, filesReadBy } from '../../src/receipt/governed.ts';
import type { ReceiptView } from '../../src/receipt/view.ts';
import { lawsOf, settled } from '../../src/result/settled.ts';

const memory = newMemory();

const LAWS = ['guests/placed', 'waivers/current'];
const base = diskTree('fixtures/estates/two-sites');
export const textOf = (file: string): string => Buffer.from(base.read(file)).toString('utf8');

export type Files = Readonly<Record<string, string | null>>;

let untouched: Promise<Ground> | undefined;

/** The sample estate as it is, without receipts. */
export function cleanEstate(): Promise<Ground> {
  untouched ??= judgedEstate({});
  return untouched;
}

/** A sample estate with some files replaced (null: removed), judged by a few gates. */
export async function judgedEstate(files: Files, laws: readonly string[] = LAWS): Promise<Ground> {
  const gates = GATES.filter((gate) => laws.includes(gate.id));
  const tree = overlayTree(base, new Map(Object.entries(files)));
  const { estate } = await prepare(tree, 'the sample', undefined, () => gates, memory);
  const { runs, findings } = settled(
    gates,
    GATES,
    estate,
    resolver(estate.documents, textReader(estate, tree)),
  );
  return {
    estate,
    laws: lawsOf(GATES, runs, findings),
    shelf: { views: [], now: filesOf(tree, estate, runs) },
    signed: false,
  };
}

/** A receipt of a clean tree over what was judged, as verifying all gates would leave it. */
export function receiptOf({ laws, shelf }: Ground, but: Partial<ReceiptView> = {}): ReceiptView {
  const tests = laws.known.flatMap((id) => {
    const run = laws.run(id);
    if (!run) return [];
    const { reads } = run.gate;
    const examined = [...run.examined.subjects];
    const failed = laws.findings(id).some((finding) => !finding.waived);
    const outcome: 'passed' | 'failed' | 'vacuous' = failed
      ? 'failed'
      : examined.length > 0
        ? 'passed'
        : 'vacuous';
    const inputs = digestOver(filesReadBy({ reads, examined }, shelf.now));
    const test = {
      id,
      severity: run.gate.severity,
      outcome,
      examined,
      findings: 0,
      reads: [...reads],
      inputs,
    };
    return [[id, { ...test, definition: definitionDigest(run.gate) }] as const];
  });
  return {
    runKey: 'CAP-20260115-120000__verify.pack.run__RAAAA',
    pack: 'all',
    capability: 'verify.pack.run',
    result: 'PASSED',
    exitCode: 0,
    asOf: '2026-01-15T12:00:00.000Z',
    finishedAt: '2026-01-15T12:00:01Z',
    otherDay: false,
    runner: 'somebody@somewhere',
    estate: { root: '.', commit: 'c', tree: 't', dirty: false },
    emergency: false,
    signature: { state: 'none' },
    differences: [],
    tests: new Map(tests) as ReceiptView['tests'],
    findings: laws.known.flatMap((id) =>
      laws.findings(id).map(({ gate, severity, subject, site, place, fingerprint }) => ({
        gate,
        severity,
        subject,
        ...(site !== undefined && { site }),
        file: place.file,
        line: place.line,
        fingerprint,
      })),
    ),
    files: shelf.now,
    ...but,
  };
}
