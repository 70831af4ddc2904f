import { takesValue } from '../option-value.ts';
import type { Use } from '../use.ts';
import { isProse } from './prose.ts';

/** `--site`, `-s`, `--site=a`. */
const OPTION = /^(--?[A-Za-z][\w-]*)(?:=(.*))?$/s;

/** Members of a list that holds the words of a command are arguments of it, as they would be on its line. */
export const argumentsOfLists = (
  uses: readonly Use[],
  isProgram: (name: string) => boolean,
): readonly Use[] => uses.map((use) => (isArgument(use, isProgram) ? argumentOf(use) : use));

/** In a list with options, or in one that begins with a program. */
function isArgument({ context, siblings = [], subject }: Use, isProgram: (name: string) => boolean): boolean {
  if (context !== 'list' || siblings.length < 2 || isProse(subject)) return false;
  return siblings.some((word) => OPTION.test(word)) || isProgram(programOf(siblings) ?? '');
}

function argumentOf({ siblings = [], group: _, ...use }: Use): Use {
  const program = programOf(siblings);
  const isOption = (word = '') => takesValue(word, program ?? '');
  const own = OPTION.exec(use.text);
  const places = siblings.flatMap((word, at) => (word === use.text ? [at] : []));
  const at = places.find((place) => isOption(siblings[place - 1])) ?? places[0] ?? 0;
  const before = siblings[at - 1];
  return {
    ...use,
    context: 'argument',
    text: own?.[2] ?? use.text,
    command: program ?? use.command,
    subject: own?.[2] !== undefined ? own[1] : isOption(before) ? before : undefined,
    position: program === undefined ? at + 1 : at,
  };
}

/** Without its folder; undefined where the list begins with an option. */
const programOf = ([first = '']: readonly string[]): string | undefined =>
  OPTION.test(first) ? undefined : first.slice(first.lastIndexOf('/') + 1);
