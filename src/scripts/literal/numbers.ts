import type { Use } from '../use.ts';
import type { Lexicon, VocabularyEntry } from '../vocabulary.ts';
import type { Hints } from './hints.ts';
import { roleOf, tokensOfName } from './role.ts';
import { besidePlaces, siblingsOf } from './siblings.ts';
import { guestsOf, isWhole } from './spelling.ts';

/** Whether a number that is a guest's id means the guest here. */
export function numberCounts(
  entry: VocabularyEntry,
  word: string,
  use: Use,
  lexicon: Lexicon,
  hints: Hints,
): boolean {
  if (guestsOf(use.text).includes(word)) return true;
  const role = hints.role(use.subject);
  if (role === 'host' || role === 'site') return false;
  if (hints.endsAtGuestTool(use)) return true;
  if (use.context === 'argument') return isGuestArgument(word, use, hints);
  if (role === 'guest') return true;
  if (use.context !== 'list' || siblingsOf(use, lexicon, 'vmid').size < 2) return false;
  return besidePlaces(entry, use, lexicon) || (role === 'open' && hints.aboutSites && areIds(use, lexicon));
}

function isGuestArgument(word: string, use: Use, hints: Hints): boolean {
  const role = hints.role(use.subject);
  if (!isWhole(use, word) && use.siblings === undefined) return false;
  if (/^(qm|pct|vzdump|qmrestore)$/.test(use.command ?? ''))
    return use.subject === undefined || role === 'guest';
  if (role === 'guest') return true;
  return use.subject === undefined && (roleOf(use.command) === 'guest' || hints.besideHost(use));
}

/** `for id in ...` over nothing but guests. */
function areIds(use: Use, lexicon: Lexicon): boolean {
  const numbers = siblingsOf(use, lexicon, 'vmid');
  return (
    tokensOfName(use.subject ?? '').some((token) => /^ids?$/.test(token)) &&
    (use.siblings ?? []).every((text) => numbers.has(text))
  );
}
