import type { Estate } from '../estate/model/estate.ts';
import type { Guest } from '../estate/model/guest.ts';
import type { Site } from '../estate/model/site.ts';
import { isGuest } from '../estate/reading/reference.ts';
import type { Resolve } from '../load/resolve.ts';
import { arrange } from './arrange.ts';
import { refuseCircles } from './circles.ts';
import { digestOf, estateIdentity } from './digest.ts';
import type { Block, Moment } from './draft.ts';
import { STARTING } from './guards/guard.ts';
import { guardsOf } from './guards/guards.ts';
import { refuseDoubtfulGuest } from './guest-checks.ts';
import { guestsOf } from './members.ts';
import type { Plan } from './model.ts';
import { startOrder, stopOrder } from './order.ts';
import { refuseOutsideConsumers } from './outside.ts';
import { readsStopOrder, type WindowPhase } from './phases.ts';
import { phasesOf } from './phases-of-site.ts';
import type { Placed } from './place-nodes.ts';
import { Planning, type Refused } from './planning.ts';
import { refuseContradictions } from './proof.ts';
import { type PlanRequest, scopeOf } from './scope.ts';
import { precheckBlocks, recoveryBlocks, shutdownBlocks, startupBlocks, verifyBlocks } from './site-plan.ts';
import { refuseUnread } from './unread.ts';
import { refuseLostWays } from './ways.ts';

/** A plan, or every reason why there is none. */
export type Planned = { readonly plan: Plan } | { readonly refused: readonly Refused[] };

/** What a maintenance run would do, from the contracts alone. Words of the request that name nothing are a Refusal. */
export function planOf(estate: Estate, request: PlanRequest, place: Resolve): Planned {
  const planning = new Planning(estate, scopeOf(estate, request), place);
  refuseUnread(planning);
  if (planning.refused.length > 0) return { refused: planning.refused };
  refuseCircles(planning);
  refuseOutsideConsumers(planning);
  const parts = planning.scope.sites.map((site) => sitePart(planning, site));
  const steps = arrange(
    planning,
    parts.flatMap((part) => part.blocks),
  );
  const starts = parts.flatMap(({ blocks }) => blocks.filter((block) => STARTING.includes(block.phase)));
  const guards = parts.flatMap((part) => guardsOf({ planning, ...part, starts }));
  if (planning.refused.length > 0) return { refused: planning.refused };
  const { scope, untouched } = planning;
  const plan = {
    version: 1,
    estate: estateIdentity(estate.documents),
    sites: scope.sites.map((site) => site.id),
    phase: scope.phase,
    poweroff: [...scope.poweroff].sort(),
    guards,
    steps,
    untouched,
  } as const;
  return { plan: { ...plan, digest: digestOf(plan) } };
}

interface SitePart {
  readonly site: Site;
  readonly phases: readonly WindowPhase[];
  readonly order: readonly Placed[];
  readonly blocks: readonly Block[];
}

function sitePart(planning: Planning, site: Site): SitePart {
  const orders = provenOrders(planning, site);
  for (const guest of actedOn(planning, site, orders)) refuseDoubtfulGuest(planning, guest);
  const phases = phasesOf(planning, site);
  const blocks = phases.flatMap((phase) => blocksOf({ planning, site, phase }, orders));
  if (readsStopOrder(planning.scope.phase)) refuseNoWayBack(planning, site, orders);
  return { site, phases, order: orders.start, blocks };
}

interface Orders {
  readonly start: readonly Placed[];
  readonly stop: readonly Placed[];
}

/** Before anything is stopped every active guest has to be certain; for a start those that are started. */
function actedOn(planning: Planning, site: Site, { start }: Orders): readonly Guest[] {
  if (readsStopOrder(planning.scope.phase)) return guestsOf(planning.estate, site.id);
  return start.flatMap(({ thing }) => (isGuest(thing) ? [thing] : []));
}

/** The stop order counts only where something stops: a mistake in it must not keep a site dark. */
function provenOrders(planning: Planning, site: Site): Orders {
  const start = startOrder(planning, site);
  const stop = readsStopOrder(planning.scope.phase) ? stopOrder(planning, site) : [];
  refuseContradictions(planning, { site: site.id, start, stop });
  return { start: inScope(planning, start), stop: inScope(planning, stop) };
}

/** What a window stops it has to reach until then, and to reach again afterwards, whether this plan starts it or a later one. */
function refuseNoWayBack(planning: Planning, site: Site, { start, stop }: Orders): void {
  const draft = new Planning(planning.estate, { ...planning.scope, backupNow: false }, planning.place);
  refuseLostWays(planning, {
    stops: shutdownBlocks({ planning: draft, site, phase: 'shutdown' }, stop),
    starts: startupBlocks({ planning: draft, site, phase: 'startup' }, start),
  });
}

function inScope({ scope }: Planning, order: readonly Placed[]): readonly Placed[] {
  return scope.nasOnly ? order.filter(({ thing }) => 'kind' in thing && thing.kind === 'nas') : order;
}

const BLOCKS: Readonly<Record<WindowPhase, (moment: Moment, orders: Orders) => readonly Block[]>> = {
  precheck: (moment, { start }) => precheckBlocks(moment, start),
  shutdown: (moment, { stop }) => shutdownBlocks(moment, stop),
  startup: (moment, { start }) => startupBlocks(moment, start),
  recovery: (moment, { start }) => recoveryBlocks(moment, start),
  verify: (moment, { start }) => verifyBlocks(moment, start),
};

const blocksOf = (moment: Moment, orders: Orders): readonly Block[] => BLOCKS[moment.phase](moment, orders);
