import { addUse, type Reading } from '../reading.ts';
import type { Syntax } from '../syntax.ts';
import { tokensOf } from '../tokens.ts';
import type { Use } from '../use.ts';

/** A string that is a list: each of its words is a use of its own. */
export function addList(
  node: Syntax,
  text: string,
  about: Pick<Use, 'subject' | 'absent' | 'command' | 'chosen'>,
  reading: Reading,
): void {
  const tokens = tokensOf(text, 0).map((token) => token.text);
  let from = node.start;
  for (const token of tokens) {
    const at = reading.source.indexOf(token, from);
    // A word that is spelled otherwise, with escapes, may stand behind the list as it is read.
    const isInside = at >= 0 && at + token.length <= node.end;
    const place = isInside ? { start: at, end: at + token.length } : { start: node.start, end: node.end };
    if (isInside) from = place.end;
    addUse(reading, node, {
      context: 'list',
      text: token,
      siblings: tokens,
      group: node.start,
      ...place,
      ...about,
    });
  }
}
