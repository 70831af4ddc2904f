import { printable } from '../finding/printable.ts';
import { addTo } from '../grouping/groups.ts';
import { unifiedDiff } from '../loop/text-edit.ts';
import { folded } from '../report/fold.ts';
import { type Ink, inkFor } from '../report/ink.ts';
import type { Adequacy } from './adequacy.ts';
import { idleFieldsText, unstatedFieldsText } from './field-lists.ts';
import { gateTallies, percent, reasonsOf, type Tally, talliesBy, tallyOf, unreadFields } from './score.ts';
import { MODEL_UNCHANGED, type Verdict } from './verdict.ts';

export interface AdequacyTextOptions {
  readonly colour: boolean;
  /** How many survivors are shown with their diff. */
  readonly survivors: number;
  /** How many columns a terminal has, where the text goes to one. */
  readonly columns?: number | undefined;
  readonly textOf: (file: string) => string;
}

/** The report for people: what nobody notices first, then who notices what. */
export function adequacyText(adequacy: Adequacy, options: AdequacyTextOptions): string {
  const ink = inkFor(options.colour);
  const fold = (text: string) =>
    text
      .split('\n')
      .map((line) => folded(line, options.columns ?? WIDTH))
      .join('\n');
  const { verdicts } = adequacy;
  const blocks = [
    ...survivorBlocks(verdicts, options, ink, fold),
    table(
      'operator',
      talliesBy(verdicts, ({ mutant }) => mutant.operator.id),
    ),
    table(
      'contract kind',
      talliesBy(verdicts, ({ mutant }) => mutant.kind),
    ),
    ...[
      ...gateBlocks(adequacy),
      ...equivalents(verdicts),
      ...idleFieldsText(unreadFields(verdicts, MODEL_UNCHANGED), verdicts.length < adequacy.mutants),
      ...unstatedFieldsText(adequacy.unstated),
      summary(adequacy, ink),
    ].map(fold),
  ];
  return `${blocks.join('\n\n')}\n`;
}

type Fold = (text: string) => string;

function survivorBlocks(
  verdicts: readonly Verdict[],
  { survivors: most, textOf }: AdequacyTextOptions,
  ink: Ink,
  fold: Fold,
): string[] {
  const survived = verdicts.filter(({ fate }) => fate === 'survived');
  const blocks = survived.slice(0, most).map((verdict) => survivor(verdict, textOf, ink, fold));
  const rest = survived.length - blocks.length;
  return rest > 0
    ? [...blocks, `... and ${rest} more survivors: --survivors ${survived.length} shows all.`]
    : blocks;
}

function survivor({ mutant, ran }: Verdict, textOf: (file: string) => string, ink: Ink, fold: Fold): string {
  const { file, text, operator, edits } = mutant;
  const asked =
    ran.length === 0 ? 'no gate reads it' : `${plural(ran.length, 'gate')} judged again and found nothing`;
  const diff = unifiedDiff(file, textOf(file), edits).trimEnd().split('\n').slice(2);
  return [
    fold(`${ink.error('survived')}: ${printable(`${file}: ${text}`)} ${ink.dim(`[${operator.id}]`)}`),
    ...diff.map((line) => `  ${painted(printable(line), ink)}`),
    fold(`  nobody enforces: ${operator.law} (${asked})`),
  ].join('\n');
}

const painted = (line: string, ink: Ink): string =>
  line.startsWith('-') ? ink.error(line) : line.startsWith('+') ? ink.good(line) : ink.dim(line);

/** Beside the longest kind of contract they fit into 80 columns. */
const COLUMNS = [' score', 'killed', 'survived', 'invalid', 'equivalent'];

function table(head: string, rows: readonly (readonly [string, Tally])[]): string {
  const width = Math.max(head.length, ...rows.map(([name]) => name.length));
  const line = (name: string, cells: readonly string[]) =>
    name.padEnd(width) + cells.map((cell, at) => cell.padStart(COLUMNS[at]!.length + 1)).join('');
  return [
    line(head, COLUMNS),
    ...rows.map(([name, tally]) =>
      line(name, [
        percent(tally.score).replace(' ', ''),
        ...[tally.killed, tally.survived, tally.invalid, tally.equivalent].map(String),
      ]),
    ),
  ].join('\n');
}

function gateBlocks(adequacy: Adequacy): string[] {
  const tallies = gateTallies(adequacy);
  const here = adequacy.verdicts.length < adequacy.mutants ? ' in this sample' : '';
  const width = Math.max(4, ...tallies.map(({ id }) => id.length));
  const line = (id: string, ...cells: (string | number)[]) =>
    `${id.padEnd(width)}  ${cells.map((cell) => String(cell).padStart(10)).join('')}`;
  const rows = tallies
    .filter(({ kills }) => kills > 0)
    .map(({ id, kills, alone, intended }) => line(id, kills, intended, alone));
  const ids = (test: (tally: (typeof tallies)[number]) => boolean) =>
    tallies.filter(test).map(({ id }) => id);
  return [
    [line('gate', 'kills', 'intended', 'alone'), ...rows].join('\n'),
    ...list(
      `Gates that killed nothing${here} that another gate did not kill too`,
      ids((one) => one.kills > 0 && one.alone === 0),
    ),
    ...list(
      `Gates that judged again and killed nothing${here}`,
      ids((one) => one.asked > 0 && one.kills === 0),
    ),
    ...list(
      `Gates that no mutant reached${here}`,
      ids((one) => one.asked === 0),
    ),
  ];
}

function equivalents(verdicts: readonly Verdict[]): string[] {
  const rows = reasonsOf(verdicts).map(([reason, count]) => `  ${String(count).padStart(6)}  ${reason}`);
  return rows.length === 0 ? [] : [['Equivalent, and why:', ...rows].join('\n')];
}

/** Ids of gates, a row for each subject. */
function list(title: string, ids: readonly string[]): string[] {
  const bySubject = new Map<string, string[]>();
  for (const id of ids) {
    const [subject = '', ...law] = id.split('/');
    addTo(bySubject, subject, law.join('/'));
  }
  const rows = [...bySubject].map(([subject, laws]) => printable(`  ${subject}/: ${laws.join(', ')}`));
  return rows.length === 0 ? [] : [[`${title} (${ids.length}):`, ...rows].join('\n')];
}

/** Of a line that goes to no terminal. */
const WIDTH = 100;

function summary({ verdicts, mutants, digest, runs }: Adequacy, ink: Ink): string {
  const { killed, survived, invalid, equivalent, score } = tallyOf(verdicts);
  const accident = verdicts.filter(({ by }) => by.length > 0 && !by.some((kill) => kill.intended)).length;
  const chosen = verdicts.length < mutants ? ` of ${mutants}` : '';
  const failing = runs.filter((run) => run.breaches.length > 0).length;
  return [
    `${(survived === 0 ? ink.good : ink.strong)(`Score ${percent(score)}`)}: ${killed} killed (${accident} by accident), ${survived} survived, ${invalid} invalid, ${equivalent} equivalent; ${plural(verdicts.length, 'mutant')}${chosen}.`,
    `${plural(runs.length, 'gate')}; operator set ${digest.slice(0, 12)}.`,
    ...(failing === 0
      ? []
      : [
          `${plural(failing, 'gate')} find something in the undamaged estate already: what they found there kills nothing.`,
        ]),
  ].join('\n');
}

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
