import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Value } from './emit.ts';
import { pick, type Random } from './random.ts';
import type { Guest, Site } from './site.ts';

type Rows = Record<string, Value>;

/** The sample estate whose scripts, gate scripts and capabilities serve any number of sites. */
export const SAMPLE = join(import.meta.dirname, '../../fixtures/estates/two-sites');

/** The sample's capabilities, said of every generated site; those of one place only are left out. */
export function capabilities(sites: readonly Site[], more: number, random: Random): Rows {
  const sample = parse(readFileSync(join(SAMPLE, 'ops/capabilities.yaml'), 'utf8')) as Rows;
  const rows = Object.entries(sample.capabilities as Rows).filter(
    ([, row]) => ((row as { sites?: string[] }).sites ?? []).length !== 1,
  );
  const extra = Array.from(
    { length: more },
    (_, at) => [`report.${at}.status`, plainCapability(at, random)] as const,
  );
  return {
    version: '1.0',
    updated: '2026-01-12',
    schema: sample.schema!,
    capabilities: Object.fromEntries([
      ...rows.map(([id, row]) => [id, everywhere(row as Rows, sites)] as const),
      ...extra,
    ]),
  };
}

const OBSERVED: Readonly<Record<string, (site: Site) => string[]>> = {
  hypervisor: (site) => [site.hypervisor],
  nas: (site) => [site.nas],
  dns: (site) => guestRefs(site, (guest) => guest.dns),
  mounts: (site) => [site.hypervisor, ...guestRefs(site, (guest) => guest.data)],
  'out-of-band': (site) => [site.console, site.router],
  recovery: machines,
  reachability: machines,
};

const guestRefs = (site: Site, keep: (guest: Guest) => boolean = () => true): string[] =>
  site.guests.filter(keep).map((guest) => `${site.id}/${guest.vmid}`);

function machines(site: Site): string[] {
  return [site.hypervisor, site.nas, ...guestRefs(site)];
}

function everywhere(row: Rows, sites: readonly Site[]): Rows {
  const observed = OBSERVED[String(row.facet)] ?? ((site: Site) => guestRefs(site));
  const nodes = JSON.stringify(row.nodes ?? []);
  const kinds = (site: Site) => [
    ...(/pve/.test(nodes) ? [site.hypervisor] : []),
    ...(/nas/.test(nodes) ? [site.nas] : []),
  ];
  return {
    ...row,
    ...(row.sites !== undefined && { sites: sites.map((site) => site.id) }),
    ...(row.nodes !== undefined && { nodes: sites.flatMap(kinds) }),
    ...(row.observes !== undefined && { observes: sites.flatMap(observed) }),
  };
}

function plainCapability(at: number, random: Random): Value {
  return {
    description: `Print report ${at} about ${pick(random, ['invoices', 'mail', 'calendars', 'documents'])}.`,
    tags: ['report', 'read'],
    command: `./ops/plugins/reports/bin/script-${at}`,
    cwd: '$SPINE_CODE',
    safety: 'read-only',
    approval: 'auto',
    lifecycle: 'ready',
    outputs: ['stdout'],
    domain: 'reports',
    plane: 'domain_external',
    requires: [],
    args: [{ name: 'month', required: false, default: 'current', validate: '^[0-9]{4}-[0-9]{2}$' }],
  };
}

/** Open and fixed defects of the kinds that real registers hold, none of them bound to a gate. */
export function gaps(count: number, random: Random): Rows {
  return {
    version: 1,
    updated: '2026-01-12T08:00:00Z',
    gaps: Array.from({ length: count }, (_, at) => gap(at, random)),
  };
}

function gap(at: number, random: Random): Value {
  const fixed = random() < 0.7;
  return {
    id: `GAP-OP-${2000 + at}`,
    discovered_by: 'walk-through',
    discovered_at: '2025-12-03',
    type: pick(random, ['missing-entry', 'stale-ssot', 'runtime-bug', 'unclear-doc']),
    doc: 'docs/notes/page-1.md',
    title: `Defect ${at} of the ${pick(random, ['mail archive', 'invoice export', 'calendar', 'photo index'])}`,
    description:
      'The list and the thing that it describes went apart\nafter the last change, and nobody saw it for a week.\n',
    severity: pick(random, ['low', 'medium']),
    status: fixed ? 'fixed' : 'open',
    ...(fixed && {
      fixed_in: `${Math.floor(random() * 0xfffffff)
        .toString(16)
        .padStart(7, 'a')}`,
      fixed_at: '2025-12-20',
    }),
    owner: '@operator',
    notes: 'Seen again on the second walk; the record has both dates.',
    ...(fixed && {
      evidence_run_keys: [`CAP-20251220-10${String(at % 60).padStart(2, '0')}00__verify.pack.run__Rk${at}`],
    }),
  };
}
