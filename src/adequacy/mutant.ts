import type { ContractKind } from '../contract/kinds.ts';
import type { Estate } from '../estate/model/estate.ts';
import type { Anchor, DataPath } from '../finding/place.ts';
import type { YamlSource } from '../fix/yaml/source.ts';
import type { TextEdit } from '../loop/text-edit.ts';

/** What is damaged: a contract of some kind, or a script. */
export type DamagedKind = ContractKind | 'script';

/** One damage to one governed fact. */
export interface Damage {
  readonly file: string;
  readonly edits: readonly TextEdit[];
  /** What is done, as a sentence without its full stop. */
  readonly text: string;
  /** The fact that is damaged. */
  readonly at: Anchor;
  readonly site?: string | undefined;
  /** Of a field of a schema: its path, list and map entries as `[]` and `*`. */
  readonly field?: string;
}

export interface Mutant extends Damage {
  /** Stable over runs: operator, file and fact. */
  readonly id: string;
  readonly operator: Operator;
  readonly kind: DamagedKind;
}

/** A way in which contracts or scripts get damaged, typed by the model. */
export interface Operator {
  readonly id: string;
  /** The law it attacks, as a sentence. */
  readonly law: string;
  /** Gates that are meant to notice, as globs of ids; none: those that read the damaged kind. */
  readonly guards: readonly string[];
  readonly damages: (ground: Ground) => Iterable<Damage>;
}

/** A governed field of a schema, and where a contract states it. */
export interface GovernedFact {
  readonly kind: ContractKind;
  readonly field: string;
  readonly file: string;
  readonly path: DataPath;
  readonly value: unknown;
}

/** The YAML of a file and where it begins there. */
export interface YamlPart {
  readonly source: YamlSource;
  readonly offset: number;
}

/** What operators look at: the clean model, and texts in which a path can be edited. */
export interface Ground {
  readonly estate: Estate;
  readonly facts: readonly GovernedFact[];
  /** The YAML of a contract, or the front matter of a page; undefined for what cannot be edited by path. */
  readonly yaml: (file: string) => YamlPart | undefined;
  /** The site of the row in which a place lies, where it has one. */
  readonly siteAt: (file: string, path: DataPath) => string | undefined;
}
