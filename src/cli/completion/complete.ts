import type { Options } from 'yargs';
import { type Names, namesIn } from './names.ts';
import { type Recorded, recorded } from './recorded.ts';

/** A word that would fit, and what it means. */
export interface Candidate {
  readonly word: string;
  readonly about: string;
}

interface Position {
  readonly at: Recorded;
  /** Words that stand for positionals so far. */
  readonly placed: number;
  /** The option that the next word is the value of. */
  readonly pending?: string;
  readonly estate?: string;
}

/** What could stand in place of the last word. */
export function complete(root: Recorded, words: readonly string[]): Candidate[] {
  const split = words.flatMap((word) =>
    /^--[\w-]+=/.test(word) ? parted(word) : word === '=' ? [] : [word],
  );
  // A shell that splits at "=" leaves it as the last word of `--pack=`.
  if (words.at(-1) === '=') split.push('');
  const last = split.at(-1) ?? '';
  const position = split.slice(0, -1).reduce(walked, { at: root, placed: 0 } as Position);
  const prefix = words.at(-1)?.startsWith('--') && words.at(-1)?.includes('=') ? `${split.at(-2)}=` : '';
  return candidates(position, last)
    .filter(({ word }) => word.startsWith(last))
    .map(({ word, about }) => ({ word: prefix + word, about }));
}

function parted(word: string): string[] {
  const at = word.indexOf('=');
  return [word.slice(0, at), word.slice(at + 1)];
}

function walked(position: Position, word: string): Position {
  const { pending, ...free } = position;
  if (pending !== undefined) return pending === 'estate' ? { ...free, estate: word } : free;
  const option = optionOf(word, position.at);
  if (option) return takesValue(option[1]) ? { ...free, pending: option[0] } : free;
  if (word.startsWith('-')) return free;
  const command = position.at.commands.get(word);
  return command ? { ...free, at: recorded(command), placed: 0 } : { ...free, placed: position.placed + 1 };
}

function optionOf(word: string, { options }: Recorded): [string, Options] | undefined {
  const name = word.replace(/^--?/, '');
  if (name === word) return undefined;
  return [...options].find(([key, { alias }]) => key === name || [alias].flat().includes(name));
}

const takesValue = ({ type, choices }: Options): boolean => choices !== undefined || type !== 'boolean';

function candidates({ at, placed, pending, estate }: Position, last: string): Candidate[] {
  const names = namesIn(estate);
  if (pending !== undefined) return valuesOf(pending, at.options.get(pending)?.choices, names);
  if (last.startsWith('-')) return optionNames(at);
  const commands = placed === 0 ? [...at.commands] : [];
  const place = at.positionals[placed];
  return [
    ...commands.map(([word, { describe }]) => ({ word, about: String(describe || '') })),
    ...(place ? valuesOf(place.name, place.choices, names) : []),
  ];
}

const optionNames = ({ options }: Recorded): Candidate[] =>
  [...options]
    .filter(([, { hidden }]) => !hidden)
    .map(([name, { describe }]) => ({ word: `--${name}`, about: String(describe || '') }));

/** Choices, where a command has them; else names of the estate, by what the option or positional is called. */
function valuesOf(name: string, choices: Options['choices'], names: Names): Candidate[] {
  if (choices) return choices.map((choice) => ({ word: String(choice), about: '' }));
  return names(name).map((word) => ({ word, about: '' }));
}
