// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
const UNSAFE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Text from a contract made safe for a terminal: control and direction characters become visible escapes. */
export function printable(text: string): string {
  return text.replace(UNSAFE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A value as it stands in a message: quoted text, or JSON for the rest, cut to `limit` characters. */
export function quoted(value: unknown, limit = 60): string {
  const text = printable(typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value)));
  const cut = text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
  return typeof value === 'string' ? `"${cut.replaceAll('\n', '\\n')}"` : cut;
}
