import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../finding/finding.ts';
import type { Place } from '../../finding/place.ts';
import type { Example, Gate } from '../../gate/gate.ts';
import { diskTree } from '../../load/disk-tree.ts';
import { EMPTY_TREE } from '../../load/empty-tree.ts';
import { leadsOut } from '../../load/leads-out.ts';
import type { Tree } from '../../load/tree.ts';
import { judgeExample } from '../example.ts';
import type { Memory } from '../judge.ts';

/** An example with how it differs from what it says of itself. */
export interface TestedExample {
  readonly name: string;
  readonly kind: 'passing' | 'failing';
  /** Why it could not be judged, or shows nothing. */
  readonly wrong?: string;
  /** Marked, and not found. */
  readonly missing: readonly Place[];
  /** Found, and not marked. */
  readonly surplus: readonly Finding[];
  readonly textOf: (file: string) => string;
}

export interface TestedGate {
  readonly gate: Gate;
  readonly examples: readonly TestedExample[];
  /** What keeps the gate from being tested at all. */
  readonly lacks: readonly string[];
  readonly asExpected: boolean;
}

export async function testedGate(gate: Gate, root: string, tree: Tree, memory: Memory): Promise<TestedGate> {
  const lacks = lacksOf(gate);
  const examples: TestedExample[] = [];
  if (gate.own?.broken === undefined) {
    for (const kind of ['passing', 'failing'] as const) {
      for (const example of gate.examples[kind]) {
        examples.push(await tested(gate, kind, example, root, tree, memory));
      }
    }
  }
  return { gate, examples, lacks, asExpected: lacks.length === 0 && examples.every(isAsExpected) };
}

export const isAsExpected = ({ wrong, missing, surplus }: TestedExample): boolean =>
  wrong === undefined && missing.length === 0 && surplus.length === 0;

function lacksOf({ own, examples }: Gate): string[] {
  if (own?.broken !== undefined) return [own.broken];
  return (['passing', 'failing'] as const)
    .filter((kind) => examples[kind].length === 0)
    .map(
      (kind) =>
        `it has no ${kind} example, so nothing shows that it can ${kind === 'passing' ? 'pass' : 'fail'}`,
    );
}

async function tested(
  gate: Gate,
  kind: TestedExample['kind'],
  example: Example,
  root: string,
  tree: Tree,
  memory: Memory,
): Promise<TestedExample> {
  const untested = { name: example.name, kind, missing: [], surplus: [], textOf: () => '' };
  try {
    const { run, findings, marked, textOf } = await judgeExample(
      gate,
      example,
      baseOf(example, root, tree),
      memory,
    );
    if (run.stopped) return { ...untested, wrong: run.reason ?? run.stopped };
    const differs = {
      missing: kind === 'passing' ? [] : marked.filter((mark) => !findings.some((one) => isAt(one, mark))),
      surplus: findings.filter((one) => kind === 'passing' || !marked.some((mark) => isAt(one, mark))),
    };
    const wrong = emptyWords(kind, run.examined.isNothing, marked.length);
    return { ...untested, ...differs, textOf, ...(wrong !== undefined && { wrong }) };
  } catch (error) {
    return { ...untested, wrong: error instanceof Error ? error.message : String(error) };
  }
}

function emptyWords(kind: TestedExample['kind'], isNothing: boolean, marked: number): string | undefined {
  if (isNothing) return 'the gate examined nothing in it; expected at least one entity';
  if (kind === 'failing' && marked === 0)
    return 'nothing in it stands between « and »; mark what has to be found';
  if (kind === 'passing' && marked > 0)
    return 'something in it stands between « and »; only failing examples mark';
  return undefined;
}

const isAt = ({ place }: Finding, mark: Place): boolean =>
  place.file === mark.file &&
  place.line === mark.line &&
  place.column === mark.column &&
  place.endLine === mark.endLine &&
  place.endColumn === mark.endColumn;

function baseOf({ base = 'estate' }: Example, root: string, tree: Tree): Tree {
  if (base === 'estate') return tree;
  if (base === 'empty') return EMPTY_TREE;
  const folder = join(root, base);
  if (!leadsOut(root, folder) && statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    return diskTree(folder);
  }
  throw new Error(`its base "${base}" is no folder of the estate; expected "estate", "empty" or a folder`);
}
