// Generated from schemas/own.gate.schema.json by "npm run generate". Edit that instead.

/**
 * One law of the estate's own: what it is for, and an expression in CEL that has to hold. See docs/gates-of-your-own.md.
 */
export interface OwnGate {
  /**
   * Version of this file.
   */
  version?: 1;
  /**
   * Id of the gate: a subject and the law that holds. No built-in gate may have it.
   */
  id: string;
  /**
   * The law as a sentence.
   */
  title: string;
  /**
   * The harm when it is broken.
   */
  why: string;
  /**
   * What to do, as one imperative sentence.
   */
  fix: string;
  /**
   * How bad a breach is.
   */
  severity?: 'error' | 'warning';
  /**
   * What the gate does not see.
   */
  unseen?: string;
  /**
   * The kind of thing that is judged; the expressions call it by this name.
   */
  for:
    | 'site'
    | 'guest'
    | 'node'
    | 'service'
    | 'mount'
    | 'target'
    | 'probe'
    | 'capability'
    | 'runbook'
    | 'gap'
    | 'loop'
    | 'contract'
    | 'gate_script'
    | 'pack'
    | 'waiver'
    | 'dependency'
    | 'script';
  /**
   * CEL: which of them the law is about. All of them when left out.
   */
  where?: string;
  /**
   * CEL: what has to be true.
   */
  assert: string;
  /**
   * What a finding says: text with expressions in braces. Quote the value that is there and say what was expected.
   */
  message: string;
  /**
   * Key below the entity's row at which a finding points, with dots for deeper ones; the row itself when the key is not there.
   */
  at?: string;
  /**
   * Contract kinds without which the gate cannot judge; those that declare its entities when left out.
   */
  reads?: string[];
  examples?: OwnExamples;
}
/**
 * Estates that keep the law and estates that break it; `gates test` judges them.
 */
export interface OwnExamples {
  /**
   * Estates in which the gate finds nothing.
   */
  passing?: OwnExample[];
  /**
   * Estates in which the gate finds exactly what stands between « and ».
   */
  failing?: OwnExample[];
}
/**
 * A small edit of an estate.
 */
export interface OwnExample {
  /**
   * What the edits do, in words.
   */
  name: string;
  /**
   * What is edited: `estate` (this estate as it is), `empty` (no file at all), or a folder of the estate that holds a sample.
   */
  base?: string;
  /**
   * The edits, in order.
   */
  edits: OwnEdit[];
}
/**
 * One edit of one file: text to find and its replacement, a whole new content, or its removal.
 */
export interface OwnEdit {
  /**
   * Path of the file from the root of the estate.
   */
  file: string;
  /**
   * Text that stands in the file exactly once.
   */
  find?: string;
  /**
   * Text that stands in the file exactly once: where the replaced part begins.
   */
  from?: string;
  /**
   * Text before which the replaced part ends.
   */
  to?: string;
  /**
   * What stands there instead; « and » mark what a failing example has to find.
   */
  replace?: string;
  /**
   * The whole file; « and » mark what a failing example has to find.
   */
  content?: string;
  /**
   * The file is not there.
   */
  remove?: true;
}
