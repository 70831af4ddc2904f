// Generated from the schemas by "npm run generate". Edit those instead.
// biome-ignore-all format: generated
// biome-ignore-all lint: generated

export interface RawError {
  readonly instancePath: string;
  /** Where in the schema; only in a branch of several. */
  readonly schemaPath?: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Set when the error is about a key and not about a value. */
  readonly propertyName?: string;
}

export interface Validator {
  (data: unknown): boolean;
  errors?: readonly RawError[] | null;
}

export const validators: Readonly<Record<string, Validator>>;
