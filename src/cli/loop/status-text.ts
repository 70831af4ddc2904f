import { GAP_SEVERITIES } from '../../estate/join/loops/gap-severity.ts';
import { printable } from '../../finding/printable.ts';
import { addTo } from '../../grouping/groups.ts';
import type { JudgedCriterion } from '../../loop/criteria.ts';
import type { Missing } from '../../loop/missing.ts';
import type { GapState, LoopState } from '../../loop/state.ts';
import type { VerdictWord } from '../../loop/verdict.ts';
import type { Ink } from '../../report/ink.ts';

/** A loop's state with what is still missing, for people. */
export function loopStatusText(
  state: LoopState,
  criteria: { readonly success: readonly JudgedCriterion[]; readonly done: readonly JudgedCriterion[] },
  missing: readonly Missing[],
  ink: Ink,
): string {
  return [
    head(state, ink),
    ...groupBlocks(state, ink),
    countLines(state, ink),
    packLines(state, ink),
    criterionLines('Success criteria', criteria.success, ink),
    criterionLines('Definition of done', criteria.done, ink),
    missingLines(state, missing, ink),
  ]
    .filter((block) => block !== '')
    .join('\n\n')
    .concat('\n');
}

function head({ loop }: LoopState, ink: Ink): string {
  const facts = [loop.status?.value ?? 'without a status', ...(loop.owner === undefined ? [] : [loop.owner])];
  return `${ink.strong(printable(loop.id))} (${printable(facts.join(', '))})\n${ink.dim(printable(loop.file))}`;
}

/** Gaps under their headings, in the order of the scope. */
export function byGroup(gaps: readonly GapState[]): [string, GapState[]][] {
  const groups = new Map<string, GapState[]>();
  for (const gap of gaps) {
    const name = gap.link.group ?? '';
    addTo(groups, name, gap);
  }
  return [...groups];
}

function groupBlocks({ gaps }: LoopState, ink: Ink): string[] {
  const width = Math.max(0, ...gaps.map((gap) => gap.link.id.length));
  return byGroup(gaps).map(([name, members]) => {
    const title = name === '' ? [] : [ink.strong(printable(name))];
    return [...title, ...members.flatMap((gap) => gapLines(gap, width, ink))].join('\n');
  });
}

function gapLines(gap: GapState, width: number, ink: Ink): string[] {
  const { link, severity, registered, verdict } = gap;
  const row = [
    link.id.padEnd(width),
    (severity ?? '?').padEnd(8),
    paintedVerdict(verdict.word, ink, 13),
    printable(`(register: ${registered ?? 'no row'})`),
    printable(gap.title),
  ];
  return [`  ${row.join('  ')}`, `  ${' '.repeat(width)}  ${ink.dim(printable(evidence(gap)))}`];
}

/** Why the verdict is what it is, in one line. */
function evidence({ verdict }: GapState): string {
  const { word, findings, reasons, runKeys } = verdict;
  const first = findings[0];
  if (word === 'proven') return runKeys.join(', ');
  if (first && word !== 'accepted-risk') {
    const more = findings.length > 1 ? `, and ${findings.length - 1} more` : '';
    return `${first.place.file}:${first.place.line}:${first.place.column}: ${first.message}${more}`;
  }
  return reasons.join('; ');
}

export function paintedVerdict(word: VerdictWord, ink: Ink, width = 0): string {
  const text = word.padEnd(width);
  if (word === 'proven') return ink.good(text);
  return word === 'open' || word === 'false-closure' ? ink.error(text) : ink.warning(text);
}

const ORDER: readonly VerdictWord[] = [
  'false-closure',
  'open',
  'unproven',
  'stale',
  'quiet',
  'accepted-risk',
  'proven',
];

/** How many gaps have which verdict and which severity. */
export function countLines({ gaps, wrongWords }: LoopState, ink: Ink): string {
  const verdicts = counted(ORDER, (word) => gaps.filter((gap) => gap.verdict.word === word).length);
  const severities = counted(GAP_SEVERITIES, (name) => gaps.filter((gap) => gap.severity === name).length);
  const wrong = wrongWords.map(
    ({ place, message }) =>
      `${place.file}:${place.line}:${place.column}: ${ink.error('wrong')}: ${printable(message)}`,
  );
  return [
    `${gaps.length} gap${gaps.length === 1 ? '' : 's'}: ${verdicts || 'none'}.`,
    `Severity by the register: ${severities || 'none'}.`,
    ...wrong,
  ].join('\n');
}

const counted = <T extends string>(words: readonly T[], count: (word: T) => number): string =>
  words.flatMap((word) => (count(word) > 0 ? [`${count(word)} ${word}`] : [])).join(', ');

function packLines({ packs }: LoopState, ink: Ink): string {
  if (packs.length === 0) return '';
  const lines = packs.map(({ pack, state, runKey, reason }) => {
    const paint = state === 'proven' ? ink.good : ink.warning;
    return `  ${printable(pack)}: ${paint(state)}${state === 'proven' ? ` by ${runKey}` : `: ${reason}`}`;
  });
  return [ink.strong('Packs that it requires'), ...lines].join('\n');
}

const MARKS = { met: '[x]', missing: '[ ]', person: '[?]' } as const;

function criterionLines(title: string, criteria: readonly JudgedCriterion[], ink: Ink): string {
  if (criteria.length === 0) return '';
  const lines = criteria.map(
    ({ criterion, met, note }) => `  ${MARKS[met]} ${printable(criterion.text)} ${ink.dim(`(${note})`)}`,
  );
  return [ink.strong(title), ...lines].join('\n');
}

/** What keeps the loop from being closed. */
export function missingLines({ loop }: LoopState, missing: readonly Missing[], ink: Ink): string {
  if (missing.length === 0) {
    return loop.closed
      ? ink.good('Closed, and its proof holds.')
      : ink.good(`Ready: \`gates loop close ${loop.id}\` closes it.`);
  }
  const lines = missing.map(({ text, place }) => {
    const where = place ? ` ${ink.dim(`(${place.file}:${place.line}:${place.column})`)}` : '';
    return `  - ${printable(text)}${where}`;
  });
  const count = `${missing.length} thing${missing.length === 1 ? '' : 's'}`;
  return [
    ink.strong(`${count} missing before ${loop.closed ? 'its proof holds' : 'it can be closed'}`),
    ...lines,
  ].join('\n');
}
