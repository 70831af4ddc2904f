// Generated from schemas/impact.schema.json by "npm run generate". Edit that instead.

/**
 * What stops working when a thing is down, as `gates impact --format json` prints it.
 */
export interface GatesImpact {
  /**
   * Version of this format.
   */
  version: 1;
  /**
   * The thing that is down, as `<kind> <key>`.
   */
  subject: string;
  affected: AffectedCounts;
  /**
   * What it takes down directly.
   */
  effects: ImpactEffect[];
}
/**
 * Affected things by kind, each counted once.
 */
export interface AffectedCounts {
  /**
   * How many.
   */
  [k: string]: number;
}
/**
 * An affected thing below the thing that it needs.
 */
export interface ImpactEffect {
  /**
   * What it is, as `<kind> <key>`.
   */
  subject: string;
  /**
   * Site it belongs to.
   */
  site?: string;
  /**
   * False when a contract says that it can do without: nothing follows from it then.
   */
  required: boolean;
  /**
   * Every reason why it is affected.
   */
  because: ImpactReason[];
  /**
   * circle: it stands above itself; elsewhere: what follows from it is told at another branch.
   */
  cut?: 'circle' | 'elsewhere';
  /**
   * What it takes down in turn.
   */
  effects: ImpactEffect[];
}
/**
 * One edge.
 */
export interface ImpactReason {
  /**
   * Sort of edge.
   */
  kind: 'mount' | 'order' | 'dns' | 'carrier' | 'service' | 'backup' | 'window';
  /**
   * In words, said of the affected thing.
   */
  text: string;
  /**
   * Whether it cannot do without.
   */
  required: boolean;
  place: PlaceJson;
}
/**
 * A span of a file; lines and columns count from 1.
 */
export interface PlaceJson {
  /**
   * Path relative to the estate, with "/".
   */
  file: string;
  /**
   * First line.
   */
  line: number;
  /**
   * First column.
   */
  column: number;
  /**
   * Last line.
   */
  endLine: number;
  /**
   * Column after the last character.
   */
  endColumn: number;
}
