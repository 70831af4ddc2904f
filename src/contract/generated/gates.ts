// Generated from schemas/gates.schema.json by "npm run generate". Edit that instead.

/**
 * The configuration of this tool: where contracts and scripts are, packs, loops, waivers, clock.
 */
export interface GatesConfiguration {
  /**
   * Version of this file.
   */
  version?: 1;
  contracts?: ContractSearch;
  scripts?: ScriptSearch;
  /**
   * Named sets of gates.
   */
  packs?: {
    [k: string]: PackConfig;
  };
  /**
   * What a loop demands, by loop id.
   */
  loops?: {
    [k: string]: LoopConfig;
  };
  waivers?: WaiverConfig;
  /**
   * Gates that no waiver and no baseline can touch.
   */
  unwaivable?: string[];
  /**
   * File of the baseline.
   */
  baseline?: string;
  /**
   * Public keys whose signatures count.
   *
   * Items: A path; it does not begin with "-".
   */
  trusted_keys?: string[];
  /**
   * Folder of the receipts.
   */
  receipts?: string;
  /**
   * File of the ledger.
   */
  ledger?: string;
  /**
   * Pins the clock, for sample estates.
   */
  now?: string;
}
/**
 * Which files are contracts.
 */
export interface ContractSearch {
  /**
   * Files that count as contracts in addition.
   */
  add?: string[];
  /**
   * Files that are no contracts.
   */
  ignore?: string[];
}
/**
 * Which files are scripts.
 */
export interface ScriptSearch {
  /**
   * Folders that hold scripts.
   *
   * Items: A path; it does not begin with "-".
   */
  roots?: string[];
  /**
   * Files that are not read as scripts.
   */
  ignore?: string[];
}
/**
 * One set of gates.
 */
export interface PackConfig {
  /**
   * Gates in the pack.
   */
  gates?: string[];
  /**
   * Packs whose gates belong to it too.
   *
   * Items: A name on one line.
   */
  packs?: string[];
  /**
   * Least severity that fails the pack.
   */
  threshold?: 'error' | 'warning';
  /**
   * Gates that must have looked at something.
   *
   * Items: A name on one line.
   */
  required?: string[];
}
/**
 * One loop.
 */
export interface LoopConfig {
  /**
   * Packs that must have passed.
   *
   * Items: A name on one line.
   */
  packs?: string[];
  /**
   * Whether receipts must be signed by a trusted key.
   */
  signed?: boolean;
}
/**
 * Limits of waivers.
 */
export interface WaiverConfig {
  /**
   * Most days until a waiver expires.
   */
  max_days?: number;
}
