/** Where in a script a literal stands. What it means is decided later, against the vocabulary. */
export type UseContext =
  | 'compared'
  | 'arm'
  | 'list'
  | 'assigned'
  | 'default'
  | 'argument'
  | 'flag'
  | 'variable'
  | 'function'
  | 'key'
  | 'output'
  | 'filter'
  | 'step'
  | 'pattern'
  | 'returned'
  | 'text';

/** A literal in a context, whatever it says. */
export interface Use {
  readonly context: UseContext;
  /** Quotes gone, each expansion replaced by a hole. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The variable, flag, key or parameter that the literal is held against or given to. */
  readonly subject?: string | undefined;
  /** The command or function that gets the literal. */
  readonly command?: string | undefined;
  /** Which argument of the command it is, from 1. */
  readonly position?: number | undefined;
  /** The other literals of the same case, list or alternation. */
  readonly siblings?: readonly string[] | undefined;
  /** Start of the list, case or parser that the literal belongs to. */
  readonly group?: number | undefined;
  /** For a default: the variable whose absence brings it in. */
  readonly absent?: string | undefined;
  /** Given on a condition other than the absence of a value: a choice, which no option overrides. */
  readonly chosen?: boolean | undefined;
  /** It stands under a key of a map, which chooses it. */
  readonly filed?: boolean | undefined;
  readonly function?: string | undefined;
  readonly statement: string;
  /** Whether nested in a string for another shell, or another language. */
  readonly nested?: boolean | undefined;
}
