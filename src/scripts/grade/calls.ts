import { addTo, groupByNames } from '../../grouping/groups.ts';
import type { Call, Override, ScriptText } from '../facts.ts';
import { HOLE } from '../hole.ts';

export interface ReadText {
  readonly path: string;
  readonly text: ScriptText;
}

export interface CapabilityCommand {
  readonly name: string;
  /** The script that it runs. */
  readonly script: string;
}

export interface CallOfScript {
  readonly from: string;
  readonly to: string;
  readonly call: Call;
}

/** Calls by the script that they lead to. */
export function callsByTarget<C extends Pick<CallOfScript, 'to'>>(calls: readonly C[]): Map<string, C[]> {
  const groups = groupByNames(calls, (call) => [call.to]);
  return groups;
}

/** Tells which scripts of the estate a script calls; asked twice, it knows. */
export function callFinder(
  paths: readonly string[],
  capabilities: readonly CapabilityCommand[],
): (script: ReadText) => readonly CallOfScript[] {
  const byName = new Map<string, string[]>();
  for (const path of paths) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    addTo(byName, name, path);
  }
  const byCapability = new Map(capabilities.map(({ name, script }) => [`capability:${name}`, script]));
  const known = new Map<string, readonly CallOfScript[]>();
  return ({ path, text }) => {
    const calls =
      known.get(path) ??
      text.calls.flatMap((call) => {
        const to = byCapability.get(call.command) ?? targetOf(call, byName);
        return to !== undefined && to !== path ? [{ from: path, to, call }] : [];
      });
    known.set(path, calls);
    return calls;
  };
}

function targetOf(call: Call, byName: ReadonlyMap<string, readonly string[]>): string | undefined {
  if (!call.command.startsWith('$')) return pathMatch(call.command, byName);
  return call.kept === undefined ? undefined : pathMatch(call.kept, byName);
}

/** The script whose path ends as the call spells it; by name alone only when the name is the only one. */
function pathMatch(spelled: string, byName: ReadonlyMap<string, readonly string[]>): string | undefined {
  const tail = spelled.slice(spelled.lastIndexOf(HOLE) + 1).replace(/^\.?\/+/, '');
  const found = byName.get(tail.slice(tail.lastIndexOf('/') + 1));
  if (!found) return undefined;
  const exact = found.filter((path) => path === tail || path.endsWith(`/${tail}`));
  const left = exact.length > 0 ? exact : found;
  return left.length === 1 && (exact.length > 0 || !tail.includes('..')) ? left[0] : undefined;
}

/** Whether a call leaves a default standing. What it passes unseen counts as passed. */
export function leavesDefault(call: Call, override: Override, parameters: readonly string[] = []): boolean {
  if (call.open || override.by === 'environment') return false;
  if (override.by === 'option')
    return !call.args.some((arg) => arg === override.name || arg.startsWith(`${override.name}=`));
  if (Number.isNaN(Number(override.name))) return leavesParameter(call, override.name, parameters);
  const place = Number(override.name);
  const passed = call.args.filter((arg) => !/^--?[A-Za-z]/.test(arg));
  return passed.length < place;
}

/** A named parameter is passed by name, or by standing at its place. */
function leavesParameter(call: Call, name: string, parameters: readonly string[]): boolean {
  const place = parameters.indexOf(name);
  const byName = call.args.some((arg) => new RegExp(`^${name}\\s*=(?!=)`).test(arg));
  const plain = call.args.filter((arg) => !/^\w+\s*=(?!=)/.test(arg));
  return !byName && place >= 0 && plain.length <= place;
}
