import picomatch from 'picomatch';
import type { Severity } from '../finding/finding.ts';
import { Refusal } from '../finding/refusal.ts';
import { nearest } from '../finding/suggest.ts';
import { BUILTIN_PACKS, type PackRule } from './builtin-packs.ts';
import type { Settings } from './settings.ts';

/** As much of a gate as a pack needs to know. */
export interface PackMember {
  readonly id: string;
  readonly clock?: boolean;
}

/** A named set of gates, resolved against a catalogue. */
export interface Pack<G extends PackMember = PackMember> {
  readonly name: string;
  readonly about: string;
  /** In catalogue order. */
  readonly gates: readonly G[];
  /** Ids of gates that must have looked at something. */
  readonly required: readonly string[];
  /** Least severity that fails the pack. */
  readonly threshold: Severity;
}

/** Every pack of an estate: the built-in ones, then those of gates.yaml. */
export function packNames(settings: Settings): string[] {
  return [...new Set([...BUILTIN_PACKS.keys(), ...Object.keys(settings.packs ?? {})])];
}

/** Refuses a name that no pack has. */
export function demandPack(name: string, settings: Settings): void {
  if (!packNames(settings).includes(name)) refuseUnknown(name, { settings, gates: [], trail: [] });
}

/** The gates of a pack, in catalogue order. */
export function gatesOfPack<G extends PackMember>(
  name: string,
  settings: Settings,
  gates: readonly G[],
): readonly G[] {
  return packOf(name, settings, gates).gates;
}

/** Resolves a pack. A definition in gates.yaml under a built-in name adds to the built-in pack. */
export function packOf<G extends PackMember>(name: string, settings: Settings, gates: readonly G[]): Pack<G> {
  const pack = resolve(name, { settings, gates, trail: [] });
  if (pack.ids.size === 0) {
    throw new Refusal(`the pack "${name}" holds no gate`, 'See `gates packs` for the packs that do.');
  }
  return {
    name,
    about: BUILTIN_PACKS.get(name)?.about ?? 'defined in gates.yaml',
    gates: gates.filter((gate) => pack.ids.has(gate.id)),
    required: [...pack.required].sort(),
    threshold: pack.threshold ?? 'error',
  };
}

interface Context<G extends PackMember> {
  readonly settings: Settings;
  readonly gates: readonly G[];
  /** Packs that led here, outermost first. */
  readonly trail: readonly string[];
}

interface Resolved {
  readonly ids: Set<string>;
  readonly required: Set<string>;
  threshold: Severity | undefined;
}

function resolve<G extends PackMember>(name: string, context: Context<G>): Resolved {
  const trail = [...context.trail, name];
  if (context.trail.includes(name)) {
    const circle = trail.slice(trail.indexOf(name)).map((one) => `"${one}"`);
    throw new Refusal(
      `the pack "${name}" contains itself: ${circle.join(' > ')}`,
      'Take one of these out of `packs` in gates.yaml.',
    );
  }
  const { settings } = context;
  const own = settings.packs && Object.hasOwn(settings.packs, name) ? settings.packs[name] : undefined;
  const rule = BUILTIN_PACKS.get(name);
  if (!own && !rule) refuseUnknown(name, context);
  const pack: Resolved = { ids: new Set(), required: new Set(), threshold: undefined };
  if (rule) for (const gate of ruled(rule, context.gates)) pack.ids.add(gate.id);
  for (const glob of own?.gates ?? []) addMatches(glob, name, pack, context.gates);
  for (const id of own?.required ?? []) addRequired(id, name, pack, context.gates);
  for (const inner of own?.packs ?? []) merge(pack, resolve(inner, { ...context, trail }));
  if (own?.threshold !== undefined) pack.threshold = own.threshold;
  return pack;
}

function ruled<G extends PackMember>(rule: PackRule, gates: readonly G[]): G[] {
  const matches = picomatch([...rule.gates]);
  return gates.filter((gate) => matches(gate.id) && !(rule.clockless && gate.clock));
}

function addMatches(glob: string, name: string, pack: Resolved, gates: readonly PackMember[]): void {
  const matches = picomatch(glob);
  const found = gates.filter((gate) => matches(gate.id));
  if (found.length === 0) refuseGate(`the pack "${name}" names the gates "${glob}"`, glob, gates);
  for (const gate of found) pack.ids.add(gate.id);
}

function addRequired(id: string, name: string, pack: Resolved, gates: readonly PackMember[]): void {
  if (!gates.some((gate) => gate.id === id)) {
    refuseGate(`the pack "${name}" requires the gate "${id}"`, id, gates);
  }
  pack.ids.add(id);
  pack.required.add(id);
}

/** Of several inner packs the stricter threshold counts, unless the outer pack states its own. */
function merge(pack: Resolved, inner: Resolved): void {
  for (const id of inner.ids) pack.ids.add(id);
  for (const id of inner.required) pack.required.add(id);
  if (pack.threshold !== 'warning') pack.threshold = inner.threshold ?? pack.threshold;
}

function refuseGate(what: string, id: string, gates: readonly PackMember[]): never {
  const near = nearest(
    id,
    gates.map((gate) => gate.id),
  );
  throw new Refusal(
    `${what}, and no gate is called so`,
    near ? `Did you mean "${near}"?` : 'See `gates check --list` for all gates.',
  );
}

function refuseUnknown<G extends PackMember>(name: string, { settings, trail }: Context<G>): never {
  const names = packNames(settings);
  const near = nearest(name, names);
  const where = trail.length > 0 ? `, which the pack "${trail.at(-1)}" contains` : '';
  throw new Refusal(
    `no pack is called "${name}"${where}`,
    `${near ? `Did you mean "${near}"? ` : ''}There are: ${names.join(', ')}.`,
  );
}
