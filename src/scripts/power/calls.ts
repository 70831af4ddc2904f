import { addTo } from '../../grouping/groups.ts';
import { oncePer } from '../../once/once-per.ts';
import { escaped } from '../escaped.ts';
import type { ScriptText } from '../facts.ts';
import { HOLE } from '../hole.ts';
import type { Step, StepWord } from '../step.ts';

/** A call of one of the script's own functions. */
export interface OwnCall {
  readonly step: Step;
  readonly name: string;
  readonly args: readonly StepWord[];
}

/** The calls of each function of the script, by the function's name; also behind another one: `run wait_off "$node"`. */
export const callsOf = oncePer((text: ScriptText): ReadonlyMap<string, readonly OwnCall[]> => {
  const names = new Set(text.functions.map((each) => each.name));
  const calls = new Map<string, OwnCall[]>();
  for (const step of text.steps) {
    for (const call of callsBy(step, names)) addTo(calls, call.name, call);
  }
  return calls;
});

function callsBy(step: Step, names: ReadonlySet<string>): OwnCall[] {
  return step.words.slice(0, 3).flatMap(({ text }, at) => {
    const name = at === 0 ? ownName(text) : text;
    const args = step.words.slice(at + 1);
    if (names.has(name)) return [{ step, name, args }];
    if (at > 0 || !text.includes(HOLE) || text === HOLE) return [];
    return [...names].filter(spelledLike(text)).map((each) => ({ step, name: each, args }));
  });
}

/** A method is known by its name alone, whatever it is called on; a module's function is none of the script's. */
export function ownName(name: string): string {
  const at = name.lastIndexOf('.');
  return at < 0 || MODULES.test(name.slice(0, at)) ? name : name.slice(at + 1);
}

const MODULES =
  /^(subprocess|sp|os(\.\w+)?|sys|time|shutil|asyncio|json|yaml|re|logging|log|logger|socket|requests|pathlib|Path)$/;

/** `"phase_$PHASE"` may be any function that is called so. */
function spelledLike(text: string): (name: string) => boolean {
  const parts = text.split(HOLE).map(escaped);
  const pattern = new RegExp(`^${parts.join('[\\w-]+')}$`);
  return (name) => pattern.test(name);
}

/** The own functions that a step calls. */
export function calledBy(step: Step, text: ScriptText): string[] {
  return callsBy(step, new Set(text.functions.map((each) => each.name))).map((call) => call.name);
}

const reached = new WeakMap<ScriptText, Map<string, readonly Step[]>>();

/** The steps of a function and of all that it calls. */
export function stepsBehind(name: string, text: ScriptText): readonly Step[] {
  const memory = reached.get(text) ?? new Map<string, readonly Step[]>();
  reached.set(text, memory);
  const before = memory.get(name);
  if (before) return before;
  const names = new Set([name]);
  const steps: Step[] = [];
  for (const each of names) {
    const own = text.steps.filter((step) => step.function === each);
    steps.push(...own);
    for (const step of own) for (const next of calledBy(step, text)) names.add(next);
  }
  memory.set(name, steps);
  return steps;
}
