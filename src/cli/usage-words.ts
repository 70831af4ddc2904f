import { nearest } from '../finding/suggest.ts';
import { commandsFor } from './commands.ts';
import { holding, type Recorded, recorded } from './completion/recorded.ts';

/** What is wrong with a command line, said for people: which word is missing, what a misspelt one may mean. */
export async function usageWords(message: string, args: readonly string[]): Promise<string> {
  const at = await deepest(args);
  if (message.startsWith('Not enough non-option arguments')) return missing(at);
  const lacking = /^Missing required arguments?: (.+)$/.exec(message)?.[1];
  if (lacking !== undefined) return lackingWords(at, lacking.split(', '));
  const valueless = /^Not enough arguments following: (\S+)$/.exec(message)?.[1];
  if (valueless !== undefined)
    return `--${valueless} of \`${at.line}\` needs a value; see \`${at.line} --help\``;
  const refused = /^Invalid values:\n {2}Argument: (\S+), Given: (.*), Choices: (.*)$/.exec(message);
  if (refused) return refusedWords(at, refused);
  const unknown = /^Unknown (?:argument|command)s?: ([^,]+)/.exec(message)?.[1];
  if (unknown !== undefined) return unknownWords(unknown, at, args);
  const meant = /^Did you mean (\S+)\?$/.exec(message)?.[1];
  return meant === undefined
    ? message
    : `\`${at.line}\` has no command "${at.word}"; did you mean "${meant}"?`;
}

function lackingWords({ line }: Deepest, names: readonly string[]): string {
  const options = names.map((name) => `--${name}`);
  return `\`${line}\` needs ${options.join(' and ')}; \`${line} --help\` has an example`;
}

function refusedWords({ at }: Deepest, [, name = '', given, choices]: readonly string[]): string {
  return `${at.options.has(name) ? '--' : ''}${name} holds ${given}; expected one of ${choices}`;
}

interface Deepest {
  readonly at: Recorded;
  /** The command as it is called. */
  readonly line: string;
  readonly placed: number;
  /** The first word that is no command. */
  readonly word: string;
}

/** The command that the words lead to. */
async function deepest(args: readonly string[]): Promise<Deepest> {
  let at = holding(await commandsFor(args));
  let line = 'gates';
  let placed = 0;
  let first = '';
  for (const word of args) {
    const command = placed === 0 ? at.commands.get(word) : undefined;
    if (command) {
      at = recorded(command);
      line += ` ${word}`;
    } else if (!word.startsWith('-')) {
      first ||= word;
      placed += 1;
    }
  }
  return { at, line, placed, word: first };
}

function missing({ at, line, placed }: Deepest): string {
  const name = (at.positionals[placed] ?? at.positionals.at(-1))?.name;
  if (name === undefined) return `\`${line}\` lacks a word; \`${line} --help\` shows which`;
  const known = at.commands.size > 0 ? `: ${[...at.commands.keys()].join(', ')}` : '';
  return `\`${line}\` needs <${name}>${known}; \`${line} --help\` has an example`;
}

function unknownWords(unknown: string, { at, line }: Deepest, args: readonly string[]): string {
  const isOption = !args.includes(unknown);
  const known = [...(isOption ? at.options : at.commands).keys()];
  const near = nearest(unknown, known);
  const dashes = isOption ? '--' : '';
  const what = isOption ? `no option "--${unknown}"` : `no place for the word "${unknown}"`;
  return `\`${line}\` has ${what}; ${near === undefined ? `see \`${line} --help\`` : `did you mean "${dashes}${near}"?`}`;
}
