/**
 * A text in which no sign is escaped, as long as before: a blank takes the place of each backslash, or stands behind
 * a quote that closes, so that `\"101\"` holds no blank. `signs` finds a backslash and, as its one group, the sign.
 */
export function withoutBackslashes(text: string, signs: RegExp): string {
  let open = false;
  return text.replace(signs, (_, sign: string) => {
    if (sign === '"') open = !open;
    return sign === '"' && !open ? `${sign} ` : ` ${sign}`;
  });
}
