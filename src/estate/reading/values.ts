/** Tolerant readings of contract data: schemas allow more shapes than the model needs. */

export type Row = Readonly<Record<string, unknown>>;

export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const rowOf = (value: unknown): Row => (isRow(value) ? value : {});

/** A list as it is, one scalar as a list of one, nothing as an empty list. */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === null || value === undefined ? [] : [value];
}

/** Text of a scalar; an accidental one-key map reads as `key: value`; nothing or empty text is undefined. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (!isRow(value)) return undefined;
  const entries = Object.entries(value);
  return entries.length === 1 ? `${entries[0]![0]}: ${textOf(entries[0]![1]) ?? ''}` : undefined;
}

/** A whole number, also when quoted. */
export function intOf(value: unknown): number | undefined {
  const text = textOf(value);
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** A number, also when quoted. */
export function numberOf(value: unknown): number | undefined {
  const text = textOf(value);
  return text !== undefined && /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

export const boolOf = (value: unknown): boolean | undefined =>
  typeof value === 'boolean' ? value : undefined;

export function textsOf(value: unknown): string[] {
  const texts: string[] = [];
  for (const item of listOf(value)) {
    const text = textOf(item);
    if (text !== undefined) texts.push(text);
  }
  return texts;
}
