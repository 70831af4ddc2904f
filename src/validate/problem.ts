/** One way in which a contract does not fit its schema. */
export interface SchemaProblem {
  /** Where in the plain data: the wrong value, the unknown key, or the map that lacks a key. */
  readonly path: (string | number)[];
  /** Whether the key at the path is meant, or the value. */
  readonly on: 'key' | 'value';
  /** One sentence: what is there and what was expected. */
  readonly message: string;
  readonly expected?: string;
}
