import { addTo } from '../../grouping/groups.ts';
import { oncePer } from '../../once/once-per.ts';
import { roleOf } from '../literal/role.ts';
import { addUse, type Reading } from '../reading.ts';
import { child, childrenIn, type Syntax } from '../syntax.ts';
import { tokensOf } from '../tokens.ts';
import { isLiteral, soleVariable, type Word, wordOf } from './word.ts';

/** A variable that is held against another one, whose value is written out once in the script, counts as what it says. */
export function readHeldConstant(name: string, subject: string, reading: Reading): void {
  if (name === subject) return;
  const told = toldOf(reading);
  const key = `${name} ${subject}`;
  if (told.has(key)) return;
  told.add(key);
  const constant = wholeOf(name, reading);
  if (constant === undefined || roleOf(constant) === 'other') return;
  const words = valuesOf(constant, reading);
  const all = words.flatMap((word) => tokensOf(word.text, word.start).map((token) => ({ word, ...token })));
  const siblings = all.map(({ text }) => text);
  for (const { word, text, start, end } of all) {
    const about = { subject, siblings, group: words[0]!.start, ...within(word, start, end) };
    if (/\w/.test(text)) addUse(reading, word.node, { context: 'compared', text, ...about });
  }
}

/** Where the word itself stands, unless quotes or signs of escape shift it. */
const within = ({ node, text }: Word, start: number, end: number) =>
  node.end - node.start === text.length ? { start, end } : {};

const toldOf = oncePer((_: Reading) => new Set<string>());

/** What a variable takes its items from: `for s in "${SKIP[@]}"`. */
function wholeOf(name: string, reading: Reading): string | undefined {
  const loops = writesOf(reading).get(name) ?? [];
  const [loop] = loops;
  if (loop?.type !== 'for_statement') return name;
  const [list, ...others] = childrenIn(loop, 'value');
  const word = list && wordOf(list, reading.source);
  return loops.length === 1 && others.length === 0 && word ? soleVariable(word) : undefined;
}

/** The words that a variable holds, where it is written once and nothing but words. */
function valuesOf(name: string, reading: Reading): Word[] {
  const [write, ...others] = writesOf(reading).get(name) ?? [];
  const value = write && child(write, 'value');
  if (!write || others.length > 0 || write.type !== 'variable_assignment' || !value) return [];
  if (reading.source.startsWith('+=', child(write, 'name')!.end) || isReadInto(name, reading)) return [];
  const members = value.type === 'array' ? value.children.filter((each) => each.named) : [value];
  const words = members.map((each) => wordOf(each, reading.source));
  return words.every((word) => isLiteral(word) && !KEYED.test(word.text)) ? words : [];
}

/** `[a]=b`: a row of a map, of which the keys are gone through. */
const KEYED = /^\[.*\]=/s;

const isReadInto = (name: string, { source }: Reading): boolean =>
  new RegExp(
    `\\b(?:read|mapfile|readarray|getopts|printf -v)\\b[^\\n|;]{0,200}\\s${name}\\b|\\$\\{${name}:?=`,
  ).test(source);

/** What writes each variable, in the order of the text. */
const writesOf = oncePer(({ nodes, source }: Reading): ReadonlyMap<string, Syntax[]> => {
  const writes = new Map<string, Syntax[]>();
  for (const node of nodes) {
    const name =
      node.type === 'variable_assignment'
        ? child(node, 'name')
        : node.type === 'for_statement'
          ? child(node, 'variable')
          : undefined;
    if (name) addTo(writes, source.slice(name.start, name.end), node);
  }
  return writes;
});
