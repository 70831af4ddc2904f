import type { Estate } from '../estate/model/estate.ts';
import type { Gap } from '../estate/model/loop.ts';
import type { Finding } from '../finding/finding.ts';
import { subjectKey, subjectKind } from '../finding/subject.ts';
import type { Gate, LawFindings } from '../gate/gate.ts';

/** A binding that may fit a gap, and why. */
export interface Suggestion {
  readonly gate: string;
  readonly subject: string;
  readonly because: readonly string[];
  readonly score: number;
}

const MOST = 3;

const LEAST_SCORE = 4;
const COMMON = new Set(
  'every each site sites gate gates that with from what which have has only also after before when been this their they into than must where whose there them does contract contracts declared active'.split(
    ' ',
  ),
);

/** Bindings that a gap's words and the place it is about suggest, best first. */
export function suggestionsFor(
  gap: Gap,
  estate: Estate,
  catalogue: readonly Gate[],
  laws: LawFindings,
): Suggestion[] {
  const words = wordsOf(gap.text);
  const called = new Set(gap.text.match(/\b[A-Za-z_]\w*(?=\(\))/g));
  const suggestions = catalogue
    .filter((gate) => !gate.needs)
    .flatMap((gate) => {
      const common = wordsInCommon(gate, words);
      const place = readsPlace(gate, gap, estate);
      if (common.length === 0 && !place && !gap.doc && called.size === 0) return [];
      const examined = laws.run(gate.id)?.examined.subjects ?? [];
      const match = { gap, estate, words, called, common, place, alone: examined.length === 1 };
      return examined.flatMap((subject) => scored(gate.id, subject, match, laws));
    });
  return suggestions
    .sort((a, b) => b.score - a.score || (`${a.gate} ${a.subject}` < `${b.gate} ${b.subject}` ? -1 : 1))
    .slice(0, MOST);
}

interface Match {
  readonly gap: Gap;
  readonly estate: Estate;
  readonly words: ReadonlySet<string>;
  /** The functions that the gap's words name: `resolve_order()`. */
  readonly called: ReadonlySet<string>;
  readonly common: readonly string[];
  readonly place: boolean;
  /** The gate examined one subject only: its kind names it. */
  readonly alone: boolean;
}

function scored(gate: string, subject: string, match: Match, laws: LawFindings): Suggestion[] {
  const findings = laws.findings(gate).filter((one) => one.subject === subject);
  const parts = namedParts(subject, match);
  const named = parts.length > 0 ? parts : valuesNamed(findings, match);
  if (named.length === 0) return [];
  const inside = findings.find(({ detail }) => match.called.has(String(detail?.function)));
  const finding = inside ?? findings[0];
  const isPlace = inside !== undefined || match.gap.doc?.value === subjectKey(subject as never);
  if (match.common.length === 0 && !(finding && isPlace)) return [];
  const score =
    Math.min(match.common.length, 4) +
    named.length * 2 +
    (match.place ? 2 : 0) +
    (finding ? 2 : 0) +
    (inside ? 2 : 0);
  if (score < LEAST_SCORE) return [];
  return [
    {
      gate,
      subject,
      score,
      because: [
        `it names ${named.map((part) => `"${part}"`).join(' and ')}`,
        ...(match.common.length > 0 ? [`both speak of ${match.common.join(', ')}`] : []),
        ...(match.place ? ['the gate reads the file that the gap is about'] : []),
        ...(finding ? [`the gate finds it now: ${finding.message}`] : []),
      ],
    },
  ];
}

/** The parts of a subject's key, or its kind, that the gap's words name; all of a path, or none. */
function namedParts(subject: string, match: Match): string[] {
  const { gap, words, alone } = match;
  const key = subjectKey(subject as never);
  if (gap.doc?.value === key) return [key];
  const kind = subjectKind(subject as never);
  if (['script', 'gate-script', 'contract', 'runbook'].includes(kind)) {
    const name = key.split('/').at(-1)!;
    return gap.text.includes(name) ? [name] : functionsNamed(key, match);
  }
  const parts = key
    .split(/[/:]/)
    .filter((part) => part.length > 1 && words.has(singular(part.toLowerCase())));
  const isMeant = words.has(kind) && (parts.length > 0 || alone);
  return [...new Set(isMeant ? [...parts, kind] : parts)];
}

/** What a finding in a script is about, word by word: the host id that the gap spells. */
function valuesNamed(findings: readonly Finding[], { gap }: Match): string[] {
  const spelled = new Set(gap.text.split(/[^\w.-]+/));
  const named = findings.flatMap(({ subject, detail }) => {
    const words = String(detail?.value ?? '').split(/[\s,]+/);
    const isNamed = words.every((word) => word !== '' && spelled.has(word));
    return isNamed && subjectKind(subject) === 'script' ? [words.join(' ')] : [];
  });
  return named.slice(0, 1);
}

function functionsNamed(script: string, { called, estate }: Match): string[] {
  if (called.size === 0) return [];
  const functions = estate.index.script(script)?.facts.text.functions ?? [];
  return functions.flatMap(({ name }) => (called.has(name) ? [`${name}()`] : []));
}

function wordsInCommon(gate: Gate, words: ReadonlySet<string>): string[] {
  const stems = new Set([...words].map(stem));
  return [...wordsOf(`${gate.id} ${gate.title}`)].filter(
    (word) => word.length > 3 && !COMMON.has(word) && stems.has(stem(word)),
  );
}

/** `sequence` and `sequenced` are one word, as are `stopping` and `stops`. */
const stem = (word: string): string =>
  word.replace(/(?<=[a-z]{4})(?:ing|ed|e)$/, '').replace(/(?<=[a-z]{3})([bdgmnpt])\1$/, '$1');

function readsPlace(gate: Gate, gap: Gap, estate: Estate): boolean {
  const doc = gap.doc?.value;
  return (
    doc !== undefined &&
    gate.reads.some((kind) =>
      estate.index
        .loaded(kind)
        .some((document) => document.file === doc || document.file.endsWith(`/${doc}`)),
    )
  );
}

/** Words in lower case, without the s of a plural. */
function wordsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[a-z0-9][a-z0-9_-]*/g) ?? [];
  return new Set(words.flatMap((word) => [word, ...word.split(/[-_]/)]).map(singular));
}

const singular = (word: string): string =>
  word.replace(/(?<=[a-z]{2})ies$/, 'y').replace(/(?<=[a-z]{3}[^su])s$/, '');
