import { demandsOn } from '../estate/ask/backup-limits.ts';
import { macDigits } from '../estate/ask/machines.ts';
import type { Estate } from '../estate/model/estate.ts';
import { isSpan } from '../finding/place.ts';
import { isExempt } from './exempt.ts';
import type { Ground, Mutant } from './mutant.ts';
import { sameFacts } from './same-facts.ts';

/** A damage that no gate noticed, with the model before and after. */
export interface Unnoticed {
  readonly mutant: Mutant;
  readonly ground: Ground;
  readonly estate: Estate;
}

/** A reason why a damage breaks no law: it leaves an estate that is another lawful one. */
export interface Condition {
  readonly sentence: string;
  readonly holds: (unnoticed: Unnoticed) => boolean;
}

const isDrop = ({ mutant }: Unnoticed): boolean => mutant.operator.id.startsWith('drop-');

/** Whether the damaged field, without its kind, matches. */
const isField = ({ mutant }: Unnoticed, pattern: RegExp): boolean =>
  pattern.test(mutant.field?.slice(mutant.kind.length + 1) ?? '');

export const CONDITIONS: readonly Condition[] = [
  {
    sentence:
      'Stated twice: without this statement every entity of the model is the same, by what other contracts say.',
    holds: (unnoticed) => isDrop(unnoticed) && sameFacts(unnoticed.ground.estate, unnoticed.estate),
  },
  {
    sentence: 'The row is not held to the standard: planned, retired, a template or switched off.',
    holds: ({ mutant, ground }) => isExempt(ground.estate, mutant.at),
  },
  {
    sentence: 'The capability still covers the same sites; which machines there it names is its own to say.',
    holds: (unnoticed) =>
      isDrop(unnoticed) &&
      sameFacts(unnoticed.ground.estate, unnoticed.estate, {
        capabilities: ['nodes', 'statedSites', 'statedNodes', 'statedObserves', 'site'],
      }),
  },
  {
    sentence: 'What a capability requires first is said by its own row alone.',
    holds: (unnoticed) => isField(unnoticed, /^capabilities\.\*\.requires/),
  },
  {
    sentence: 'No contract but its own row names the capability, and no stop or start of a NAS rests on it.',
    holds: ({ mutant, ground }) => mutant.operator.id === 'drop-capability' && isNamedNowhere(mutant, ground),
  },
  {
    sentence: 'An edge by dns or by order is implied by no other contract: only its owner knows it.',
    holds: (unnoticed) => isDrop(unnoticed) && isOwnersEdge(unnoticed),
  },
  {
    sentence: 'The edge need not be met: its consumer runs without it.',
    holds: (unnoticed) => isField(unnoticed, /^dependencies/) && !edgeOf(unnoticed)?.required,
  },
  {
    sentence: 'A pause after a start is a lower bound: what was started is asked until it answers.',
    holds: (unnoticed) => isDrop(unnoticed) && isField(unnoticed, /\.wait_after_sec$/),
  },
  {
    sentence: 'An enabled probe of the services asks the same port, so that the phase loses nothing.',
    holds: (unnoticed) => isField(unnoticed, /\.health_probes/) && isProbedElsewhere(unnoticed),
  },
  {
    sentence: 'The closed gap has other evidence.',
    holds: (unnoticed) =>
      isField(unnoticed, /^gaps\[\]\.(?:fixed_in|notes|resolution|evidence_run_keys|regression_lock_id)/) &&
      hasOtherEvidence(unnoticed),
  },
  {
    sentence: 'The site requires no out-of-band guard, so that no device has to be tried.',
    holds: (unnoticed) => isField(unnoticed, /\.oob\.devices/) && needsNoGuard(unnoticed),
  },
  {
    sentence: 'Another port of the device is tried.',
    holds: (unnoticed) =>
      isDrop(unnoticed) && isField(unnoticed, /\.tcp_any\[\]$/) && sameButPorts(unnoticed),
  },
  {
    sentence: "A choice of the site's owner: each value is lawful, and nothing else states it.",
    holds: (unnoticed) =>
      isField(unnoticed, /\.nas_stop\[\]$/) ||
      (unnoticed.mutant.operator.id === 'flip-switch' && /escalate_stop/.test(unnoticed.mutant.text)),
  },
  {
    sentence: 'The limit of the site for the classification of the target is still in force.',
    holds: (unnoticed) =>
      isDrop(unnoticed) && isField(unnoticed, /\.stale_after_hours$/) && isLimited(unnoticed),
  },
  {
    sentence: 'Another enabled probe of the same class looks at the site.',
    holds: (unnoticed) => hasOtherProbe(unnoticed),
  },
  {
    sentence: 'Another contract states the same MAC, or nothing wakes the machine.',
    holds: (unnoticed) => isDrop(unnoticed) && isField(unnoticed, /(?:^|\.)mac$/) && wakesAsBefore(unnoticed),
  },
  {
    sentence: 'A text and a list of that text alone are read alike.',
    holds: ({ mutant, ground, estate }) =>
      mutant.operator.id === 'retype-field' && sameFacts(ground.estate, estate),
  },
  {
    sentence: 'The machine is still known by another of its names or addresses, at the same site.',
    holds: (unnoticed) =>
      isDrop(unnoticed) &&
      wakesAsBefore(unnoticed) &&
      sameFacts(unnoticed.ground.estate, unnoticed.estate, { nodes: ['names', 'addresses', 'macs'] }),
  },
  {
    sentence: 'A capability that names no machine and observes none says for itself where it runs.',
    holds: (unnoticed) => isDrop(unnoticed) && isUnbound(unnoticed),
  },
  {
    sentence: 'The time zone that is left out is the default, UTC.',
    holds: (unnoticed) => isDrop(unnoticed) && /timezone "(?:Etc\/)?UTC"/.test(unnoticed.mutant.text),
  },
  {
    sentence: 'A snapshot of single targets stands beside the report of counts, and says when it was taken.',
    holds: (unnoticed) =>
      isField(unnoticed, /^generated_at_utc$/) &&
      unnoticed.estate.evidence.some(({ observations, observedAt }) => observations.length > 0 && observedAt),
  },
  {
    sentence: 'A count that is not stated cannot be wrong.',
    holds: (unnoticed) =>
      isDrop(unnoticed) && isField(unnoticed, /^(?:gate_count\.|core_mode\.core_count_limit)/),
  },
];

/** No governed fact of another row names it. */
function isNamedNowhere({ at }: Mutant, { facts }: Ground): boolean {
  if (isSpan(at)) return false;
  const id = String(at.path.at(-1));
  return !facts.some(({ value, path }) => value === id && !startsWith(path, at.path));
}

function isOwnersEdge(unnoticed: Unnoticed): boolean {
  const edge = edgeOf(unnoticed);
  return edge !== undefined && edge.via !== 'nfs';
}

function edgeOf({ mutant: { at }, ground }: Unnoticed) {
  if (isSpan(at) || at.path[0] !== 'dependencies') return undefined;
  return ground.estate.dependencies.find(
    (one) => !isSpan(one.at) && one.at.file === at.file && one.at.path[1] === at.path[1],
  );
}

function isProbedElsewhere({ mutant, ground }: Unnoticed): boolean {
  const text = ground.facts
    .filter(
      ({ file, path }) => file === mutant.file && !isSpan(mutant.at) && startsWith(path, mutant.at.path),
    )
    .flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  const asked = new Set(
    ground.estate.probes.flatMap(({ enabled, url }) => (enabled && url ? [portOf(url)] : [])),
  );
  return text.length > 0 && text.every((url) => asked.has(portOf(url)));
}

const startsWith = (path: readonly unknown[], head: readonly unknown[]): boolean =>
  head.every((step, index) => path[index] === step);

const portOf = (url: string): string => /^\w+:\/\/[^/]*?(:\d+)?(?:\/|$)/.exec(url)?.[1] ?? url;

function hasOtherEvidence({ mutant, ground, estate }: Unnoticed): boolean {
  if (isSpan(mutant.at)) return false;
  const row = mutant.at.path[1];
  const before = ground.estate.gaps.find(({ at }) => !isSpan(at) && at.path[1] === row);
  const gap = before && estate.index.gap(before.id);
  return (
    gap?.closed === true && Boolean(gap.fixedIn ?? gap.resolution ?? gap.notes ?? gap.lock ?? gap.runKeys[0])
  );
}

const siteOf = ({ mutant, estate }: Unnoticed) =>
  mutant.site === undefined ? undefined : estate.index.site(mutant.site);

const needsNoGuard = (unnoticed: Unnoticed): boolean =>
  siteOf(unnoticed)?.maintenance?.requiresOobGuard?.value === false;

const sameButPorts = (unnoticed: Unnoticed): boolean =>
  siteOf(unnoticed)?.maintenance?.oob?.devices.every(({ tcpAny }) => tcpAny.length > 0) === true;

function isLimited({ mutant, estate }: Unnoticed): boolean {
  if (isSpan(mutant.at)) return false;
  const row = mutant.at.path[1];
  const target = estate.backupTargets.find(
    ({ at }) => !isSpan(at) && at.file === mutant.file && at.path[1] === row,
  );
  return target?.site !== undefined && demandsOn(estate, target, target.site).length > 0;
}

function hasOtherProbe({ mutant, ground, estate }: Unnoticed): boolean {
  if (mutant.kind !== 'services.health' || isSpan(mutant.at)) return false;
  const row = mutant.at.path[1];
  const probe = ground.estate.probes.find(
    ({ at }) => !isSpan(at) && at.file === mutant.file && at.path[1] === row,
  );
  const isGone = probe && (isDropOfRow(mutant) || mutant.operator.id === 'flip-switch');
  return Boolean(
    isGone &&
      estate.probes.some(
        (other) => other.enabled && other.class === probe.class && other.site === probe.site,
      ),
  );
}

function isUnbound({ mutant, ground }: Unnoticed): boolean {
  const { at } = mutant;
  if (mutant.kind !== 'capabilities' || isSpan(at)) return false;
  const capability = ground.estate.capabilities.find(({ id }) => id === at.path[1]);
  const { statedNodes = [], statedObserves = [], observability = true } = capability ?? {};
  return !observability && statedNodes.length + statedObserves.length === 0;
}

/** Whether everything that is woken by a packet has the addresses that it had. */
function wakesAsBefore({ ground, estate }: Unnoticed): boolean {
  const woken = (model: Estate) =>
    model.nodes
      .filter(({ kind }) => kind === 'nas' || kind === 'hypervisor')
      .map(
        ({ id, macs }) => `${id} ${[...new Set(macs.map(({ value }) => macDigits(value)))].sort().join()}`,
      );
  return woken(ground.estate).join('\n') === woken(estate).join('\n');
}

const isDropOfRow = ({ operator, at }: Mutant): boolean =>
  operator.id.startsWith('drop-') && !isSpan(at) && at.path.length === 2;
