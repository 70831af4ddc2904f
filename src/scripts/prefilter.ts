import type { Lexicon, VocabularyEntry } from './vocabulary.ts';

/** Decides from the raw text whether a script can matter at all. */
export type Prefilter = (source: string) => boolean;

/** One regular expression for the vocabulary and one for the words that behaviour gates look for. */
export function prefilterOf(lexicon: Lexicon, triggers: readonly string[]): Prefilter {
  const words = wordPattern(lexicon);
  const acts =
    triggers.length > 0 ? new RegExp(`(?<![\\w-])(${triggers.map(escaped).join('|')})(?![\\w-])`) : undefined;
  const prefixes = octetPattern(lexicon);
  return (source) => {
    const code = source.replace(/^[ \t]*#.*$/gm, '');
    return (
      acts?.test(code) === true ||
      words?.test(code) === true ||
      prefixes?.test(code) === true ||
      /gates-allow:/.test(source)
    );
  };
}

const escaped = (text: string): string => text.replace(/[^\w]/g, '\\$&').replace(/\\ /g, '\\s+');

function wordPattern(lexicon: Lexicon): RegExp | undefined {
  const forms = new Set(lexicon.entries.flatMap(formsOf));
  return forms.size > 0 ? new RegExp([...forms].join('|'), 'i') : undefined;
}

/** A common word only beside what can make it count: quotes, pattern signs, joints of a name, blanks. */
function formsOf(entry: VocabularyEntry): string[] {
  if (entry.kind === 'vmid' || entry.kind === 'lan-cidr') return [];
  const word = escaped(entry.value);
  if (!entry.short || entry.kind === 'storage-path' || /address$/.test(entry.kind))
    return [`(?<![A-Za-z0-9])${word}(?![A-Za-z0-9])`];
  return [
    `(?<=["'\\s|(,=:{*^.[@+-])${word}(?=["'\\s|),:;}*$\\].&]|$)`,
    `[a-z0-9][_-]${word}(?![a-z0-9])`,
    `(?<![a-z0-9$])${word}[_.-][a-z]`,
    `[\\w}]\\/${word}(?=\\/|["'\\s]|$)`,
  ];
}

/** The leading octets of each declared LAN, dots escaped or not. */
function octetPattern(lexicon: Lexicon): RegExp | undefined {
  const heads = lexicon.entries
    .filter((entry) => entry.kind === 'lan-cidr')
    .map((entry) => leadingOctets(entry.value))
    .filter((head) => head !== '');
  return heads.length > 0 ? new RegExp(`(?<![\\d.])(${heads.join('|')})`) : undefined;
}

function leadingOctets(cidr: string): string {
  const [address, bits] = cidr.split('/');
  const whole = Math.floor(Number(bits ?? 32) / 8);
  const parts = address!.includes(':') ? [] : address!.split('.').slice(0, Math.max(1, Math.min(3, whole)));
  return parts.map((part) => `${part}\\\\*\\.`).join('');
}
