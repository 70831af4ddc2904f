import type { Entity } from '../../estate/model/entity.ts';
import type { Estate } from '../../estate/model/estate.ts';
import type { Finding } from '../../finding/finding.ts';
import type { Subject } from '../../finding/subject.ts';
import { judgedWithFollowing } from '../complete.ts';
import type { Mended, Workbench } from '../mend.ts';
import { NOTHING, type Patch, textIn, textsOf, withChanges } from '../patch.ts';
import { harmOf, looksAtAsMuch, ofGate, type Verdict } from '../verdict.ts';
import { type Candidate, candidatesFor } from './candidates.ts';
import { type Fields, fieldsOf, type Schemas } from './fields.ts';
import { hintsOf } from './hints.ts';
import { spotsOf } from './spots.ts';

/** What a search for an edit came to. */
export interface Found {
  /** On top of the texts that mending leaves; undefined where none of the edits that were tried holds. */
  readonly patch?: Patch;
  /** How many edits were judged. */
  readonly tried: number;
  /** Not all candidates were judged: there are too many for the size of the estate. */
  readonly cut: boolean;
}

/** Most edits that are judged for one finding. */
const MOST_TRIES = 40;

/** Most edits that are judged in one run; fewer where judging takes longer, by the length of the contracts. */
const MOST_IN_ALL = 800;
const LENGTH_IN_ALL = 120_000_000;

/**
 * Looks for the smallest edit of a contract that makes a finding go away and adds none, among a bounded set of edits
 * by structure. The bounds are counts, so that the same estate gets the same answer.
 */
export class Search {
  readonly #bench: Workbench;
  readonly #mended: Mended;
  readonly #fields: Fields;
  /** By gate: the sorts of edits that satisfied it, and how often nothing did. */
  readonly #lucky = new Map<string, string[]>();
  readonly #failed = new Map<string, number>();
  #left: number;

  constructor(bench: Workbench, mended: Mended, schemas: Schemas) {
    this.#bench = bench;
    this.#mended = mended;
    this.#fields = fieldsOf(mended.after.estate, schemas);
    const length = mended.after.estate.documents.reduce((sum, { text }) => sum + text.length, 1);
    this.#left = Math.min(MOST_IN_ALL, Math.ceil(LENGTH_IN_ALL / length));
  }

  async find(finding: Finding): Promise<Found> {
    const { gate } = finding;
    if (this.#left <= 0) return { tried: 0, cut: true };
    const failed = this.#failed.get(gate) ?? 0;
    const candidates = this.#candidates(finding);
    const most = Math.min(this.#left, Math.ceil(MOST_TRIES / 2 ** failed));
    let tried = 0;
    for (const { changes, sort } of candidates.slice(0, most)) {
      tried++;
      this.#left--;
      const patch = await this.#holds(finding, changes);
      if (!patch) continue;
      this.#lucky.set(gate, [...(this.#lucky.get(gate) ?? []), sort]);
      return { patch, tried, cut: false };
    }
    this.#failed.set(gate, failed + 1);
    return { tried, cut: tried < candidates.length };
  }

  /** Those of a sort that satisfied the same gate before come first. */
  #candidates(finding: Finding): Candidate[] {
    const { estate } = this.#mended.after;
    const spots = spotsOf(finding, estate);
    const about = { finding, estate, spots, hints: hintsOf(finding), fields: this.#fields };
    const all = candidatesFor(about);
    const lucky = this.#lucky.get(finding.gate) ?? [];
    const isLucky = ({ sort }: Candidate) => lucky.includes(sort);
    return [...all.filter(isLucky), ...all.filter((candidate) => !isLucky(candidate))];
  }

  /**
   * The edit as a patch, if it satisfies the gate, no other one objects, and none looks at less than before: the
   * subject of the finding itself may be gone from the model, as a name that meant nothing is once it is corrected.
   */
  async #holds(finding: Finding, changes: Candidate['changes']): Promise<Patch | undefined> {
    const { patch, after } = this.#mended;
    const { judge } = this.#bench;
    const edited = withChanges(NOTHING, changes, textIn(after));
    if (!edited) return undefined;
    const { gate, subject } = finding;
    const own = ofGate(after, gate);
    const first = await judge(new Map([...textsOf(patch), ...textsOf(edited)]), gate);
    const mayLeave = !changes.some(({ kind }) => kind === 'drop') || hintsOf(finding).mayLeave;
    const mayGo = ({ estate }: Verdict) => {
      const there = subjectsIn(estate);
      return (one: Subject) => mayLeave && one === subject && !there.has(one);
    };
    if (harmOf(own, first, 1) || stands(first, finding) || !looksAtAsMuch(own, first, mayGo(first)))
      return undefined;
    const stand = { ...this.#bench, read: after, patch: NOTHING, verdict: after };
    const onTop = (files: ReadonlyMap<string, string>) => judge(new Map([...textsOf(patch), ...files]));
    const all = await judgedWithFollowing({ ...stand, judge: onTop }, changes);
    if (!all || harmOf(after, all.verdict, 1) || stands(all.verdict, finding)) return undefined;
    return looksAtAsMuch(after, all.verdict, mayGo(all.verdict)) ? all.patch : undefined;
  }
}

const stands = ({ findings }: { readonly findings: readonly Finding[] }, { fingerprint }: Finding): boolean =>
  findings.some((finding) => finding.fingerprint === fingerprint);

const subjectsIn = (estate: Estate): Set<Subject> => {
  const entities = Object.values(estate).filter(Array.isArray).flat() as Partial<Entity>[];
  return new Set(entities.flatMap((entity) => entity?.subject ?? []));
};
