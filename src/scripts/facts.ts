import type { At } from './at.ts';
import type { ScriptLanguage } from './grammars.ts';
import type { OrderRead } from './order/order-read.ts';
import type { GuestAct } from './power/guest-act.ts';
import type { Step } from './step.ts';
import type { Use } from './use.ts';

/** A program that a script starts, however it is reached. */
export interface ToolUse extends At {
  /** Base name of the program; the empty string when a variable holds it. */
  readonly tool: string;
  /** The variables that hold the program's name. */
  readonly toolVariables: readonly string[];
  /** First argument that is no option. Empty when it is not written out. */
  readonly verb: string;
  /** All arguments; an expansion is shown as a hole. */
  readonly args: readonly string[];
  readonly argVariables: readonly string[];
  readonly effect: 'read' | 'change' | 'unknown';
  readonly via: 'direct' | 'ssh' | 'string' | 'python';
  /** The failure goes nowhere: `|| true`, `|| :`, a trailing `|| exit 0`. */
  readonly swallowed: boolean;
  /** Its exit code is looked at: in a condition, before `||` or `&&`, behind `!`. */
  readonly tested: boolean;
}

/** A key of a contract that the script reads. */
export interface KeyRead extends At {
  readonly key: string;
  readonly by: 'yq' | 'jq' | 'grep' | 'awk' | 'python' | 'shell';
  /** The filter, pattern or expression it was found in. */
  readonly expression: string;
}

/** A file that the script names as something to read, write or run. */
export interface FileUse extends At {
  /** As written; an expansion is shown as a hole. */
  readonly path: string;
  readonly variable?: string | undefined;
}

export interface OptionFact extends At {
  /** `--site`, `-s`. */
  readonly names: readonly string[];
  readonly variables: readonly string[];
  /** Start of the parser that takes it. */
  readonly parser: number;
}

/** A call of something that could be another script of the estate. */
export interface Call extends At {
  /** The command's words as written, holes for expansions. */
  readonly command: string;
  readonly args: readonly string[];
  /** Arguments that are not written out, so that they may hold any option: `"$@"`, `"${args[@]}"`. */
  readonly open: boolean;
  /** Variables set for this call, or exported before it. */
  readonly environment: readonly string[];
  /** Of a program that a variable holds: the path that is written into the variable. */
  readonly kept?: string | undefined;
}

export interface FunctionFact {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Names of the parameters, where the language has them. */
  readonly parameters: readonly string[];
}

export interface AssignmentFact extends At {
  readonly variable: string;
  readonly from: 'literal' | 'option' | 'positional' | 'argument' | 'command' | 'variable' | 'item';
  /** The literal text, the option's name, the position, or the variables it comes from. */
  readonly sources: readonly string[];
  /** The value as written, holes for expansions. */
  readonly text: string;
  /** What a `read` or `mapfile` gets its lines from, as written. */
  readonly fed?: string | undefined;
}

/** An exit or return with a written code. */
export interface ExitFact extends At {
  readonly code: number;
  readonly how: 'exit' | 'return';
  /** What the exit depends on, as written: the condition of the nearest `if`, or the left side of `||` and `&&`. */
  readonly when: string;
  /** The program whose absence leads here, for `command -v jq || exit 0` and its like. */
  readonly missingTool?: string | undefined;
  /** The file whose absence leads here. */
  readonly missingFile?: string | undefined;
}

/** A way in which a script reports success without having looked, or although it found something. */
export interface PassFact extends At {
  readonly by:
    | 'missing-tool'
    | 'missing-module'
    | 'missing-file'
    | 'empty-input'
    | 'no-answer'
    | 'error'
    | 'unheard-findings'
    | 'lost-findings'
    | 'swallowed-check'
    | 'idle-verdict'
    | 'no-failure';
  /** The tool, file, list, variable or command that it is about, as written; empty where nothing is. */
  readonly what: string;
}

export interface ShellSettings {
  readonly errexit: boolean;
  readonly nounset: boolean;
  readonly pipefail: boolean;
}

/** What one script says, as plain data: a pure function of its bytes. */
export interface ScriptText {
  readonly language: ScriptLanguage;
  readonly settings: ShellSettings;
  readonly functions: readonly FunctionFact[];
  readonly uses: readonly Use[];
  readonly tools: readonly ToolUse[];
  readonly keys: readonly KeyRead[];
  readonly files: readonly FileUse[];
  readonly options: readonly OptionFact[];
  readonly calls: readonly Call[];
  readonly assignments: readonly AssignmentFact[];
  readonly exits: readonly ExitFact[];
  /** Of a check only. */
  readonly passes: readonly PassFact[];
  /** The commands of a script that may have to do with power, in the order of the text of each program. */
  readonly steps: readonly Step[];
  /** What of them is done to guests, or asked of them. */
  readonly acts: readonly GuestAct[];
  /** By what expressions it takes guests out of the order. */
  readonly orderReads: readonly OrderRead[];
  /** Why the reading is less than a parse: it then rests on lines and words alone. */
  readonly degraded?: 'syntax' | 'time' | 'size' | undefined;
}

/** What a literal names. */
export type LiteralOf = 'site' | 'host' | 'device' | 'guest' | 'lan' | 'overlay' | 'storage';

/** In which form the script nails itself to it. */
export type LiteralForm =
  | 'compared'
  | 'case-arm'
  | 'list'
  | 'default'
  | 'selector'
  | 'variable'
  | 'function'
  | 'output-key'
  | 'flag'
  | 'path'
  | 'written';

/** A word of the vocabulary, or several that belong together, in a context that counts. */
export interface Literal extends At {
  readonly of: LiteralOf;
  readonly form: LiteralForm;
  /** The word or words as written. */
  readonly value: string;
  /** The sites that the words belong to. */
  readonly sites: readonly string[];
  /** The contract key to read instead. */
  readonly read: string;
  /** For a default: the variable, option or parameter whose absence brings it in. */
  readonly absent?: string | undefined;
  /** Given on a condition other than the absence of a value. */
  readonly chosen?: boolean | undefined;
  /** It stands under a key of a map, which chooses it. */
  readonly filed?: boolean | undefined;
  /** The variable that gets it. */
  readonly subject?: string | undefined;
}

/** How a caller can put something else in a literal's place. */
export interface Override {
  readonly by: 'option' | 'positional' | 'environment' | 'parameter';
  readonly name: string;
}

/** A literal that is a defect, with its grade. */
export interface GradedLiteral extends Literal {
  readonly severity: 'error' | 'warning';
  readonly override?: Override | undefined;
  /** The call that leaves the default standing. */
  readonly reachedBy?: { readonly script: string; readonly at: At } | undefined;
}
