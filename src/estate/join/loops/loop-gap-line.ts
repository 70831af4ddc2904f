import type { LinkedGap } from '../../model/loop.ts';
import { present } from '../../reading/stated.ts';
import { gapSeverityOf, SEVERITY_WORDS } from './gap-severity.ts';
import { type FoundId, idsAfterLabel, idsAtHead } from './loop-ids.ts';
import { type Line, type Piece, partOf, unmarked } from './loop-text.ts';

const STATES =
  'open|fixed|closed|resolved|done|complete|completed|accepted|deferred|in[- ]progress|active|blocked|planned';
const BRACKETS = /[[(]([^\])\n]{1,80})[\])]/g;
const TAG = new RegExp(`(?<!\\s)\\s*[[(](?:${SEVERITY_WORDS})[\\])]`, 'gi');
const SPELT_OUT = new RegExp(`\\bsev(?:erity)?\\s*[:=]\\s*\\W{0,2}(${SEVERITY_WORDS})\\b`, 'i');
const LOUD = new RegExp(`^\\W*(${SEVERITY_WORDS.toUpperCase()})\\b\\W*(?:[-–—:]|$)`);
const STATE_IN_BRACKETS = new RegExp(`[[(]\\s*(${STATES})\\b`, 'i');
const STATE_FIRST = new RegExp(`^[\\s:*–—-]*(${STATES.toUpperCase()})\\b(?=\\W*(?:[-–—:(]|$))`);
const STATE_LAST = new RegExp(`[-–—]\\s*\\W{0,2}(${STATES})\\W{0,2}$`, 'i');

/** The gaps that a line lists, with what it says of their severity and state. */
export function gapsInLine(file: string, line: Line): LinkedGap[] {
  return line.kind === 'row' ? gapsInRow(file, line) : gapsInText(file, line);
}

function gapsInText(file: string, line: Line): LinkedGap[] {
  const ids = line.kind === 'item' && line.level === 0 ? idsAfterLabel(line) : idsAtHead(line);
  const end = ids.at(-1)?.end ?? 0;
  const rest: Piece = { text: line.text.slice(end), start: line.start + end };
  return linked(file, line, ids, severityIn(file, rest), stateIn(file, rest), rest.text);
}

/** Columns come in any order: the one that holds ids, the one that holds severities. */
function gapsInRow(file: string, { cells = [], titles = [] }: Line): LinkedGap[] {
  const titled = (title: RegExp) => cells[titles.findIndex(({ text }) => title.test(unmarked(text)))];
  const own = [titled(/^(?:gap|gap[ _-]?ids?|ids?)$/i), ...cells];
  const cell = own.find((one) => one !== undefined && idsAtHead(one).length > 0);
  if (!cell) return [];
  const others = cells.filter((one) => one !== cell);
  const severity = [titled(/^(?:sev|severity|priority)$/i), ...others].find(
    (one) => one && gapSeverityOf(bare(one)),
  );
  const state = [titled(/^(?:state|status)$/i), ...others].find(
    (one) => one && new RegExp(`^(?:${STATES})\\b`, 'i').test(bare(one)) && bare(one).length < 30,
  );
  const text = others.filter((one) => one !== severity && one !== state).map(bare);
  return linked(
    file,
    cell,
    idsAtHead(cell),
    severity && statedSeverity(file, severity, severity.text),
    state && {
      value: bare(state).split(/[\s(]/, 1)[0]!.toLowerCase(),
      at: partOf(file, state, 0, state.text.length),
    },
    text.join(' '),
  );
}

const bare = ({ text }: Piece): string => unmarked(text).replace(/^[[(]|[\])]$/g, '');

function linked(
  file: string,
  piece: Piece,
  ids: readonly FoundId[],
  severity: LinkedGap['severity'],
  state: LinkedGap['state'],
  text: string,
): LinkedGap[] {
  return ids.map(({ id, start, end }) => ({
    id,
    at: partOf(file, piece, start, end - start),
    text: unmarked(text.replace(TAG, '')).replace(/^[\s:.,;`*_~\])–—-]+/, ''),
    ...present({ severity, state }),
  }));
}

/** A tag in square brackets before one in round ones, the last before an earlier one. */
function severityIn(file: string, rest: Piece): LinkedGap['severity'] {
  const tags = [...rest.text.matchAll(BRACKETS)].flatMap((match) => {
    const word = match[1]!.split(/[,;/|]/).find((part) => gapSeverityOf(unmarked(part)));
    return word === undefined
      ? []
      : [{ word, at: match.index + match[0].indexOf(word), square: match[0][0] === '[' }];
  });
  const tag = tags.findLast((one) => one.square) ?? tags.at(-1);
  if (tag) return statedSeverity(file, { text: tag.word, start: rest.start + tag.at }, tag.word);
  const match = SPELT_OUT.exec(rest.text) ?? LOUD.exec(rest.text);
  if (!match) return undefined;
  const at = match.index + match[0].lastIndexOf(match[1]!);
  return statedSeverity(file, { text: match[1]!, start: rest.start + at }, match[1]!);
}

function statedSeverity(file: string, piece: Piece, word: string): LinkedGap['severity'] {
  const value = gapSeverityOf(unmarked(word).replace(/^[[(]|[\])]$/g, ''));
  const trimmed = word.trim();
  return value && { value, at: partOf(file, piece, word.indexOf(trimmed), trimmed.length) };
}

function stateIn(file: string, rest: Piece): LinkedGap['state'] {
  const match =
    STATE_FIRST.exec(rest.text) ?? STATE_IN_BRACKETS.exec(rest.text) ?? STATE_LAST.exec(rest.text);
  if (!match) return undefined;
  const at = match.index + match[0].lastIndexOf(match[1]!);
  return { value: match[1]!.toLowerCase(), at: partOf(file, rest, at, match[1]!.length) };
}
