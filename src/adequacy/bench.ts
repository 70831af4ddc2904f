import type { Settings } from '../config/settings.ts';
import { isUnwaivable, readWaivers } from '../config/waivers.ts';
import { buildEstate } from '../estate/estate.ts';
import {
  begunScripts,
  readingOf,
  type ScriptSearch,
  withScripts,
  withScriptsOf,
} from '../estate/join/scripts/scripts.ts';
import { JoinMemory } from '../estate/join-memory.ts';
import type { Estate } from '../estate/model/estate.ts';
import { sourcesOf } from '../estate/sources.ts';
import type { Finding } from '../finding/finding.ts';
import { isSpan } from '../finding/place.ts';
import type { Gate, GateRun } from '../gate/gate.ts';
import { type RunGate, runGate } from '../gate/run.ts';
import { searchFor } from '../gate/script-search.ts';
import { type Part, traced } from '../gate/traced.ts';
import type { Document } from '../load/document.ts';
import { loadContracts } from '../load/load.ts';
import { overlayTree } from '../load/overlay-tree.ts';
import { type Resolve, resolver } from '../load/resolve.ts';
import { steadyTree } from '../load/steady-tree.ts';
import type { Tree } from '../load/tree.ts';
import { edited } from '../loop/text-edit.ts';
import { counts } from '../result/result.ts';
import { settled } from '../result/settled.ts';
import { scriptMemory } from '../scripts/memory.ts';
import { checkedDocument } from '../validate/checked.ts';
import type { Damage } from './mutant.ts';
import { changedParts } from './parts.ts';
import { sameValue } from './same-value.ts';

/** A clean estate, ready to be damaged. */
export interface Subject {
  readonly tree: Tree;
  readonly settings: Settings;
  readonly estate: Estate;
  readonly catalogue: readonly Gate[];
  /** The gates that judge; of the catalogue. */
  readonly gates: readonly Gate[];
}

/** What came of one damage. */
export interface Trial {
  /** Why the damaged file no longer loads, where it does not. */
  readonly refused?: string;
  readonly changed: ReadonlySet<Part>;
  /** The damaged model; undefined where there is none. */
  readonly estate?: Estate;
  /** Gates that had to judge again. */
  readonly ran: readonly string[];
  /** What the gates find that they did not find before. */
  readonly noticed: readonly Finding[];
  readonly crashed: readonly string[];
}

interface Known {
  readonly run: GateRun;
  readonly parts: ReadonlySet<Part>;
}

type Contracts = Pick<Subject, 'settings' | 'tree'> & {
  readonly estate: Pick<Estate, 'documents' | 'now'>;
};

/** Judges one damaged variant of an estate after the other, each only as far as the damage reaches. */
export class Bench {
  readonly #subject: Subject;
  readonly #joins = new JoinMemory(sameValue);
  readonly #known = new Map<Gate, Known>();
  readonly #reading: ReturnType<typeof readingOf>;
  readonly #readingParts = new Set<Part>();
  readonly #search: ScriptSearch;
  readonly #before: ReadonlyMap<string, number>;

  constructor(subject: Subject) {
    const tree = steadyTree(subject.tree);
    this.#subject = { ...subject, tree, estate: withScriptsOf(subject.estate, this.#contracts(subject)) };
    this.#search = { ...searchFor(subject.catalogue, subject.settings.scripts), remembered: scriptMemory() };
    this.#reading = readingOf(traced(subject.estate, this.#readingParts), this.#search.named);
    const trace: RunGate = (gate, estate, laws) => this.#remember(gate, estate, laws);
    this.#before = multiset(this.#findings(this.#subject.estate, subject.tree, trace));
  }

  /** Outcomes of the gates on the clean estate. */
  get runs(): readonly GateRun[] {
    return this.#subject.gates.flatMap((gate) => this.#known.get(gate)?.run ?? []);
  }

  async try(damage: Pick<Damage, 'file' | 'edits'>): Promise<Trial> {
    const { estate: clean } = this.#subject;
    const text = edited(this.#text(damage.file), damage.edits);
    const tree = overlayTree(this.#subject.tree, new Map([[damage.file, text]]));
    const documents = clean.documents.map((each) => (each.file === damage.file ? reread(each, tree) : each));
    const broken = documents.find((each, index) => !each.loaded && clean.documents[index]!.loaded);
    if (broken) return { ...NOTHING, refused: broken.problems.find((problem) => problem.fatal)!.message };
    const { settings } = this.#subject;
    const contracts = this.#contracts({ settings, tree, estate: { documents, now: clean.now } });
    const isScript = clean.scripts.some(({ path }) => path === damage.file);
    const alike = withScriptsOf(clean, contracts);
    const changed = changedParts(clean, alike);
    if (!isScript && this.#readsAlike(contracts, changed)) return this.#judged(alike, tree, changed);
    const estate = await withScripts(contracts, begunScripts(tree, this.#search), this.#search);
    return this.#judged(estate, tree, changedParts(clean, estate));
  }

  /** Whether the contracts still say the same about how scripts are to be read. */
  #readsAlike(contracts: Estate, changed: ReadonlySet<Part>): boolean {
    if (!touches(this.#readingParts, changed)) return true;
    return sameValue(readingOf(contracts, this.#search.named), this.#reading);
  }

  #judged(estate: Estate, tree: Tree, changed: ReadonlySet<Part>): Trial {
    const ran: string[] = [];
    const crashed: string[] = [];
    let moved = false;
    const run: RunGate = (gate, model, laws) => {
      const known = this.#known.get(gate);
      const stale = !known || touches(known.parts, changed) || (gate.needs !== undefined && moved);
      if (!stale) return known.run;
      ran.push(gate.id);
      const now = runGate(gate, model, laws);
      if (now.stopped === 'crashed') crashed.push(gate.id);
      if (known && sameRun(known.run, now)) return known.run;
      moved = true;
      return now;
    };
    const findings = this.#findings(estate, tree, run);
    return { changed, estate, ran, crashed, noticed: beyond(this.#before, findings) };
  }

  #findings(estate: Estate, tree: Tree, run: RunGate): Finding[] {
    const { gates, catalogue } = this.#subject;
    const textOf = (file: string) => textIn(tree, file);
    const placeOf = fileOnly(resolver(estate.documents, textOf));
    return settled(gates, catalogue, estate, placeOf, run).findings.filter(counts);
  }

  #remember(gate: Gate, estate: Estate, laws: Parameters<RunGate>[2]): GateRun {
    const parts = new Set<Part>(['contracts']);
    const view = traced(estate, parts);
    gate.needs?.(view);
    const run = runGate(gate, view, laws);
    this.#known.set(gate, { run, parts });
    return run;
  }

  #contracts({ settings, tree, estate }: Contracts): Estate {
    const waivers = readWaivers(estate.documents, settings, estate.now);
    const unwaivable = (gate: string) => isUnwaivable(gate, settings);
    const sources = sourcesOf(estate.documents, tree, estate.now, { waivers, unwaivable });
    return buildEstate(sources, this.#joins.over(sources));
  }

  #text(file: string): string {
    const known = this.#subject.estate.documents.find((document) => document.file === file);
    return known?.text ?? textIn(this.#subject.tree, file);
  }
}

const NOTHING = { changed: new Set<Part>(), ran: [], noticed: [], crashed: [] } as const;

/**
 * Whether something new is found does not depend on lines, and to find the line of a key a whole contract is read
 * again. Of a script the line counts: an inline allow stands beside it.
 */
const fileOnly =
  (resolve: Resolve): Resolve =>
  (anchor) =>
    isSpan(anchor) ? resolve(anchor) : { ...SOMEWHERE, file: anchor.file };

const SOMEWHERE = { line: 1, column: 1, endLine: 1, endColumn: 1 };

const textIn = (tree: Tree, file: string): string =>
  tree.has(file) ? new TextDecoder().decode(tree.read(file)) : '';

/** The document after its file changed; itself where the file is of no kind any more. */
function reread(document: Document, tree: Tree): Document {
  const alone: Tree = { ...tree, files: () => [{ path: document.file, type: 'file' }] };
  const [again] = loadContracts(alone, { add: [], ignore: [] });
  return again ? checkedDocument(again) : { ...document, loaded: false, problems: [gone(document.file)] };
}

const gone = (file: string) => ({
  kind: 'empty' as const,
  message: 'the file is no contract of its kind any more',
  at: { file, start: 0, end: 0 },
  fatal: true,
});

const touches = (parts: ReadonlySet<Part>, changed: ReadonlySet<Part>): boolean => {
  for (const part of changed) if (parts.has(part)) return true;
  return false;
};

const sameRun = (one: GateRun, other: GateRun): boolean =>
  one.stopped === other.stopped &&
  sameValue(one.breaches, other.breaches) &&
  sameValue(one.examined.subjects, other.examined.subjects);

function multiset(findings: readonly Finding[]): Map<string, number> {
  const counted = new Map<string, number>();
  for (const { fingerprint } of findings) counted.set(fingerprint, (counted.get(fingerprint) ?? 0) + 1);
  return counted;
}

/** Findings that were not there before, fingerprints compared as multisets. */
function beyond(before: ReadonlyMap<string, number>, findings: readonly Finding[]): Finding[] {
  const left = new Map(before);
  return findings.filter(({ fingerprint }) => {
    const count = left.get(fingerprint) ?? 0;
    left.set(fingerprint, count - 1);
    return count <= 0;
  });
}
