import type { Use } from '../use.ts';
import type { Lexicon } from '../vocabulary.ts';
import { isProse } from './prose.ts';
import { FORM_OF, type Sighting } from './sighting.ts';

const ADDRESS = /(?<![\w.])(\d{1,3}(?:\.\d{1,3}){3})(\/\d{1,2})?(?![\w]|\.\d)/g;
const SIX = /(?<![\w:])((?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4})(\/\d{1,3})?(?![\w:])/gi;
const PREFIX = /(?<![\w.])((?:\d{1,3}\.){2,3})(?=$|[^\w.]|\d{0,2}[*[\\$\u{fffc}])/gu;

/** Addresses and networks of a declared LAN, and overlay addresses of declared nodes, anywhere in code. */
export function addressesIn(use: Use, lexicon: Lexicon): Sighting[] {
  if (/^(variable|function|flag|output)$/.test(use.context) || isSentence(use)) return [];
  if (isProse(use.subject)) return [];
  const text =
    use.context === 'pattern' || use.context === 'compared' || use.context === 'filter'
      ? use.text.replace(/(?<!\\)\\+\./g, '.')
      : use.text;
  const found = [...text.matchAll(ADDRESS), ...text.matchAll(SIX)].flatMap((match) =>
    sighted(use, match[1]!, match[2] ?? '', lexicon),
  );
  return found.length > 0 ? found : prefixes(use, text, lexicon);
}

function sighted(use: Use, address: string, bits: string, lexicon: Lexicon): Sighting[] {
  const entries = lexicon.ofAddress(address + bits);
  const known =
    entries.length > 0 || bits === ''
      ? entries
      : lexicon.ofAddress(address).filter(() => Number(bits.slice(1)) >= 24);
  return known.length === 0 ? [] : [{ use, entries: known, value: address + bits, form: formOf(use) }];
}

/** `grep -q '192\.0\.2\.'`, `192.0.2.$i`: the leading octets of one LAN. */
function prefixes(use: Use, text: string, lexicon: Lexicon): Sighting[] {
  const whole =
    /^(assigned|default|argument|pattern)$/.test(use.context) && /^\d{1,3}(\.\d{1,3}){2}$/.test(text);
  const spelled = whole ? `${text}.` : text;
  return [...spelled.matchAll(PREFIX)].flatMap((match) => {
    const entries = lexicon.ofPrefix(match[1]!);
    return entries.length === 0
      ? []
      : [{ use, entries, value: text === spelled ? match[1]! : text, form: formOf(use) }];
  });
}

/** Words for people around an address make it a message. */
function isSentence(use: Use): boolean {
  return use.context === 'returned' && (use.siblings ?? []).some((word) => !/\d\.\d+\./.test(word));
}

const formOf = (use: Use) => (/^(text|filter|step)$/.test(use.context) ? 'written' : FORM_OF[use.context]);
