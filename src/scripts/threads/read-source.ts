import { literalsIn } from '../literal/find.ts';
import type { ReadSource } from '../memory.ts';
import { readText } from '../text.ts';
import type { Unread } from '../unread.ts';
import type { Lexicon } from '../vocabulary.ts';

/** What one script says. The grammars must be loaded. */
export function readSource(
  { found: { path, language }, source, isCheck }: Pick<Unread, 'found' | 'source' | 'isCheck'>,
  lexicon: Lexicon,
): ReadSource {
  const text = readText(path, language, source, isCheck);
  return { text, literals: literalsIn(text, source, path, lexicon) };
}
