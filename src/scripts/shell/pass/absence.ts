import type { Atom } from './guards.ts';

/** Something that is not there where a condition leads: a program, a file, the content of a variable, an answer. */
export interface Absence {
  readonly of: 'tool' | 'file' | 'folder' | 'value' | 'count' | 'answer';
  /** As written, without quotes. */
  readonly what: string;
  /** The variable that holds it, where one does. */
  readonly variable?: string | undefined;
}

const FINDS_TOOL =
  /(?:^|[\s(])(?:command\s+-[vV]|which|type(?:\s+-[pPt])?|hash)\s+(?:--\s+)?["']?([\w${}./-]+)/;
const TRIES_TOOL = /^([\w.-]+)\s+(?:--version|-V|version)\b/;
const TRIES_MODULE = /^python[\d.]*\s+-c\s+["']\s*import\s+([\w.]+)/;
const ANSWERS = /^(?:timeout\s+\S+\s+)?(ssh|ping|curl|wget|nc|ncat|dig|showmount|docker|systemctl)\s/;

/** What a test says to be absent; undefined when it says something else. `finders` are functions that look for a program. */
export function absenceOf(atom: Atom, finders: ReadonlySet<string>): Absence | undefined {
  return toolAbsence(atom, finders) ?? fileAbsence(atom) ?? valueAbsence(atom) ?? answerAbsence(atom);
}

function toolAbsence({ text, holds, how }: Atom, finders: ReadonlySet<string>): Absence | undefined {
  const found = FINDS_TOOL.exec(text)?.[1];
  if (found !== undefined) {
    const looksForEmpty = how === 'test' && text.startsWith('-z');
    return holds === looksForEmpty ? tool(found) : undefined;
  }
  if (how !== 'command' || holds) return undefined;
  const words = text.split(/\s+/);
  if (finders.has(words[0]!) && words[1] !== undefined) return tool(words[1]);
  const tried = TRIES_TOOL.exec(text)?.[1] ?? TRIES_MODULE.exec(text)?.[1];
  return tried === undefined ? undefined : tool(tried);
}

const tool = (word: string): Absence => ({ of: 'tool', what: bare(word) });

function fileAbsence({ text, holds, how }: Atom): Absence | undefined {
  const match = /^-([efrsxdhL])\s+(.+)$/.exec(text);
  if (how !== 'test' || !match || holds) return undefined;
  return { of: match[1] === 'd' ? 'folder' : 'file', what: bare(match[2]!), variable: variableIn(match[2]!) };
}

function valueAbsence(atom: Atom): Absence | undefined {
  const { text, holds, how } = atom;
  if (how === 'command') return undefined;
  const empty = /^-([zn])\s+(.+)$/.exec(text);
  if (empty) return (empty[1] === 'z') === holds ? value(empty[2]!) : undefined;
  const compared = /^(\S+)\s+(==?|!=)\s+(?:""|''|"null"|null)$/.exec(text);
  if (compared) return (compared[2] !== '!=') === holds ? value(compared[1]!) : undefined;
  if (!holds && how === 'test' && /^"?\$\{?\w+\}?"?$/.test(text)) return value(text);
  return noneOf(atom);
}

/** `${#list[@]} -eq 0`, `((count == 0))`, `((${#list[@]}))`: nothing to go through. */
function noneOf({ text, holds }: Atom): Absence | undefined {
  const plain = text.replaceAll('"', '');
  const match = /^\$?\{?(#)?(\w+)(?:\[[@*]\])?\}?(?:\s*(-\w\w|==?|!=|[<>]=?)\s*([01]))?$/.exec(plain);
  if (!match) return undefined;
  const [, length, variable, operator, bound] = match;
  if (operator === undefined && length === undefined) return undefined;
  const isEmpty = operator !== undefined && comparesEmpty(operator, bound!);
  return isEmpty === holds ? { of: length ? 'value' : 'count', what: plain, variable } : undefined;
}

/** Whether a comparison of a length holds for nothing. */
const comparesEmpty = (operator: string, bound: string): boolean =>
  bound === '0' ? /^(-eq|==?|-le|<=)$/.test(operator) : /^(-lt|<)$/.test(operator);

const value = (word: string): Absence => ({ of: 'value', what: bare(word), variable: variableIn(word) });

function answerAbsence({ text, holds, how }: Atom): Absence | undefined {
  const asked = how === 'command' && !holds ? ANSWERS.exec(text)?.[1] : undefined;
  return asked === undefined ? undefined : { of: 'answer', what: asked };
}

const bare = (word: string): string => word.replace(/["']/g, '');

const variableIn = (word: string): string | undefined => /\$\{?#?(\w+)/.exec(word)?.[1];
