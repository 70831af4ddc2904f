import { callsOf } from '../../scripts/power/calls.ts';
import type { ActKind, GuestAct } from '../../scripts/power/guest-act.ts';
import type { ScriptFacts } from '../../scripts/read.ts';
import type { Estate } from '../model/estate.ts';
import type { Guest, GuestKind } from '../model/guest.ts';
import type { Script } from '../model/script.ts';
import { scriptsBehind } from './check-scripts.ts';
import { oncePerEstate } from './once.ts';
import { activeGuests } from './standard.ts';

export const TOOL_OF: Readonly<Record<GuestKind, string>> = { qemu: 'qm', lxc: 'pct' };
export const otherKind = (kind: GuestKind): GuestKind => (kind === 'qemu' ? 'lxc' : 'qemu');
export const isOf = (kind: ActKind, wanted: GuestKind): boolean => kind === wanted || kind === 'either';

export const actsOf = (script: Script): readonly GuestAct[] => script.facts.text.acts;

/** Those of the script and of what it runs that can come to pass: not in a function that nothing mentions. */
export function liveActs(script: Script, estate: Estate): GuestAct[] {
  return scriptsBehind(estate, script.facts).flatMap((facts) => {
    const isOpen = facts.calledBy.length > 0 || isLibrary(facts);
    return facts.text.acts.filter((act) => isOpen || isMentioned(act.step.function, facts));
  });
}

/** Nothing but functions: whoever sources it calls them. */
const isLibrary = ({ text }: ScriptFacts): boolean =>
  text.steps.every((step) => step.function !== undefined || SETTING.test(step.words[0]?.text ?? ''));

const SETTING = /^(set|shopt|source|\.|readonly|declare|typeset|export|umask|test|return)$/;

/** Whether a function's name stands anywhere but in its definition and in comments, or is put together by a call. */
function isMentioned(name: string | undefined, { source, text }: ScriptFacts): boolean {
  if (name === undefined || callsOf(text).has(name)) return true;
  const code = source.replace(/^[ \t]*#.*$/gm, '');
  return code.split(new RegExp(`(?<![\\w-])${name}(?![\\w-])`)).length > 2;
}

/** Kinds of the guests that have a number, at any site. */
const kindsByNumber = oncePerEstate((estate) => {
  const kinds = new Map<number, Set<GuestKind | undefined>>();
  for (const guest of estate.guests)
    kinds.set(guest.vmid, (kinds.get(guest.vmid) ?? new Set()).add(guest.guestKind));
  return kinds;
});

/** What the contracts say of the numbers that a script writes out: all of one kind, or none known. */
export function kindOfNumbers(act: GuestAct, estate: Estate): GuestKind | undefined {
  if (!act.numbers || act.numbers.length === 0) return undefined;
  const kinds = new Set(
    act.numbers.flatMap((number) => [...(kindsByNumber(estate).get(number) ?? [undefined])]),
  );
  const [kind] = kinds;
  return kinds.size === 1 ? kind : undefined;
}

/** The numbers written out that are of the other kind, with their guest. */
export function guestsOfOtherKind(act: GuestAct, estate: Estate): Guest[] {
  if (act.kind === 'either' || !act.numbers) return [];
  const wrong = otherKind(act.kind);
  return estate.guests.filter(
    (guest) =>
      act.numbers!.includes(guest.vmid) &&
      guest.guestKind === wrong &&
      kindsByNumber(estate).get(guest.vmid)!.size === 1,
  );
}

/** Whether a script is named for places of which none has guests of a kind. */
export function isAwayFrom(kind: GuestKind, script: Script, estate: Estate): boolean {
  const { places } = script.facts;
  return (
    places.length > 0 &&
    !activeGuests(estate).some((guest) => places.includes(guest.site) && guest.guestKind === kind)
  );
}
