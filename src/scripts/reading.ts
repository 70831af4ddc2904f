import type { At } from './at.ts';
import type { Call, ScriptText } from './facts.ts';
import type { ScriptLanguage } from './grammars.ts';
import type { Around } from './step.ts';
import type { Syntax } from './syntax.ts';
import type { Use } from './use.ts';

type Lists<T> = { [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

/** The facts of one script while they are gathered; nested programs add to the same lists. */
export type Gathered = Lists<
  Pick<
    ScriptText,
    | 'functions'
    | 'uses'
    | 'tools'
    | 'keys'
    | 'files'
    | 'options'
    | 'assignments'
    | 'exits'
    | 'passes'
    | 'steps'
  >
> & {
  calls: PossibleCall[];
  settings: { errexit: boolean; nounset: boolean; pipefail: boolean };
  /** Whether it is asked how the script can pass without having looked. */
  readonly isCheck: boolean;
  /** Spans that did not fit the grammar. */
  broken: { start: number; end: number }[];
};

/** A command that may be a call; whether it is one can be told when all functions are known. */
export interface PossibleCall {
  readonly command: string;
  readonly told: () => Call;
}

/** A program that lies in a span of the file: the file itself, a heredoc, a string sent over ssh. */
export interface Program {
  readonly language: ScriptLanguage;
  /** The whole file; a nested program sees its own text with escapes blanked, at the same offsets. */
  readonly source: string;
  readonly start: number;
  readonly end: number;
  /** How the program is reached. */
  readonly via: 'direct' | 'ssh' | 'string' | 'python';
  /** The function of the outer program around it. */
  readonly function?: string | undefined;
  /** What the command that runs it passes on to its steps. */
  readonly around?: Around | undefined;
}

export interface Where {
  readonly function?: string | undefined;
  readonly statement: string;
}

/** A program while it is read. */
export interface Reading extends Program {
  readonly file: string;
  readonly root: Syntax;
  readonly nodes: readonly Syntax[];
  readonly gathered: Gathered;
  readonly where: (node: Syntax) => Where;
  /** Reads a program inside this one into the same lists. */
  readonly nest: (program: Program) => void;
}

export function gathering(isCheck: boolean): Gathered {
  return {
    isCheck,
    functions: [],
    uses: [],
    tools: [],
    keys: [],
    files: [],
    options: [],
    calls: [],
    assignments: [],
    exits: [],
    passes: [],
    steps: [],
    settings: { errexit: false, nounset: false, pipefail: false },
    broken: [],
  };
}

export function placed(reading: Reading, node: Syntax): At {
  const { function: around, statement } = reading.where(node);
  return { anchor: { file: reading.file, start: node.start, end: node.end }, function: around, statement };
}

export type UseDetail = Pick<Use, 'context' | 'text'> & Partial<Use>;

export function addUse(reading: Reading, node: Syntax, detail: UseDetail): void {
  const where = reading.where(node);
  reading.gathered.uses.push({
    context: detail.context,
    text: detail.text,
    start: detail.start ?? node.start,
    end: detail.end ?? node.end,
    subject: detail.subject,
    command: detail.command,
    position: detail.position,
    siblings: detail.siblings && shortened(detail.siblings),
    group: detail.group,
    absent: detail.absent,
    chosen: detail.chosen,
    filed: detail.filed,
    function: where.function,
    statement: where.statement,
    nested: reading.via === 'direct' ? undefined : true,
  });
}

/** As many members of a list as may tell what it is: nobody lists places by the hundred. */
const TELLING_MEMBERS = 100;
const shorter = new WeakMap<readonly string[], readonly string[]>();

function shortened(siblings: readonly string[]): readonly string[] {
  if (siblings.length <= TELLING_MEMBERS) return siblings;
  const known = shorter.get(siblings) ?? siblings.slice(0, TELLING_MEMBERS);
  shorter.set(siblings, known);
  return known;
}

/** One line of text: white space folded, cut where it stops being a help. */
export function oneLine(text: string, longest = 160): string {
  const seen = text.slice(0, 20 * longest);
  const folded = /[^\S ]| {2}/.test(seen) ? seen.replace(/\s+/g, ' ').trim() : seen.trim();
  return folded.length > longest || seen.length < text.length ? `${folded.slice(0, longest - 1)}…` : folded;
}
