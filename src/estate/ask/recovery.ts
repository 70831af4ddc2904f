import type { Anchor } from '../../finding/place.ts';
import { stepsBehind } from '../../scripts/power/calls.ts';
import type { GuestAct } from '../../scripts/power/guest-act.ts';
import { blockerOf } from '../../scripts/power/site-guards.ts';
import { type Step, spanOf } from '../../scripts/step.ts';
import type { Estate } from '../model/estate.ts';
import type { GuestKind } from '../model/guest.ts';
import type { Script } from '../model/script.ts';
import type { Site } from '../model/site.ts';
import { factsOf, scriptsBehind } from './check-scripts.ts';
import { oncePerEstate } from './once.ts';
import { isOf } from './script-guests.ts';
import { activeSites } from './standard.ts';

/** A script, or the functions of one, that sees after a loss of power what has to run again. */
export interface Recovery {
  readonly script: Script;
  /** Where it looks at Docker containers. */
  readonly containers: readonly Step[];
  /** Where it looks at guests or starts them. */
  readonly guests: readonly GuestAct[];
  /** Kinds of guests that a script it runs looks at. */
  readonly delegated: ReadonlySet<GuestKind>;
}

const RECOVERS =
  /recover|post[-_.]?power|after[-_.]?(outage|power)|power[-_.]?(restored?|return|loss|back)|cold[-_.]?(start|boot)|black[-_.]?start/i;
/** Other things that are recovered. */
const OTHERWISE =
  /backup|restore[-_.]?(test|drill)|drill|secret|vault|key|account|password|mail|database|(^|[-_.])db|disk|raid|git/i;

const isNamed = (name: string): boolean => RECOVERS.test(name) && !OTHERWISE.test(name);

export const recoveries = oncePerEstate((estate): readonly Recovery[] => {
  const bound = new Set(
    estate.capabilities.filter((each) => isNamed(each.id)).flatMap((each) => each.executable?.path ?? []),
  );
  return estate.scripts.flatMap((script) => recoveryIn(script, bound.has(script.path), estate) ?? []);
});

function recoveryIn(script: Script, isBound: boolean, estate: Estate): Recovery | undefined {
  const steps = stepsOf(script, isBound);
  const inside = new Set(steps.map(spanOf));
  const guests = script.facts.text.acts.filter((act) => inside.has(spanOf(act.step)));
  const containers = steps.filter(isAboutContainers);
  const delegated = kindsRun(script, estate, steps);
  return containers.length + guests.length + delegated.size > 0
    ? { script, containers, guests, delegated }
    : undefined;
}

/** The whole of a script that is named for recovery, else its functions that are; a bound one without such is taken whole. */
function stepsOf(script: Script, isBound: boolean): readonly Step[] {
  const { text } = script.facts;
  if (isNamed(script.path.slice(script.path.lastIndexOf('/') + 1))) return text.steps;
  const functions = text.functions.filter((each) => isNamed(each.name));
  return functions.length === 0 && isBound
    ? text.steps
    : functions.flatMap((each) => stepsBehind(each.name, text));
}

const DOCKER = /^(?:\S*\/)?(docker|podman|docker-compose)$/;
const OF_CONTAINERS =
  /^(-.*|ps|compose|container|inspect|start|restart|up|stack|service|stats|logs|exec|info|version)$/;

/** Docker as the program, or behind what hands it on: `ssh -n host docker ps`. */
const isAboutContainers = ({ words }: Step): boolean =>
  words.some(
    ({ text }, at) => DOCKER.test(text) && (at === 0 || OF_CONTAINERS.test(words[at + 1]?.text ?? '')),
  );

/** Kinds that other scripts look at on its behalf, or the tool that this estate's plans come from. */
function kindsRun(script: Script, estate: Estate, steps: readonly Step[]): Set<GuestKind> {
  const planned = steps.some((step) =>
    step.words.some(
      ({ text }, at) => text === 'gates' && /^(window|plan|observe)$/.test(step.words[at + 1]?.text ?? ''),
    ),
  );
  const starts = new Set(steps.map((step) => step.anchor.start));
  const called = script.facts.calls.filter(({ call }) => starts.has(call.anchor.start));
  const run = called
    .flatMap(({ to }) => factsOf(estate, to) ?? [])
    .flatMap((facts) => scriptsBehind(estate, facts));
  const acts = run.flatMap((facts) => facts.text.acts);
  return new Set(
    (['qemu', 'lxc'] as const).filter((kind) => planned || acts.some((act) => isOf(act.kind, kind))),
  );
}

export const looksAt = (recovery: Recovery, kind: GuestKind): boolean =>
  recovery.delegated.has(kind) || recovery.guests.some((act) => isOf(act.kind, kind));

/** A recovery that is named for places is for those alone. */
export const serves = (recovery: Recovery, site: string): boolean =>
  recovery.script.facts.places.length === 0 || recovery.script.facts.places.includes(site);

/** Active sites with active guests that do not forgo recovery. */
export const recoverableSites = oncePerEstate((estate): readonly Site[] =>
  activeSites(estate).filter(
    (site) =>
      site.maintenance?.requiresRecovery?.value !== false &&
      estate.index.guestsOf(site.id).some((guest) => guest.state === 'active'),
  ),
);

/** Where a script leaves a site out although it sees after others. */
export function leftOutBy(recovery: Recovery, site: Site, estate: Estate): Anchor | undefined {
  const looking = [...recovery.containers, ...recovery.guests.map((act) => act.step)];
  return blockedAt(recovery.script, looking, site, estate);
}

/** Where a script that runs a recovery does so for other sites only. */
export function notRunBy(caller: Script, recovery: Recovery, site: Site, estate: Estate): Anchor | undefined {
  const calls = caller.facts.calls.filter((each) => each.to === recovery.script.path);
  const starts = new Set(calls.map(({ call }) => call.anchor.start));
  return blockedAt(
    caller,
    caller.facts.text.steps.filter((step) => starts.has(step.anchor.start)),
    site,
    estate,
  );
}

const siteIds = oncePerEstate((estate): ReadonlySet<string> => new Set(estate.sites.map(({ id }) => id)));

function blockedAt(script: Script, steps: readonly Step[], site: Site, estate: Estate): Anchor | undefined {
  const guards = steps.map((step) => blockerOf(step, site.id, siteIds(estate), script.facts.text));
  const [guard] = guards;
  if (!guard || guards.includes(undefined)) return undefined;
  return { file: script.path, start: guard.start, end: guard.end };
}
