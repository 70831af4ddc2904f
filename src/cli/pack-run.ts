import type { Pack } from '../config/packs.ts';
import { SETTINGS_FILE } from '../config/settings-file.ts';
import { isEvidence } from '../config/uncounted.ts';
import type { ResourceDescriptor } from '../contract/generated/receipt.ts';
import type { Estate } from '../estate/model/estate.ts';
import { subjectKey, subjectKind } from '../finding/subject.ts';
import type { Gate, GateRun } from '../gate/gate.ts';
import type { Tree } from '../load/tree.ts';
import type { PackRun } from '../receipt/build-statement.ts';
import { canonicalJson, sha256 } from '../receipt/canonical.ts';
import { definitionDigest } from '../receipt/definition.ts';
import { digestIn, digestOver, type GovernedFile, governedFiles, SCRIPT } from '../receipt/governed.ts';
import { codeDigest, schemasDigest } from '../receipt/installed.ts';
import { packExitCode } from '../result/pack-exit.ts';
import type { Prepared } from './judge.ts';
import type { Judgement } from './judgement.ts';
import { packageRoot } from './package-root.ts';
import { VERSION } from './version.ts';

/** What a receipt says of a run besides its judgement. */
export type Circumstances = Pick<
  PackRun,
  'capability' | 'runner' | 'startedAt' | 'loop' | 'bypasses' | 'adequacy'
>;

/** One judged pack as a receipt will tell it. */
export function packRun(
  tree: Tree,
  { estate, clock, catalogue, baseline }: Prepared,
  pack: Pack<Gate>,
  { runs, result }: Judgement,
  circumstances: Circumstances,
): PackRun {
  const governed = filesOf(tree, estate, runs, baseline ? [baseline.file] : []);
  return {
    ...circumstances,
    pack: pack.name,
    required: pack.required,
    threshold: pack.threshold,
    clock: clock.source,
    runs,
    result,
    exitCode: packExitCode(result, pack),
    governed,
    configuration: configuration(tree, catalogue, estate.documents, governed),
  };
}

type Documents = Prepared['estate']['documents'];

/** The contracts, this tool's own settings, the scripts, every file that a gate examined as such, and `more`. */
export function filesOf(
  tree: Tree,
  { documents, scripts }: Pick<Estate, 'documents' | 'scripts'>,
  runs: readonly GateRun[],
  more: readonly string[] = [],
): GovernedFile[] {
  const examined = runs
    .flatMap((run) => run.examined.subjects)
    .filter((subject) => ['script', 'gate-script', 'runbook', 'pack'].includes(subjectKind(subject)))
    .map(subjectKey);
  const known = [
    ...documents,
    { file: SETTINGS_FILE, kind: 'gates' },
    ...scripts.map(({ path }) => ({ file: path, kind: SCRIPT })),
  ];
  return governedFiles(tree, known, [...examined, ...more]);
}

function configuration(
  tree: Tree,
  catalogue: readonly Gate[],
  documents: Documents,
  governed: readonly GovernedFile[],
): ResourceDescriptor[] {
  const evidence = new Set(documents.filter(isEvidence).map((document) => document.file));
  const root = packageRoot();
  const digests: [string, string][] = [
    ['gates', sha256(canonicalJson(catalogue.map((gate) => [gate.id, definitionDigest(gate)])))],
    ['schemas', schemasDigest(root)],
    ['config', digestIn(tree, SETTINGS_FILE) ?? sha256('')],
    ['waivers', digestOver(governed.filter((file) => file.kind === 'gate.waivers'))],
    ['evidence', digestOver(governed.filter((file) => evidence.has(file.name)))],
  ];
  return [
    ...digests.map(([name, digest]) => ({ name, digest: { sha256: digest } })),
    { name: 'tool', digest: { sha256: codeDigest(root) }, annotations: { name: 'gates', version: VERSION } },
  ];
}
