export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };

const PLAIN = /^[A-Za-z_/][\w@/.+-]*( [\w@/.+-]+)*$/;
const WORDS = /^(true|false|null|yes|no|on|off|y|n|~)$/i;

/** A value as the YAML that people write: maps in block style, small rows and lists of scalars in flow style. */
export function emit(value: Value): string {
  return `${lines(value, '').join('\n')}\n`;
}

function lines(value: Value, indent: string): string[] {
  if (Array.isArray(value)) return (value as readonly Value[]).flatMap((item) => row(item, indent));
  if (value === null || typeof value !== 'object') return [`${indent}${flow(value)}`];
  return Object.entries(value).flatMap(([key, entry]) => pair(key, entry, indent));
}

function row(item: Value, indent: string): string[] {
  if (isFlow(item)) return [`${indent}- ${flow(item)}`];
  const [first = '', ...rest] = lines(item, `${indent}  `);
  return [`${indent}- ${first.slice(indent.length + 2)}`, ...rest];
}

function pair(key: string, value: Value, indent: string): string[] {
  const name = flow(key);
  if (typeof value === 'string' && value.includes('\n')) {
    return [
      `${indent}${name}: |`,
      ...value
        .trimEnd()
        .split('\n')
        .map((line) => `${indent}  ${line}`),
    ];
  }
  if (isFlow(value)) return [`${indent}${name}: ${flow(value)}`];
  return [`${indent}${name}:`, ...lines(value, `${indent}  `)];
}

function isFlow(value: Value): boolean {
  if (value === null || typeof value !== 'object') return true;
  const parts = Object.values(value);
  const flat = parts.every((part) => part === null || typeof part !== 'object');
  return parts.length === 0 || (flat && (Array.isArray(value) || parts.length <= 7));
}

function flow(value: Value): string {
  if (typeof value === 'string')
    return PLAIN.test(value) && !WORDS.test(value) ? value : JSON.stringify(value);
  if (value === null || typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([key, entry]) => `${flow(key)}: ${flow(entry)}`)
    .join(', ')}}`;
}
