const OFFSET = /^(?:z|local(?:time)?|system|(?:utc|gmt)?[+-]\d{1,2}(?::?\d{2})?)$/i;

const known = new Map<string, boolean>();

/** A name of a time zone, an offset, or the word that leaves it to the machine. */
export function isTimeZone(text: string): boolean {
  const found = known.get(text) ?? (OFFSET.test(text) || isNamed(text));
  known.set(text, found);
  return found;
}

function isNamed(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

export const timeZones = (): readonly string[] => Intl.supportedValuesOf('timeZone');
