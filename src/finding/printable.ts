const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Text from a contract made safe for a terminal: control and direction characters become visible escapes. */
export function printable(text: string): string {
  return text.replace(UNSEEN, (char) => (char === '\n' || char === '\t' ? char : escaped(char)));
}

const escaped = (char: string): string => `\\u${char.codePointAt(0)!.toString(16).padStart(4, '0')}`;

/** A value as it stands in a message: quoted text, or JSON for the rest, cut to `limit` characters. */
export function quoted(value: unknown, limit = 60): string {
  const text = printable(typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value)));
  const cut = text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
  return typeof value === 'string' ? `"${cut.replaceAll('\n', '\\n')}"` : cut;
}
