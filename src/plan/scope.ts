import { listed } from '../estate/ask/describe.ts';
import { WINDOW_PHASES } from '../estate/ask/phase-order.ts';
import { activeSites } from '../estate/ask/standard.ts';
import type { Estate } from '../estate/model/estate.ts';
import type { Site } from '../estate/model/site.ts';
import { compareText } from '../finding/order.ts';
import { quoted } from '../finding/printable.ts';
import { Refusal } from '../finding/refusal.ts';
import { nearest } from '../finding/suggest.ts';
import { type PlanPhase, stops } from './phases.ts';

/** What is asked for. `all` stands for every active site. */
export interface PlanRequest {
  readonly sites: readonly string[];
  readonly phase: PlanPhase;
  readonly poweroff?: readonly string[];
  /** Back up each guest whose newest copy is too old, in place of refusing. */
  readonly backupNow?: boolean;
  /** Only the NAS of the sites. */
  readonly nasOnly?: boolean;
}

/** What is asked for, with its words checked. */
export interface Scope {
  readonly sites: readonly Site[];
  readonly phase: PlanPhase;
  readonly poweroff: ReadonlySet<string>;
  readonly backupNow: boolean;
  readonly nasOnly: boolean;
  /** True when somebody named the sites, rather than asking for all of them. */
  readonly named: boolean;
}

export function scopeOf(estate: Estate, request: PlanRequest): Scope {
  const { phase } = request;
  if (phase !== 'full' && !WINDOW_PHASES.includes(phase)) refusePhase(phase);
  const named = !request.sites.includes('all');
  const sites = named ? request.sites.map((id) => activeSite(estate, id)) : activeSites(estate);
  if (sites.length === 0) throw new Refusal('no site is active', 'A site is a row of topology.sites.yaml.');
  const unique = [...new Set(sites)].sort((a, b) => compareText(a.id, b.id));
  return {
    sites: unique,
    phase,
    named,
    poweroff: poweroffOf(estate, request, unique),
    backupNow: request.backupNow ?? false,
    nasOnly: request.nasOnly ?? false,
  };
}

function refusePhase(phase: string): never {
  const known = [...WINDOW_PHASES, 'full'];
  throw new Refusal(`no phase is called ${quoted(phase)}`, `The phases are: ${known.join(', ')}.`);
}

function activeSite(estate: Estate, id: string): Site {
  const site = estate.index.site(id);
  if (site?.status === 'active') return site;
  const active = activeSites(estate).map((one) => one.id);
  const near = site ? undefined : nearest(id, active);
  throw new Refusal(
    site ? `site ${quoted(id)} is ${site.status}, not active` : `no site is called ${quoted(id)}`,
    `${near ? `Did you mean "${near}"? ` : ''}Active sites: ${active.join(', ') || 'none'}.`,
  );
}

function poweroffOf(estate: Estate, request: PlanRequest, sites: readonly Site[]): ReadonlySet<string> {
  const asked = request.poweroff ?? [];
  if (asked.length === 0) return new Set();
  if (!stops(request.phase)) {
    throw new Refusal(
      `the phase "${request.phase}" powers nothing off`,
      'Leave --poweroff away, or plan the phase "shutdown" or "full".',
    );
  }
  const chosen = asked.includes('all') ? sites.map((site) => site.id) : asked;
  for (const id of chosen) activeSite(estate, id);
  const outside = chosen.filter((id) => !sites.some((site) => site.id === id));
  if (outside.length === 0) return new Set(chosen);
  throw new Refusal(
    `${listed(outside.map((id) => quoted(id)))} cannot be powered off by a plan for ${listed(sites.map((site) => quoted(site.id)))}`,
    'Name the site with --site too.',
  );
}
