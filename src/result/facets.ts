/** One row of the parity matrix: a part of the standard, and the gates that stand for it. */
export interface Facet {
  readonly id: string;
  readonly title: string;
  readonly gates: readonly string[];
}

const facet = (id: string, title: string, ...gates: string[]): Facet => ({ id, title, gates });

/** Every gate on guests, NAS, mounts, sites and backups stands in exactly one facet. */
export const FACETS: readonly Facet[] = [
  facet(
    'bindings',
    'site bindings',
    'sites/topology-bound',
    'sites/hosts-placed-once',
    'sites/lists-agree',
    'sites/maintenance-row',
    'sites/maintenance-parity',
    'sites/capability-sites-agree',
    'sites/compose-targets-run',
  ),
  facet(
    'records',
    'guest records',
    'guests/known-site',
    'guests/one-row',
    'guests/state-agreed',
    'guests/vmid-in-range',
    'guests/registered',
    'guests/services-agree',
    'guests/described',
    'guests/owned',
    'sites/machines-registered',
  ),
  facet('kinds', 'guest kinds', 'guests/kind-declared', 'guests/kind-agreed'),
  facet(
    'sequencing',
    'sequencing',
    'guests/sequenced',
    'guests/orders-same-set',
    'guests/phases-agree-with-order',
    'guests/phase-stacks-agree',
    'guests/phases-whole',
    'guests/in-executor-lists',
    'guests/carrier-sequenced',
    'guests/entries-resolve',
    'guests/retired-not-sequenced',
  ),
  facet(
    'nas',
    'NAS',
    'nas/sequenced',
    'nas/before-consumers',
    'nas/stop-capability',
    'nas/start-capability',
    'nas/capability-command-exists',
    'nas/command-acts',
    'nas/called-in-order',
    'nas/registered',
    'nas/one-mac',
  ),
  facet(
    'mounts',
    'mounts',
    'mounts/provider-declared',
    'mounts/edge-declared',
    'mounts/edge-has-mount',
    'mounts/edge-within-site',
    'mounts/row-complete',
    'mounts/dependency-resolves',
    'mounts/order-respected',
    'mounts/acyclic',
  ),
  facet('recovery', 'recovery', 'sites/recovery-declared', 'sites/postchecks'),
  facet(
    'oob',
    'out-of-band',
    'sites/oob-policy-declared',
    'sites/oob-switches-agree',
    'sites/window-devices-local',
    'sites/oob-survives-poweroff',
  ),
  facet('runbook', 'runbook', 'sites/runbook-covers'),
  facet('probes', 'probes', 'sites/probe-classes', 'sites/probe-asks-what-it-names', 'nas/export-probe'),
  facet('observability', 'observability', 'sites/observability-parity', 'sites/observation-has-facet'),
  facet(
    'backups-vm',
    'backups: whole guests',
    'backups/vm-facet',
    'guests/backed-up',
    'backups/target-guests-resolve',
    'backups/dump-of-its-guest',
    'backups/target-findable',
    'backups/units-agree',
    'backups/facet-as-it-lies',
    'backups/target-host-resolves',
  ),
  facet('backups-app', 'backups: applications', 'backups/app-facet'),
  facet('backups-offsite', 'backups: offsite', 'backups/offsite-facet'),
  facet('backups-prune', 'backups: retention', 'backups/retention-declared', 'backups/job-complete'),
  facet('storage', 'storage placement', 'guests/placed'),
  facet(
    'freshness',
    'backup freshness',
    'sites/backup-limit-declared',
    'backups/schedule-known',
    'backups/limits-hold',
    'backups/limit-within-demand',
    'backups/evidence-present',
    'backups/evidence-recent',
    'backups/evidence-conclusive',
    'backups/fresh-enough',
  ),
];

/** The facet that a gate stands in; undefined for a gate about no one site. */
export const facetOf = (gate: string): Facet | undefined => FACETS.find(({ gates }) => gates.includes(gate));
