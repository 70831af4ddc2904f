/** One record of a ledger: its exact text without the line end, and its fields when it is well-formed. */
export interface LedgerRecord {
  /** From 1. */
  readonly line: number;
  readonly text: string;
  readonly fields: readonly string[] | undefined;
}

/** Splits CSV text; a quoted field may hold line ends. */
export function ledgerRecords(text: string): LedgerRecord[] {
  const out: LedgerRecord[] = [];
  let line = 1;
  let rest = text;
  while (rest !== '') {
    const record = firstRecord(rest);
    out.push({ line, text: record, fields: fieldsOf(record) });
    line += record.split('\n').length;
    rest = rest.slice(record.length + 1);
  }
  return out;
}

function firstRecord(text: string): string {
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') quoted = !quoted;
    else if (text[at] === '\n' && !quoted) return text.slice(0, at);
  }
  return text;
}

function fieldsOf(record: string): string[] | undefined {
  const field = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;
  const fields: string[] = [];
  for (let end = ','; end === ','; ) {
    const match = field.exec(record);
    if (!match) return undefined;
    fields.push(match[1]?.replaceAll('""', '"') ?? match[2]!);
    end = match[3]!;
  }
  return field.lastIndex === record.length ? fields : undefined;
}
