import { HOLE } from '../../scripts/hole.ts';
import { callsOf } from '../../scripts/power/calls.ts';
import type { GuestAct } from '../../scripts/power/guest-act.ts';
import { isAsked as asks } from '../../scripts/power/guest-acts.ts';
import { originsOf } from '../../scripts/power/origins.ts';
import type { Guard, Step } from '../../scripts/step.ts';
import type { Estate } from '../model/estate.ts';
import type { GuestKind } from '../model/guest.ts';
import type { Script } from '../model/script.ts';
import { oncePerScript, oncePerScripts } from './once.ts';
import { actsOf, isAwayFrom, isOf, kindOfNumbers, otherKind } from './script-guests.ts';

/** A test of a guest that only one kind's tool can answer. */
export interface OneSidedTest {
  readonly act: GuestAct;
  readonly kind: GuestKind;
}

/** Scripts that ask whether a guest is there or runs. */
export const testingScripts = oncePerScripts((scripts): readonly Script[] =>
  scripts.filter((script) => actsOf(script).some((act) => isTest(searched(act, script)))),
);

export function oneSidedTests(script: Script, estate: Estate): OneSidedTest[] {
  return actsOf(script).flatMap((found) => {
    const act = searched(found, script);
    const { kind } = act;
    if (kind === 'either' || !isTest(act) || isAwayFrom(otherKind(kind), script, estate)) return [];
    if (kindOfNumbers(act, estate) === kind || (act.numbers?.length ?? 0) > 0) return [];
    const isFine =
      isKindAsked(act.step, script) || isPaired(act, kind, script) || knowsKind(act, kind, script);
    return isFine ? [] : [{ act, kind }];
  });
}

/** The state or configuration of one guest, or a list in which one guest is looked up. */
export function isTest(act: GuestAct): boolean {
  if (act.verbs.some((verb) => /^(status|config|pending|current)$/.test(verb))) return act.id !== undefined;
  return (
    act.verbs.includes('list') && (act.id !== undefined || LOOKS_UP.test(stagesOf(act.step.feeds ?? '')))
  );
}

/** A list that is kept in a variable and looked through later, with the id that is looked for. */
function searched(act: GuestAct, script: Script): GuestAct {
  const isLookedThrough = act.verbs.includes('list') && searchingLines(script.facts).length > 0;
  const kept = isLookedThrough ? keptIn(act, script) : undefined;
  const id = kept === undefined ? undefined : lookedForIn(kept, script);
  return id === undefined ? act : { ...act, id: { text: HOLE, variables: [id] } };
}

const keptIn = ({ step }: GuestAct, script: Script): string | undefined =>
  script.facts.text.assignments.find(
    (each) => each.anchor.start <= step.anchor.start && step.anchor.end <= each.anchor.end,
  )?.variable;

/** `grep -qx "$id" <<<"$list"`, `echo "$list" | awk -v id="$id"`. */
function lookedForIn(list: string, script: Script): string | undefined {
  const held = new RegExp(`\\$\\{?${list}\\b`);
  for (const line of searchingLines(script.facts)) {
    if (!line.includes(list)) continue;
    const stages = line.split('|');
    const words = stages.flatMap((stage, at) => [
      ...stage.split(';').map((command) => behindSearch(behind(command, SEARCHES), held)),
      isSaid(stage, held) ? behind(stages[at + 1]?.split(';', 1)[0] ?? '', SEARCHES_FIRST) : undefined,
    ]);
    const asked = words.find((each) => each !== undefined)?.replace(/'[^']*'/g, '');
    if (asked !== undefined) return /\$\{?([A-Za-z_]\w*)/.exec(asked)?.[1];
  }
  return undefined;
}

/** Lines in which something is searched that was given to the search, as what a variable holds has to be. */
const searchingLines = oncePerScript(({ source }): readonly string[] =>
  source.split('\n').filter((line) => SEARCHES.test(line) && GIVES.test(line)),
);

const SEARCHES = /(?:e?grep|rg|g?awk)\b/;
const SEARCHES_FIRST = /^\s*(?:e?grep|rg|g?awk)\b/;
const SAYS = /(?:echo|printf)\b/;
const GIVES = /<<<|(?:echo|printf)\b/;

/** What comes behind the first match, where there is one. */
function behind(text: string, pattern: RegExp): string | undefined {
  const match = pattern.exec(text);
  return match ? text.slice(match.index + match[0].length) : undefined;
}

/** The words of a search that is fed what the variable holds. */
function behindSearch(words: string | undefined, held: RegExp): string | undefined {
  const at = words?.lastIndexOf('<<<') ?? -1;
  return at >= 0 && held.test(words!.slice(at)) ? words!.slice(0, at) : undefined;
}

const isSaid = (stage: string, held: RegExp): boolean => held.test(behind(stage, SAYS) ?? '');

const LOOKS_UP = /\|\s*(e?grep|rg|g?awk)\b[^|]*\$\{?[a-z_]/i;

/** The plain stages of a pipeline: without what awk calls its fields, and up to a loop. */
const stagesOf = (feeds: string): string =>
  feeds.replace(/'[^']*'/g, "''").split(/\|\s*while\b|;\s*do\b/, 1)[0]!;

/** Whether the way to a step asks for the guest's kind, in its function or in every call of it. */
function isKindAsked(step: Step, script: Script, depth = 3): boolean {
  if (step.guards.some((guard) => ASKS_KIND.test(guard.text))) return true;
  if (step.function === undefined || depth === 0) return false;
  const calls = (callsOf(script.facts.text).get(step.function) ?? []).filter(
    (call) => call.step.function !== step.function,
  );
  return calls.length > 0 && calls.every((call) => isKindAsked(call.step, script, depth - 1));
}

const ASKS_KIND =
  /(kind|_type|vmtype)\b|\$\{?type\b|\b(qemu|lxc|kvm|pct)\b|(^|[\s_])(is|has)_?(ct|lxc|container|vm)\b|(==?|!=|\bin)\s*["']?(vm|ct|container)\b/i;

/** The other kind is asked in the same function, or in a function that asks of that kind alone. */
function isPaired(act: GuestAct, kind: GuestKind, script: Script): boolean {
  const others = actsOf(script).filter((each) => asks(each) && isOf(each.kind, otherKind(kind)));
  const isAsked = others.some(
    (other) => other.step.function === act.step.function || asksAlone(other, kind, script),
  );
  return isAsked || tellsKind(act, kind, script);
}

/** The test is there to find the kind out: where it fails, the guest is taken for one of the other kind. */
function tellsKind({ step }: GuestAct, kind: GuestKind, script: Script): boolean {
  const { assignments, uses } = script.facts.text;
  const names = OTHER_NAMES[kind];
  const chosen = assignments.some(
    (each) => each.function === step.function && each.from === 'literal' && names.test(each.text),
  );
  const returned = uses.some(
    (use) => use.context === 'returned' && use.function === step.function && names.test(use.text),
  );
  return (
    chosen ||
    returned ||
    actsOf(script).some(
      (each) => isOf(each.kind, otherKind(kind)) && each.step.guards.some((guard) => asksBy(guard, step)),
    )
  );
}

/** The step stands in the condition, or in the function that is called and says no. */
function asksBy(guard: Guard, { anchor, function: around }: Step): boolean {
  if (guard.start <= anchor.start && anchor.end <= guard.end) return true;
  return (
    !guard.holds && around !== undefined && /^(?:!\s*|not\s+)?([A-Za-z_]\w*)/.exec(guard.text)?.[1] === around
  );
}

const OTHER_NAMES: Readonly<Record<GuestKind, RegExp>> = {
  qemu: /^(pct|lxc|ct|container)$/,
  lxc: /^(qm|qemu|vm|kvm)$/,
};

const asksAlone = (other: GuestAct, kind: GuestKind, script: Script): boolean =>
  other.kind !== 'either' &&
  other.step.function !== undefined &&
  !actsOf(script).some((each) => each.step.function === other.step.function && each.kind === kind);

/** Where the ids come from says that they are of this kind. */
function knowsKind(act: GuestAct, kind: GuestKind, script: Script): boolean {
  const origins = originsOf(act.id?.variables ?? [], act.step.function, script.facts);
  const isOrder = origins.some((text) => ORDER.test(text));
  if (origins.some((text) => OWN_KIND[kind].test(text)) && !isOrder) return true;
  if (origins.some((text) => KIND_AWARE.test(text))) return true;
  if (isOrder) return false;
  return kind === 'lxc' || NAMED_FOR_VMS.test(script.path) || usesVmOnly(script);
}

const ORDER = /\b(startup_order|shutdown_order|\w*vm_ids|lxc_ids|guest_ids)\b/;
const OWN_KIND: Readonly<Record<GuestKind, RegExp>> = {
  qemu: /\bqm\s+list\b|\/etc\/pve\/qemu-server|\/qemu\b/,
  lxc: /\bpct\s+list\b|\/etc\/pve\/lxc|\/lxc\b/,
};
const KIND_AWARE = /\b(qemu|lxc|vm_type|guest_type|guest_kind|kind)\b/;
const NAMED_FOR_VMS = /(^|[-_./])(vms?|qemu|kvm|qm)([-_.][^/]*)?$/;

/** Verbs that only machines have: whoever uses them means machines. */
const usesVmOnly = (script: Script): boolean =>
  script.facts.text.steps.some(({ words }) =>
    words.some(
      ({ text }, at) =>
        text === 'qmrestore' ||
        (text === 'qm' &&
          /^(guest|agent|monitor|terminal|sendkey|vncproxy|showcmd|importdisk|cloudinit|create|clone|template)$/.test(
            words[at + 1]?.text ?? '',
          )),
    ),
  );
