import type { Detail } from '../contract/generated/result.ts';
import type { ContractKind } from '../contract/kinds.ts';
import type { Entity } from '../estate/model/entity.ts';
import type { Estate } from '../estate/model/estate.ts';
import type { Finding, Severity } from '../finding/finding.ts';
import type { Anchor } from '../finding/place.ts';
import type { Subject } from '../finding/subject.ts';
import type { Examined } from './examined.ts';

/** What a law found wrong with one entity. Everything left out comes from the entity or the gate. */
export interface Breach {
  /** One sentence: what is there (values quoted), what was expected. */
  readonly message: string;
  /** The place to edit. Of something absent: the key of the collection that lacks the row. Default: the entity's. */
  readonly at?: Anchor;
  readonly subject?: Subject;
  readonly site?: string;
  readonly severity?: Severity;
  readonly related?: readonly { readonly message: string; readonly at: Anchor }[];
  /** Replaces the gate's fix where a more exact one is known. */
  readonly fix?: string;
  readonly detail?: Readonly<Detail>;
  /** Tells this breach from others of the same gate, subject and file, and survives unrelated edits. */
  readonly key?: string;
}

/** One edit of a base estate's file. Text between « and » in `replace` marks a place that must be found. */
export type Edit =
  | { readonly file: string; readonly find: string; readonly replace: string }
  /** From the start of `from` up to, not including, the next `to`. */
  | { readonly file: string; readonly from: string; readonly to: string; readonly replace: string }
  | { readonly file: string; readonly content: string }
  | { readonly file: string; readonly remove: true };

export interface Example {
  /** What the edits do, in words. */
  readonly name: string;
  /**
   * A clean estate of fixtures/estates; `two-sites` when left out. Of a gate of the estate's own: `estate`, which is
   * meant when left out, `empty`, or a folder of the estate.
   */
  readonly base?: string;
  readonly edits: readonly Edit[];
}

/** One law: what it examines, how it judges, and all that people need to know about it. */
export interface Gate<E extends Entity = Entity> {
  /** `subject/law-that-holds`, equal to its path below gates/. */
  readonly id: string;
  /** The law as a sentence. */
  readonly title: string;
  /** The harm when it is broken. */
  readonly why: string;
  /** One imperative sentence. */
  readonly fix: string;
  readonly severity: Severity;
  /** Contract kinds without which it cannot judge: one that does not load blocks the gate. */
  readonly reads: readonly ContractKind[];
  /** True when its verdict can change while no file changes. */
  readonly clock?: boolean;
  /** Of a gate on scripts: what makes a script matter to it beside the words of the vocabulary. */
  readonly scripts?: {
    readonly triggers: readonly string[];
    /** Paths of scripts that it judges whatever they say: that nothing telling stands in them is what it looks for. */
    readonly named?: (estate: Estate) => readonly string[];
  };
  /** What it does not see, for its documentation. */
  readonly unseen?: string;
  /** Of a closure law: the ids of the laws whose findings it judges by. A gate that has this is a closure law. */
  readonly needs?: (estate: Estate) => Iterable<string>;
  readonly examines: (estate: Estate) => Iterable<E>;
  /** Only closure laws may ask what other laws found. */
  readonly judge: (entity: E, estate: Estate, laws: LawFindings) => Iterable<Breach>;
  readonly examples: { readonly passing: readonly Example[]; readonly failing: readonly Example[] };
  /** Of a gate of the estate's own. */
  readonly own?: OwnGate;
}

/** Where a gate of the estate's own comes from. */
export interface OwnGate {
  readonly file: string;
  /** All that the file says of the law; examples do not count. */
  readonly definition: unknown;
  /** Why it cannot judge at all, with the place. */
  readonly broken?: string;
}

/** A breach with its subject and site filled in from the entity it is about. */
export interface JudgedBreach extends Breach {
  readonly at: NonNullable<Breach['at']>;
  readonly subject: Subject;
}

/** What became of one gate, before waivers. */
export interface GateRun {
  readonly gate: Gate;
  readonly examined: Examined;
  readonly breaches: readonly JudgedBreach[];
  /** Why it was blocked or crashed. */
  readonly reason?: string;
  readonly stopped?: 'blocked' | 'crashed';
  readonly error?: unknown;
}

/** What the laws found, waivers applied: the ground on which closure laws judge. */
export interface LawFindings {
  /** Ids of the whole catalogue. */
  readonly known: readonly string[];
  /** Undefined for a gate that the catalogue lacks. */
  readonly run: (gate: string) => GateRun | undefined;
  readonly findings: (gate: string) => readonly Finding[];
}

/** Keeps the entity type inside the gate file; outside, all gates are alike. */
export function defineGate<E extends Entity>(gate: Gate<E>): Gate {
  return gate as unknown as Gate;
}
