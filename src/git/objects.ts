/** The objects that git answers to a batch of names, in their order; undefined for one that is missing or no blob. */
export function batchOf(
  ask: (args: readonly string[], input?: string) => Buffer | undefined,
  names: readonly string[],
): (Buffer | undefined)[] {
  if (names.length === 0) return [];
  const out = ask(['cat-file', '--batch'], names.map((name) => `${name}\n`).join(''));
  return out ? answersIn(out, names.length) : names.map(() => undefined);
}

/** Each answer is a line of id, type and size with the bytes after it, or one line that ends in `missing`. */
function answersIn(out: Buffer, count: number): (Buffer | undefined)[] {
  let at = 0;
  return Array.from({ length: count }, () => {
    const end = out.indexOf('\n', at);
    const answer = /^[0-9a-f]+ ([a-z]+) ([0-9]+)$/.exec(out.toString('utf8', at, end));
    at = end + 1;
    if (!answer) return undefined;
    const bytes = out.subarray(at, at + Number(answer[2]));
    at += bytes.length + 1;
    return answer[1] === 'blob' ? bytes : undefined;
  });
}
