import { oncePer } from '../once/once-per.ts';
import type { Lexicon, VocabularyEntry } from './vocabulary.ts';

/** Decides from the raw text whether a script can matter at all. */
export type Prefilter = (source: string) => boolean;

interface Known {
  /** Words that count wherever they stand, and words that need a telling neighbour. */
  readonly words: ReadonlySet<string>;
  readonly common: ReadonlySet<string>;
  /** Leading octets of the declared LANs. */
  readonly octets: ReadonlySet<string>;
  readonly triggers: ReadonlySet<string>;
  /** What is known of runs that were met. */
  readonly signs: Map<string, Sign>;
}

/** A word as scripts write names: a run of letters and digits with what may join them. */
export const RUN = /[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?/g;

/**
 * Looks each run of letters and digits up once, so that the cost grows with the text and not with the vocabulary.
 * `triggers` are the words that behaviour gates look for.
 */
export function prefilterOf(lexicon: Lexicon, triggers: readonly string[]): Prefilter {
  const known = knownOf(lexicon, triggers);
  const phrases = triggers.filter((trigger) => trigger.includes(' ')).map(phrasePattern);
  const paths = pathsOf(lexicon);
  return (source) => {
    if (source.includes('gates-allow:')) return true;
    const code = plain(source.replace(/^[ \t]*#.*$/gm, ''));
    return (
      hasKnownRun(code, known) ||
      paths.some((path) => code.includes(path)) ||
      phrases.some((phrase) => phrase.test(code))
    );
  };
}

/** Decides from the raw text whether any word of the vocabulary can stand in a script, numbers of guests among them. */
export function spellingFilterOf(lexicon: Lexicon): Prefilter {
  const numbers = lexicon.entries.filter(({ kind }) => kind === 'vmid');
  const named = knownOf(lexicon, []);
  const known = { ...named, words: new Set([...named.words, ...numbers.map(({ value }) => value)]) };
  const paths = pathsOf(lexicon);
  return (source) => {
    const code = plain(source).replace(/([a-z0-9])([A-Z])/g, '$1_$2');
    return hasKnownRun(code, known) || paths.some((path) => source.includes(path));
  };
}

/** With the dots that patterns escape, and with blanks where a word stands before or behind a written line end. */
const plain = (code: string): string => code.replace(/(?<!\\)\\+\./g, '.').replace(/\\[nt]/g, ' ');

/** What is no run of letters and digits. */
function pathsOf(lexicon: Lexicon): string[] {
  const spelled = lexicon.entries.filter(({ kind, value }) => kind === 'storage-path' || value.includes(':'));
  return spelled.map((entry) => entry.value.replace(/::\/\d+$/, ''));
}

const phrasePattern = (phrase: string): RegExp =>
  new RegExp(`(?<![\\w-])${phrase.replace(/[^\w ]/g, '\\$&').replace(/ /g, '\\s+')}(?![\\w-])`);

function knownOf(lexicon: Lexicon, triggers: readonly string[]): Known {
  const single = triggers.filter((trigger) => !trigger.includes(' '));
  return { ...namedBy(lexicon), triggers: new Set(single), signs: new Map() };
}

type Named = Omit<Known, 'triggers' | 'signs'>;

const namedBy = oncePer((lexicon: Lexicon): Named => {
  const words = lexicon.entries.filter((entry) => !/^(vmid|lan-cidr|storage-path)$/.test(entry.kind));
  const spelled = (short: boolean) =>
    new Set(words.filter((entry) => entry.short === short).flatMap((entry) => spellings(entry)));
  return {
    words: spelled(false),
    common: spelled(true),
    octets: new Set(lexicon.entries.flatMap(leadingOctets)),
  };
});

/** A name of several words is looked for by its first. */
function spellings(entry: VocabularyEntry): string[] {
  const word = entry.value.toLowerCase();
  const first = word.split(/\s+/)[0]!;
  return [first, first.replaceAll('-', '_')];
}

function leadingOctets(entry: VocabularyEntry): string[] {
  if (entry.kind !== 'lan-cidr' || entry.value.includes(':')) return [];
  const [address, bits] = entry.value.split('/');
  const whole = Math.max(1, Math.min(3, Math.floor(Number(bits ?? 32) / 8)));
  return [address!.split('.').slice(0, whole).join('.')];
}

/** Each run is judged once, wherever it stands; only for common words are the places looked for. */
function hasKnownRun(code: string, known: Known): boolean {
  const runs = new Set(code.match(RUN));
  let common = false;
  for (const run of runs) {
    const sign = signOf(run, known);
    if (sign === 'known') return true;
    common ||= sign === 'common';
  }
  return common && hasTellingRun(code, known);
}

function hasTellingRun(code: string, known: Known): boolean {
  for (const { 0: run, index } of code.matchAll(RUN))
    if (signOf(run, known) === 'common' && isTelling(code, index, run.length)) return true;
  return false;
}

type Sign = 'known' | 'common' | 'nothing';

function signOf(run: string, known: Known): Sign {
  const before = known.signs.get(run);
  if (before) return before;
  const sign = newSignOf(run, known);
  known.signs.set(run, sign);
  return sign;
}

function newSignOf(run: string, known: Known): Sign {
  if (known.triggers.has(run) || (run.includes('.') && hasStep(run, known))) return 'known';
  if (known.words.size + known.common.size + known.octets.size === 0) return 'nothing';
  const word = run.toLowerCase();
  const bare = word.startsWith('x') ? word.slice(1) : word;
  if (known.words.has(word) || known.words.has(bare) || (bare !== word && known.common.has(bare)))
    return 'known';
  if (/^\d/.test(run) && hasOctets(run, known)) return 'known';
  if (/[_.-]/.test(run) && hasPart(run, known)) return 'known';
  return known.common.has(word) && run !== 'HOME' ? 'common' : 'nothing';
}

/** A step of a path in a filter: `.lifecycle.startup_order`. */
const hasStep = (run: string, known: Known): boolean =>
  run.split('.').some((step) => known.triggers.has(step));

function hasOctets(run: string, known: Known): boolean {
  const parts = run.split('.');
  return parts.length > 1 && [1, 2, 3].some((count) => known.octets.has(parts.slice(0, count).join('.')));
}

/** A joint of a longer name: `POWEROFF_HOME`, `home.registry.yaml`, `nas.lan`. */
function hasPart(run: string, known: Known): boolean {
  const parts = run.toLowerCase().split(/[_.-]/);
  for (let from = 0; from < parts.length; from++) {
    for (let to = from + 1; to <= Math.min(parts.length, from + 4); to++) {
      const part = parts.slice(from, to).join('_');
      if (known.words.has(part) || known.common.has(part)) return true;
    }
  }
  return false;
}

/** Quotes, pattern signs, blanks and ends around a common word, or a URL; `$HOME` and `/home/` are neither. */
function isTelling(code: string, at: number, length: number): boolean {
  const before = code[at - 1] ?? '\n';
  const after = code[at + length] ?? '\n';
  if (before === '/') return /[\w}/]/.test(code[at - 2] ?? '') && /[/"'\s.:?#)-]/.test(after);
  return /["'\s|(,=:{*^.[@+-]/.test(before) && /["'\s|),:;}*$\].&=-]/.test(after);
}
