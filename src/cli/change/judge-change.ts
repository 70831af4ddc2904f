import { SETTINGS_FILE } from '../../config/settings-file.ts';
import { uncountedPaths } from '../../config/uncounted.ts';
import type { Finding } from '../../finding/finding.ts';
import { Refusal } from '../../finding/refusal.ts';
import { affectedGates } from '../../gate/affected.ts';
import { overlayTree } from '../../load/overlay-tree.ts';
import { resolver } from '../../load/resolve.ts';
import type { Tree } from '../../load/tree.ts';
import { buildResult } from '../../result/build.ts';
import { markOlder } from '../../result/older.ts';
import { unmet } from '../../result/pack-exit.ts';
import { counts, type GateResult, type Result } from '../../result/result.ts';
import { type Memory, newMemory, type PickGates, type Prepared, prepare } from '../judge.ts';
import { type Judgement, judgedWithBaseline } from '../judgement.ts';
import type { Change } from './change.ts';
import { toucher } from './touch.ts';

/** How a change is judged. */
export interface Terms {
  /** For messages: how the person named the estate. */
  readonly where: string;
  readonly now: string | undefined;
  readonly pick: PickGates;
  /** Findings of other sites are not asked for. */
  readonly keeps: (prepared: Prepared) => (finding: Finding) => boolean;
  /** Whether gates run that the change cannot affect. */
  readonly all: boolean;
  readonly memory?: Memory;
  /** Ids of gates that must have looked at something. */
  readonly required?: (prepared: Prepared) => readonly string[];
}

export interface ChangeJudgement extends Judgement {
  readonly prepared: Prepared;
  /** Gates that could not judge because of a contract that loaded before the change. */
  readonly newlyBlocked: readonly string[];
  /** Required gates that judge nothing any more, and did before the change. */
  readonly newlyUnmet: readonly GateResult[];
}

/**
 * Judges what a change leads to by the gates that it can affect, and marks as older what was found before it as
 * well. What was before is judgedWithBaseline only where something is found now.
 */
export async function judgeChange(change: Change, terms: Terms): Promise<ChangeJudgement> {
  const memory = terms.memory ?? newMemory();
  const pick: PickGates = (settings, catalogue) => {
    const picked = terms.pick(settings, catalogue);
    return terms.all ? picked : affectedGates(picked, change.impact);
  };
  const prepared = await prepare(change.after, terms.where, terms.now, pick, memory);
  const gates = pick(prepared.settings, prepared.catalogue);
  const identity = change.identity(uncountedPaths(prepared.settings, prepared.estate.documents));
  const now = judgedWithBaseline(change.after, prepared, identity, gates, terms.keeps(prepared));
  const open = new Set(now.result.findings.filter(counts).map((finding) => finding.gate));
  const blocked = now.result.gates.filter((gate) => gate.outcome === 'blocked').map((gate) => gate.id);
  const idle = unmet(now.result.gates, terms.required?.(prepared) ?? []);
  const asked = new Set([...open, ...blocked, ...idle.map(({ id }) => id)]);
  const before = await judgedBefore(change, prepared, asked, memory);
  const wasBlocked = new Set(before?.gates.filter((gate) => gate.outcome === 'blocked').map(({ id }) => id));
  const wasIdle = new Set(unmet(before?.gates ?? [], [...asked]).map(({ id }) => id));
  return {
    ...now,
    prepared,
    result: withOlder(change, prepared, now, before?.findings ?? []),
    newlyBlocked: blocked.filter((id) => !wasBlocked.has(id)),
    newlyUnmet: idle.filter(({ id }) => !wasIdle.has(id)),
  };
}

/** The judgement of what was before, by some gates; undefined when there was nothing or nothing to ask. */
async function judgedBefore(
  { before }: Change,
  { clock, settings }: Prepared,
  ids: ReadonlySet<string>,
  memory: Memory,
): Promise<Result | undefined> {
  if (!before || ids.size === 0) return undefined;
  const now = new Date(clock.now).toISOString();
  const pick: PickGates = (_, catalogue) => catalogue.filter((gate) => ids.has(gate.id));
  const earlier = await preparedBefore(before, now, pick, memory);
  if (!earlier) return undefined;
  const identity = { root: '.', commit: null, tree: null, dirty: null };
  return judgedWithBaseline(before, earlier, identity, pick(settings, earlier.catalogue)).result;
}

/** Undefined when the tree held no estate. A configuration that was broken then is left out of it. */
async function preparedBefore(
  before: Tree,
  now: string,
  pick: PickGates,
  memory: Memory,
): Promise<Prepared | undefined> {
  const unset = overlayTree(before, new Map([[SETTINGS_FILE, null]]));
  for (const tree of [before, unset]) {
    try {
      return await prepare(tree, 'the commit before', now, pick, memory);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return undefined;
}

function withOlder(
  change: Change,
  { estate }: Prepared,
  { result, runs, textOf }: Judgement,
  earlier: readonly Finding[],
): Result {
  const renamed = new Map<string, string>();
  if (earlier.length > 0) {
    for (const { path, renamedFrom } of change.patches()) {
      if (renamedFrom !== undefined) renamed.set(path, renamedFrom);
    }
  }
  const touches = toucher(estate, resolver(estate.documents, textOf), change.patches);
  const findings = markOlder(result.findings, { findings: earlier, renamed, touches });
  const against = { commit: change.commit };
  const { fixed } = result.summary;
  return buildResult({ ...result, now: estate.now, runs, findings, against, fixed });
}
