import type { AssignmentFact, Call, ScriptText, ToolUse } from './facts.ts';
import type { ScriptLanguage } from './grammars.ts';
import { usesOfLines } from './lines.ts';
import { orderReads } from './order/order-reads.ts';
import type { GuestAct } from './power/guest-act.ts';
import { guestActs } from './power/guest-acts.ts';
import { readProgram } from './program.ts';
import { type Gathered, gathering } from './reading.ts';
import { isTool } from './tool-names.ts';

/** The largest script that is parsed, in UTF-16 units; a larger one is looked at line by line. */
export const MAX_SCRIPT_LENGTH = 1_048_576;

/** Reads one script's text into facts. Whatever the text, there is an answer. Only of a check are its passes looked for. */
export function readText(file: string, language: ScriptLanguage, source: string, isCheck = true): ScriptText {
  const gathered = gathering(isCheck);
  const script = { file, language, source };
  const whole = [{ start: 0, end: source.length }];
  if (source.length > MAX_SCRIPT_LENGTH) return byLines(script, gathered, 'size', whole);
  const parsed = readProgram(
    { language, source, start: 0, end: source.length, via: 'direct' },
    file,
    gathered,
  );
  if (!parsed) return byLines(script, gathered, 'time', whole);
  return gathered.broken.length > 0
    ? byLines(script, gathered, 'syntax', gathered.broken)
    : finished(script, gathered);
}

interface Script {
  readonly file: string;
  readonly language: ScriptLanguage;
  readonly source: string;
}

function byLines(
  script: Script,
  gathered: Gathered,
  degraded: ScriptText['degraded'],
  spans: readonly { start: number; end: number }[],
): ScriptText {
  gathered.uses.push(...usesOfLines(script.source, spans));
  return finished(script, gathered, degraded);
}

function finished(
  { file, language, source }: Script,
  gathered: Gathered,
  degraded?: ScriptText['degraded'],
): ScriptText {
  const { broken: _, isCheck: __, ...facts } = gathered;
  const functions = new Set(facts.functions.map((each) => each.name));
  const calls = facts.calls
    .filter(({ command }) => functions.has(command) || isTelling(command))
    .map(({ told }) => withKept(told(), facts.assignments));
  const tools = facts.tools.filter((use) => use.tool !== '' || !holdsScript(use, facts.assignments));
  const acts: GuestAct[] = [];
  const reads = orderReads({ file, source, ...facts });
  const text: ScriptText = {
    language,
    ...facts,
    calls,
    tools,
    acts,
    orderReads: reads,
    ...(degraded && { degraded }),
  };
  // The same text goes on, with all that was worked out about it on the way to its acts.
  for (const act of guestActs(text)) acts.push(act);
  return text;
}

function withKept(call: Call, assignments: readonly AssignmentFact[]): Call {
  if (!call.command.startsWith('$')) return call;
  const name = call.command.slice(1);
  const kept = assignments.find((each) => each.variable === name && each.text.includes('/'))?.text;
  return kept === undefined ? call : { ...call, kept };
}

/** What may be a script of the estate; and a ping, which tells that a function is given a machine. */
const isTelling = (command: string): boolean => !/^\w+$/.test(command) || /^ping6?$/.test(command);

/** `"$WINDOW" shutdown`: the variable holds a script's path, not a guest tool. */
function holdsScript(use: ToolUse, assignments: readonly AssignmentFact[]): boolean {
  const kept = assignments.filter(
    (each) => use.toolVariables.includes(each.variable) && each.text.includes('/'),
  );
  return kept.some((each) => !isTool(each.text.slice(each.text.lastIndexOf('/') + 1)));
}
