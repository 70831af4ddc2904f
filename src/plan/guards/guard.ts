import type { Site } from '../../estate/model/site.ts';
import type { Anchor } from '../../finding/place.ts';
import type { Check } from '../check.ts';
import type { Block } from '../draft.ts';
import { isMember, type Member } from '../members.ts';
import type { Because, Guard, GuardId } from '../model.ts';
import { isStopped } from '../outside.ts';
import type { WindowPhase } from '../phases.ts';
import type { Placed } from '../place-nodes.ts';
import type { Planning } from '../planning.ts';

/** One site's part of a plan, for its guards. */
export interface GuardedSite {
  readonly planning: Planning;
  readonly site: Site;
  /** The phases that the plan has for this site. */
  readonly phases: readonly WindowPhase[];
  /** What the plan acts on. */
  readonly order: readonly Placed[];
  /** What the plan starts, at any site. */
  readonly starts: readonly Block[];
}

export interface GuardParts {
  readonly id: GuardId;
  readonly phases: readonly WindowPhase[];
  readonly text: string;
  readonly at: Anchor;
  readonly policy?: boolean;
  readonly blocking?: boolean;
  readonly acknowledgedAt?: Anchor;
  readonly objections?: readonly Because[];
  readonly checks: readonly Check[];
}

/** A guard for those of its phases that the plan has; none when it has none of them. */
export function guard({ planning, site, phases }: GuardedSite, parts: GuardParts): Guard[] {
  const own = parts.phases.filter((phase) => phases.includes(phase));
  if (own.length === 0) return [];
  const { id, text, at, acknowledgedAt, checks } = parts;
  return [
    {
      id,
      site: site.id,
      phases: own,
      text,
      place: planning.place(at),
      policy: parts.policy ?? true,
      blocking: parts.blocking ?? true,
      acknowledgedBy: acknowledgedAt ? planning.place(acknowledgedAt) : null,
      objections: parts.objections ?? [],
      checks,
    },
  ];
}

/** The line of the site that speaks of its windows. */
export const rowOf = (site: Site): Anchor => site.maintenance?.at ?? site.at;

/** Whether the plan takes a machine down. */
export function goesDown(planning: Planning, machine: Member): boolean {
  const planned = planning.scope.sites.some((site) => site.id === machine.site);
  return planned && isMember(planning.estate, machine) && isStopped(planning, machine);
}

export const STOPPING: readonly WindowPhase[] = ['precheck', 'shutdown'];
export const STARTING: readonly WindowPhase[] = ['startup', 'recovery'];
