import { GATES } from '../../gates/index.ts';
import { type Baseline, readBaseline } from '../config/baseline.ts';
import { type Clock, clockOf } from '../config/clock.ts';
import { readSettings, type Settings } from '../config/settings.ts';
import { isUnwaivable, readWaivers } from '../config/waivers.ts';
import { buildEstate } from '../estate/estate.ts';
import type { Estate } from '../estate/model/estate.ts';
import { sourcesOf } from '../estate/sources.ts';
import { Refusal } from '../finding/refusal.ts';
import type { Gate } from '../gate/gate.ts';
import type { Document } from '../load/document.ts';
import { loadContracts } from '../load/load.ts';
import { type ContractMemory, documentMemory } from '../load/memory.ts';
import type { Tree } from '../load/tree.ts';
import type { BegunScripts } from '../scripts/begin.ts';
import { type ScriptMemory, scriptMemory } from '../scripts/memory.ts';
import { timed } from '../timing/stopwatch.ts';
import { checkedDocument } from '../validate/checked.ts';
import {
  areScriptsAsked,
  areScriptsPicked,
  begunFor,
  type SearchSettings,
  withScriptsRead,
} from './scripts-read.ts';

/** An estate ready to be judged. */
export interface Prepared {
  /** Every gate of this estate: the built-in ones, then its own. */
  readonly catalogue: readonly Gate[];
  readonly estate: Estate;
  readonly settings: Settings;
  readonly clock: Clock;
  /** Undefined when the estate records no old debt. */
  readonly baseline: Baseline | undefined;
  /** Whether anything so far was judged by what time it is. */
  readonly judgedByClock: () => boolean;
}

/** What was read of an estate before; for judging many variants of one. */
export interface Memory extends ContractMemory {
  readonly scripts: ScriptMemory;
}

export const newMemory = (): Memory => ({ documents: documentMemory(), scripts: scriptMemory() });

/** Which gates will run, once the configuration is known. */
export type PickGates = (settings: Settings, catalogue: readonly Gate[]) => readonly Gate[];

/** Files to model: configuration, contracts, validation, join; scripts only when a picked gate needs them. */
export async function prepare(
  tree: Tree,
  where: string,
  now: string | undefined,
  pick: PickGates = (_, catalogue) => catalogue,
  memory?: Memory,
): Promise<Prepared> {
  const settings = readSettings(tree);
  const search = { ...settings.scripts, remembered: memory?.scripts };
  const begun = areScriptsPicked(() => pick(settings, GATES)) ? begunFor(tree, search) : undefined;
  try {
    return await prepareWith({ tree, where, now, pick, memory, settings, search, begun });
  } finally {
    begun?.end();
  }
}

interface Given {
  readonly tree: Tree;
  readonly where: string;
  readonly now: string | undefined;
  readonly pick: PickGates;
  readonly memory: Memory | undefined;
  readonly settings: Settings;
  readonly search: SearchSettings;
  /** Scripts that were begun with before anything else, since gates will ask for them. */
  readonly begun: BegunScripts | undefined;
}

async function prepareWith(given: Given): Promise<Prepared> {
  const { tree, where, now, pick, memory, settings, search, begun } = given;
  const clock = clockOf(now, settings.now);
  const baseline = readBaseline(tree, settings);
  const { add = [], ignore = [] } = settings.contracts ?? {};
  const found = timed('load', () => loadContracts(tree, { add, ignore }, memory));
  const loaded = timed('validate', () => found.map(checkedDocument));
  const { documents, catalogue } = await withOwnGates(loaded);
  if (documents.length === 0) {
    throw new Refusal(
      `no contract was found below ${where}`,
      'Name the estate with --estate DIR; `gates schema` lists the files that count as contracts.',
    );
  }
  const waivers = readWaivers(documents, settings, clock.now);
  const unwaivable = (gate: string) => isUnwaivable(gate, settings);
  let asked = waivers.length > 0;
  const onNow = () => {
    asked = true;
  };
  const sources = sourcesOf(documents, tree, clock.now, { waivers, unwaivable, onNow });
  const contracts = timed('join', () => buildEstate(sources));
  const gates = pick(settings, catalogue);
  const estate = areScriptsAsked(gates, contracts, catalogue)
    ? await withScriptsRead(contracts, catalogue, begun ?? begunFor(tree, search), search)
    : contracts;
  return { catalogue, estate, settings, clock, baseline, judgedByClock: () => asked };
}

/** The library for expressions is loaded only where the estate has a gate of its own. */
async function withOwnGates(
  documents: readonly Document[],
): Promise<{ readonly documents: readonly Document[]; readonly catalogue: readonly Gate[] }> {
  if (documents.every(({ kind }) => kind !== 'own.gate')) return { documents, catalogue: GATES };
  const { ownGates } = await import('../own/own-gates.ts');
  const own = ownGates(documents, GATES);
  return { documents: own.documents, catalogue: [...GATES, ...own.gates] };
}
