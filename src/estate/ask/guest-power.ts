import type { ScriptText } from '../../scripts/facts.ts';
import { HOLE } from '../../scripts/hole.ts';
import type { GuestAct } from '../../scripts/power/guest-act.ts';
import { isChange, POWER_VERBS } from '../../scripts/power/guest-acts.ts';
import { canFollow, failureIn } from '../../scripts/power/sequence.ts';
import type { Guard, Step } from '../../scripts/step.ts';
import type { Estate } from '../model/estate.ts';
import type { GuestKind } from '../model/guest.ts';
import type { Script } from '../model/script.ts';
import { factsOf, scriptsBehind } from './check-scripts.ts';
import { oncePerScripts } from './once.ts';
import { actsOf, isAwayFrom, isOf, liveActs, otherKind } from './script-guests.ts';

/** A change of power that the script can make for guests of one kind only. */
export interface OneSidedPower {
  readonly act: GuestAct;
  readonly kind: GuestKind;
  readonly verb: string;
  /** The act on the other kind that is there, but which a failure of this one keeps from being reached. */
  readonly behind?: GuestAct | undefined;
}

/** Scripts that change the power state of guests. */
export const powerScripts = oncePerScripts((scripts): readonly Script[] =>
  scripts.filter((script) => actsOf(script).some((act) => act.by !== 'file' && isChange(act))),
);

export function oneSidedPower(script: Script, estate: Estate): OneSidedPower[] {
  if (makesGuests(script)) return [];
  const covering = coveringActs(script, estate);
  return actsOf(script).flatMap((act) => {
    const { kind } = act;
    if (kind === 'either' || act.by === 'file' || isAwayFrom(otherKind(kind), script, estate)) return [];
    // Guests that are written out one by one are of a kind that whoever wrote them knows.
    if ((act.numbers?.length ?? 0) > 0 || (kind === 'lxc' && !takesAnyGuest(script))) return [];
    if (kind === 'qemu' && picksDevices(act.step, script.facts.text)) return [];
    const behind = covering.filter((other) => isBehind(other, act, script.facts.text));
    const reached = covering.filter((other) => !behind.includes(other));
    const missing = act.verbs.find(
      (verb) => POWER_VERBS.has(verb) && !isCovered(verb, otherKind(kind), reached),
    );
    if (missing === undefined) return [];
    const isThere = behind.find((other) => isOf(other.kind, otherKind(kind)) && does(other, missing));
    return [{ act, kind, verb: missing, behind: isThere }];
  });
}

/** Its guests are those that a device of the host is handed to, which only VMs are. */
const picksDevices = (step: Step, text: ScriptText): boolean =>
  text.steps.some(
    (each) =>
      each.function === step.function &&
      each.anchor.start <= step.anchor.start &&
      [...each.words.map((word) => word.text), each.feeds ?? ''].some((said) => /\bhostpci/.test(said)),
  );

/** What the script does, what it runs, and what a script for the other kind does that its callers run beside it. */
function coveringActs(script: Script, estate: Estate): GuestAct[] {
  const callers = script.facts.calledBy.flatMap(({ from }) => factsOf(estate, from) ?? []);
  const beside = callers.flatMap((caller) => scriptsBehind(estate, caller)).map((each) => each.path);
  const paths = new Set([...beside, ...counterparts(script.path)].filter((path) => path !== script.path));
  const others = [...paths].flatMap((path) => estate.index.script(path) ?? []);
  const single = others.filter(
    (each) =>
      new Set(
        actsOf(each)
          .filter(isChange)
          .map((act) => act.kind),
      ).size === 1,
  );
  const apart = single.flatMap((each) => actsOf(each).filter((act) => act.kind !== 'either'));
  return [...liveActs(script, estate), ...apart];
}

/** `vm-stop` beside `ct-stop`: a script for each kind. */
const counterparts = (path: string): string[] => {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const folder = path.slice(0, path.length - name.length);
  return ['ct', 'cts', 'lxc', 'container', 'containers', 'pct'].flatMap((word) => {
    const other = name.replace(/(^|[-_.])(vms?|qemu|kvm|qm)(?=[-_.]|$)/, `$1${word}`);
    return other === name ? [] : [folder + other];
  });
};

function isCovered(verb: string, kind: GuestKind, acts: readonly GuestAct[]): boolean {
  return acts.some((act) => isOf(act.kind, kind) && act.by !== 'file' && does(act, verb));
}

/** `qm stop "$id" && pct stop "$id"`: a guest of the other kind never gets to its own tool, since this one fails for it. */
function isBehind(other: GuestAct, act: GuestAct, text: ScriptText): boolean {
  const id = soleVariable(act);
  if (other.kind === 'either' || other.kind === act.kind || id === undefined) return false;
  const [first, second] = [act.step, other.step];
  if (id !== soleVariable(other) || first.loop !== second.loop || !canFollow(first, second)) return false;
  const isSetBetween = text.assignments.some(
    ({ variable, anchor }) =>
      variable === id && anchor.start > first.anchor.start && anchor.end < second.anchor.start,
  );
  const further = second.guards.filter((guard) => !first.guards.some(({ start }) => start === guard.start));
  const isAfterSuccess = further.length === 1 && further[0]!.holds && isWithin(first, further[0]!);
  const isEnd = further.length === 0 && failureIn(first, text) === 'fatal';
  return !isSetBetween && (isAfterSuccess || isEnd);
}

const soleVariable = ({ id }: GuestAct): string | undefined =>
  id?.text.trim() === HOLE && id.variables.length === 1 ? id.variables[0] : undefined;

const isWithin = ({ anchor }: Step, { start, end }: Guard): boolean =>
  start <= anchor.start && anchor.end <= end;

/** Whether an act has the effect of a verb on its kind of guest. */
function does(act: GuestAct, verb: string): boolean {
  if (act.verbs.includes(verb) || act.verbs.length === 0) return true;
  const instead = INSTEAD[verb]?.some((each) => act.verbs.includes(each)) ?? false;
  return instead || (verb === 'stop' && act.step.words.some((word) => /forceStop/.test(word.text)));
}

/** Verbs of which containers have no form of their own. */
const INSTEAD: Readonly<Record<string, readonly string[]>> = {
  reset: ['reboot', 'stop'],
  suspend: ['shutdown', 'stop'],
  resume: ['start'],
};

/** A script that creates the guests that it starts knows their kind. */
const makesGuests = (script: Script): boolean =>
  actsOf(script).some((act) => act.by === 'path' && act.verbs.some((verb) => MAKES.test(verb))) ||
  script.facts.text.steps.some(({ words }) =>
    words.some(({ text }, at) => {
      const next = words[at + 1]?.text ?? '';
      return /^(qmrestore|pctrestore)$/.test(text) || (/^(qm|pct)$/.test(text) && MAKES.test(next));
    }),
  );

const MAKES = /^(create|clone|restore|importdisk|importovf|template|disk)$/;

/** A script that takes its guests from an order of all of them, without asking for their kind. */
function takesAnyGuest(script: Script): boolean {
  const keys = script.facts.text.keys.map((each) => each.key);
  return (
    keys.some((key) => /^(startup_order|shutdown_order|vm_ids|active_vm_ids|guest_ids)$/.test(key)) &&
    !keys.some((key) => /^(lxc_ids|vm_type|type|kind|guest_type)$/.test(key))
  );
}
