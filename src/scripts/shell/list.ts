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
    const start = Math.max(from, reading.source.indexOf(token, from));
    from = Math.min(start + token.length, node.end);
    addUse(reading, node, {
      context: 'list',
      text: token,
      siblings: tokens,
      group: node.start,
      start,
      end: from,
      ...about,
    });
  }
}
