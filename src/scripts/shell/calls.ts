import type { Call } from '../facts.ts';
import { HOLE } from '../hole.ts';
import { placed, type Reading } from '../reading.ts';
import type { Command } from './command.ts';
import type { Word } from './word.ts';

/** Programs that run the script they are given. */
export const INTERPRETERS = /^((ba|da|k|z)?sh|python3?|perl|source|\.)$/;
const OPEN = /(arg|opt|flag|param|extra|passthrough)s?$/i;

/** A call that may reach another script of the estate: by path, by name, through an interpreter or a capability. */
export function readCall(command: Command, reading: Reading): void {
  const capability = capabilityOf(command);
  if (capability) {
    addCall(command, capability.name, capability.args, reading);
    return;
  }
  if (INTERPRETERS.test(command.name)) {
    const at = command.args.findIndex((word) => !word.text.startsWith('-'));
    if (at >= 0) addCall(command, spelled(command.args[at]!), command.args.slice(at + 1), reading);
    return;
  }
  addCall(command, spelled(command.program), command.args, reading);
  command.args.forEach((word, at) => {
    if (/\/[\w.-]+$/.test(word.text) && !/\.(ya?ml|json|md|csv|log|conf)$/.test(word.text))
      addCall(command, word.text, command.args.slice(at + 1), reading);
    else if (at === 0 && word.text === HOLE) addCall(command, spelled(word), command.args.slice(1), reading);
  });
}

/** A program held by a variable is spelled `$NAME`. */
function spelled(word: Word): string {
  return word.text === HOLE && word.variables[0] ? `$${word.variables[0]}` : word.text;
}

/** `ops cap run <name> -- <args>`. */
function capabilityOf(command: Command): { name: string; args: readonly Word[] } | undefined {
  const at = command.args.findIndex(
    (word, index) => word.text === 'run' && /^cap(ability)?$/.test(command.args[index - 1]?.text ?? ''),
  );
  const name = at >= 0 ? command.args[at + 1] : undefined;
  return name && { name: `capability:${name.text}`, args: command.args.slice(at + 2) };
}

function addCall(command: Command, target: string, args: readonly Word[], reading: Reading): void {
  const told = (): Call => {
    const { anchor, function: around, statement } = placed(reading, command.node);
    return {
      anchor,
      function: around,
      statement,
      command: target,
      args: args.map((word) => word.text),
      open: args.some((word) => mayHoldAnything(word, reading)),
      environment: command.environment,
    };
  };
  reading.gathered.calls.push({ command: target, told });
}

/** `"$@"`, `"${args[@]}"`, `$OPTS`: arguments that are not written out here. */
function mayHoldAnything(word: Word, reading: Reading): boolean {
  if (/\[[@*]\]|\$\{?[@*]/.test(reading.source.slice(word.start, word.end))) return true;
  return word.text === HOLE && OPEN.test(word.variables[0] ?? '');
}
