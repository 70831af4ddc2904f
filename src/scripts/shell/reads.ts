import type { AssignmentFact } from '../facts.ts';
import { pathKeysOf } from '../filter.ts';
import { addUse, placed, type Reading } from '../reading.ts';
import type { Syntax } from '../syntax.ts';
import { isProgramFile } from './arguments.ts';
import type { Command } from './command.ts';
import { searchedBy } from './searched.ts';
import { soleVariable, type Word, wordOf } from './word.ts';

const GOVERNED = /(?<![\w./${}\u{fffc}*<>-])[\w./${}\u{fffc}*<>-]*[\w>*-]\.(ya?ml|json|md|csv|toml)\b/u;

/** The keys that a filter or a pattern asks for. */
export function readKeys(command: Command, reading: Reading): void {
  const by = toolOf(command.name);
  if (!by) return;
  for (const word of askedIn(command)) {
    const asked = keptText(word, reading) ?? word.text;
    const keys = by === 'yq' || by === 'jq' ? pathKeysOf(asked) : patternKeys(asked);
    if (keys.length === 0) continue;
    const { anchor, function: around, statement } = placed(reading, word.node);
    for (const key of keys)
      reading.gathered.keys.push({ anchor, function: around, statement, key, by, expression: asked });
  }
}

/** The words that ask: patterns of a search, else all that name neither data nor a file with the program. */
const askedIn = (command: Command): readonly Word[] =>
  searchedBy(command)?.patterns ??
  command.args.filter(
    ({ text }, at) =>
      !/\.(ya?ml|json|md|csv)$/.test(text) && !isProgramFile(command.args[at - 1]?.text ?? '', command.name),
  );

/** `jq "$filter"`: what was last written into the variable. */
function keptText(word: Word, { gathered }: Reading): string | undefined {
  const name = soleVariable(word);
  const last = name === undefined ? undefined : lastsOf(gathered).get(name);
  return last?.from === 'literal' ? last.text : undefined;
}

interface Lasts {
  /** How many assignments it holds. */
  seen: number;
  readonly byName: Map<string, AssignmentFact>;
}

const lasts = new WeakMap<Reading['gathered'], Lasts>();

/** The last assignment of each variable so far; each is looked at once. */
function lastsOf(gathered: Reading['gathered']): ReadonlyMap<string, AssignmentFact> {
  const known = lasts.get(gathered) ?? { seen: 0, byName: new Map<string, AssignmentFact>() };
  lasts.set(gathered, known);
  for (; known.seen < gathered.assignments.length; known.seen++) {
    const each = gathered.assignments[known.seen]!;
    known.byName.set(each.variable, each);
  }
  return known.byName;
}

function toolOf(name: string): 'yq' | 'jq' | 'grep' | 'awk' | undefined {
  if (name === 'yq') return 'yq';
  if (/^g?o?jq$/.test(name)) return 'jq';
  if (/grep$|^(rg|sed)$/.test(name)) return 'grep';
  return /awk$/.test(name) ? 'awk' : undefined;
}

/** Names that a pattern spells with a colon or an underscore, as a YAML key has. */
function patternKeys(pattern: string): string[] {
  const spelled = [
    ...pattern.matchAll(
      /[A-Za-z](?<![A-Za-z][A-Za-z0-9]*?[A-Za-z])[A-Za-z0-9]*(?:[_-][A-Za-z0-9]+)+|[A-Za-z](?<![A-Za-z]\w*?[A-Za-z])\w*(?=["']?\s*(?:\\s\*|\[\[:space:\]\]\*)?:)/g,
    ),
  ];
  return [...new Set(spelled.map((match) => match[0]))];
}

/** A file of the estate's data that a word names. */
export function readFileName(word: Word, reading: Reading, variable?: string): void {
  const match = GOVERNED.exec(word.text);
  if (match) reading.gathered.files.push({ ...placed(reading, word.node), path: match[0], variable });
}

export function readRedirect(node: Syntax, reading: Reading): void {
  const destination = node.children.find((each) => each.field === 'destination');
  if (!destination) return;
  const word = wordOf(destination, reading.source);
  readFileName(word, reading);
  if (word.text.includes('/')) addUse(reading, destination, { context: 'text', text: word.text });
}
