import { newMemory, prepare } from '../../src/cli/judge.ts';
import { textReader } from '../../src/cli/texts.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import { overlayTree } from '../../src/load/overlay-tree.ts';
import { resolver } from '../../src/load/resolve.ts';
import type { Tree } from '../../src/load/tree.ts';
import type { Plan } from '../../src/plan/model.ts';
import { type Planned, planOf } from '../../src/plan/plan.ts';
import type { Refused } from '../../src/plan/planning.ts';
import type { PlanRequest } from '../../src/plan/scope.ts';

const memory = newMemory();

const NOW = '2026-01-15T10:00:00Z';

/** Replaces one text in one file of a sample estate; the text has to be there. */
export interface Edit {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

export const BINDINGS = 'ops/bindings';
export const SEQUENCING = `${BINDINGS}/startup.sequencing.yaml`;
export const TRANSACTION = `${BINDINGS}/infra.maintenance.transaction.contract.yaml`;

/** Plans a sample estate with some of its lines changed. */
export function planSample(
  request: PlanRequest,
  edits: readonly Edit[] = [],
  name = 'two-sites',
): Promise<Planned> {
  return planTree(edited(diskTree(`fixtures/estates/${name}`), edits), request);
}

/** Plans an estate that is nothing but these files. */
export function planFiles(files: Readonly<Record<string, string>>, request: PlanRequest): Promise<Planned> {
  return planTree(treeOfTexts(files), request);
}

async function planTree(tree: Tree, request: PlanRequest): Promise<Planned> {
  const { estate } = await prepare(tree, 'the test', NOW, () => [], memory);
  return planOf(estate, request, resolver(estate.documents, textReader(estate, tree)));
}

function edited(base: Tree, edits: readonly Edit[]): Tree {
  const files = new Map<string, string>();
  for (const { file, find, replace } of edits) {
    const text = files.get(file) ?? Buffer.from(base.read(file)).toString('utf8');
    if (!text.includes(find)) throw new Error(`${file} does not hold ${JSON.stringify(find)}`);
    files.set(
      file,
      text.replace(find, () => replace),
    );
  }
  return overlayTree(base, files);
}

function treeOfTexts(files: Readonly<Record<string, string>>): Tree {
  const bytes = new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]));
  return {
    files: () => [...bytes.keys()].sort().map((path) => ({ path, type: 'file' as const })),
    read: (path) => bytes.get(path)!,
    size: (path) => bytes.get(path)!.length,
    executable: () => false,
    has: (path) => bytes.has(path),
  };
}

export function planIn(planned: Planned): Plan {
  if ('plan' in planned) return planned.plan;
  throw new Error(`refused: ${planned.refused.map((one) => one.text).join('; ')}`);
}

export function refusedIn(planned: Planned): readonly Refused[] {
  return 'refused' in planned ? planned.refused : [];
}

export const reasonsIn = (planned: Planned): string =>
  refusedIn(planned)
    .map((one) => one.text)
    .join('\n');

export const idsIn = (planned: Planned): string[] => planIn(planned).steps.map((step) => step.id);
