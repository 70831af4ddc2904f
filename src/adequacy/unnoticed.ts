import ipaddr from 'ipaddr.js';
import { demandsOn, ownLimit } from '../estate/ask/backup-limits.ts';
import { macDigits } from '../estate/ask/machines.ts';
import { coverages, isAboutAll } from '../estate/ask/observed-machines.ts';
import { answeringServices, asks } from '../estate/ask/probed-services.ts';
import { resolversOf } from '../estate/ask/resolvers.ts';
import type { Estate } from '../estate/model/estate.ts';
import { isSpan } from '../finding/place.ts';
import type { Ground, Mutant } from './mutant.ts';

/** A damage that no gate noticed, with the model before and after. */
export interface Unnoticed {
  readonly mutant: Mutant;
  readonly ground: Ground;
  readonly estate: Estate;
}

export const isDrop = ({ mutant }: Unnoticed): boolean => mutant.operator.id.startsWith('drop-');

/** Whether the damaged field, without its kind, matches. */
export const isField = ({ mutant }: Unnoticed, pattern: RegExp): boolean =>
  pattern.test(mutant.field?.slice(mutant.kind.length + 1) ?? '');

/** No governed fact of another row names it. */
export function isNamedNowhere({ at }: Mutant, { facts }: Ground): boolean {
  if (isSpan(at)) return false;
  const id = String(at.path.at(-1));
  return !facts.some(({ value, path }) => value === id && !startsWith(path, at.path));
}

/** An edge that no contract but the order knows: by order, or by names to what no DHCP hands out to its consumer. */
export function isOwnersEdge(unnoticed: Unnoticed): boolean {
  const edge = edgeOf(unnoticed);
  if (!edge || edge.via === 'nfs') return false;
  const { consumerEntity: consumer, providerEntity: provider } = edge;
  if (edge.via === 'order' || consumer?.site === undefined) return true;
  const resolvers = resolversOf(unnoticed.ground.estate, consumer.site);
  return !resolvers.some(({ machine }) => machine === provider);
}

/** Whether the damaged edge still leads from the one to the other, as required as before. */
export function holdsOtherwise(unnoticed: Unnoticed): boolean {
  const edge = edgeOf(unnoticed);
  return unnoticed.estate.dependencies.some(
    (other) =>
      edge?.via !== 'nfs' &&
      other.consumer.value === edge?.consumer.value &&
      other.provider.value === edge.provider.value &&
      other.required === edge.required,
  );
}

/** Whether everything that a dropped capability observes by name is observed by another. */
export function isObservedElsewhere({ mutant, ground, estate }: Unnoticed): boolean {
  const { at } = mutant;
  const gone = isSpan(at) ? undefined : ground.estate.capabilities.find(({ id }) => id === at.path[1]);
  if (!gone?.observability) return true;
  const observed = new Set(
    estate.capabilities
      .filter(({ observability }) => observability)
      .flatMap(({ statedObserves }) => statedObserves.map(({ value }) => value)),
  );
  return gone.statedObserves.every(({ value }) => observed.has(value));
}

/** Whether no facet that a capability states still observes most machines of a kind but not all. */
export const isObservedInPart = ({ estate }: Unnoticed): boolean =>
  coverages(estate).every((coverage) => coverage.missing.length === 0 || !isAboutAll(coverage));

export function edgeOf({ mutant: { at }, ground }: Unnoticed) {
  if (isSpan(at) || at.path[0] !== 'dependencies') return undefined;
  return ground.estate.dependencies.find(
    (one) => !isSpan(one.at) && one.at.file === at.file && one.at.path[1] === at.path[1],
  );
}

export function isProbedElsewhere({ mutant, ground }: Unnoticed): boolean {
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

function gapIn({ mutant: { at: place }, ground }: Unnoticed) {
  if (isSpan(place)) return undefined;
  return ground.estate.gaps.find(
    ({ at }) => !isSpan(at) && at.file === place.file && at.path[1] === place.path[1],
  );
}

export const isClosedLoop = ({ mutant, ground }: Unnoticed): boolean =>
  ground.estate.loops.some(({ file, closed }) => file === mutant.file && closed);

export const isOpenGap = (unnoticed: Unnoticed): boolean => gapIn(unnoticed)?.closed === false;

export function hasOtherEvidence(unnoticed: Unnoticed): boolean {
  const before = gapIn(unnoticed);
  const gap = before && unnoticed.estate.index.gap(before.id);
  return (
    gap?.closed === true && Boolean(gap.fixedIn ?? gap.resolution ?? gap.notes ?? gap.lock ?? gap.runKeys[0])
  );
}

const siteOf = ({ mutant, estate }: Unnoticed) =>
  mutant.site === undefined ? undefined : estate.index.site(mutant.site);

/** Whether the damaged row stated as its broadcast address the one that a plan takes where none is stated. */
export function isLanBroadcast(unnoticed: Unnoticed): boolean {
  const site = unnoticed.ground.estate.index.site(unnoticed.mutant.site ?? '');
  const lan = site?.lan?.value;
  if (!isField(unnoticed, /\.broadcast$/) || lan === undefined || !ipaddr.IPv4.isValidCIDR(lan)) return false;
  return site?.maintenance?.broadcast?.value === ipaddr.IPv4.broadcastAddressFromCIDR(lan).toString();
}

export const needsNoGuard = (unnoticed: Unnoticed): boolean =>
  siteOf(unnoticed)?.maintenance?.requiresOobGuard?.value === false;

export const sameButPorts = (unnoticed: Unnoticed): boolean =>
  siteOf(unnoticed)?.maintenance?.oob?.devices.every(({ tcpAny }) => tcpAny.length > 0) === true;

export function isLimited(unnoticed: Unnoticed): boolean {
  const { estate } = unnoticed;
  const target = targetIn(estate, unnoticed);
  return target?.site !== undefined && demandsOn(estate, target, target.site).length > 0;
}

/** The backup target of the damaged row, in one of the two models. */
function targetIn(model: Estate, { mutant: { at, file, kind } }: Unnoticed) {
  if (kind !== 'backup.inventory' || isSpan(at)) return undefined;
  const row = at.path[1];
  return model.backupTargets.find((one) => !isSpan(one.at) && one.at.file === file && one.at.path[1] === row);
}

export function isStricterItself(unnoticed: Unnoticed): boolean {
  const { estate } = unnoticed.ground;
  const target = targetIn(estate, unnoticed);
  const own = target && ownLimit(target);
  if (!own || target.site === undefined) return false;
  return demandsOn(estate, target, target.site).every(({ hours }) => own.hours <= hours);
}

export function isAwayAsBefore(unnoticed: Unnoticed): boolean {
  const places = [unnoticed.ground.estate, unnoticed.estate].map((model) => targetIn(model, unnoticed));
  return places.every(
    (target) =>
      target?.site !== undefined &&
      target.destinationSite !== undefined &&
      target.destinationSite !== target.site,
  );
}

export function isAnchoredOnHypervisor({ mutant, ground, estate }: Unnoticed): boolean {
  const anchor = ground.estate.index.site(mutant.site ?? '')?.anchor?.value;
  return anchor !== undefined && estate.index.site(mutant.site ?? '')!.hypervisors.includes(anchor);
}

export const hasOneHypervisor = (unnoticed: Unnoticed): boolean =>
  siteOf(unnoticed)?.hypervisors.length === 1;

/** Another enabled probe of the same class looks at the same machine; of a service, every service that was asked still is. */
export function hasOtherProbe({ mutant, ground, estate }: Unnoticed): boolean {
  if (mutant.kind !== 'services.health' || isSpan(mutant.at)) return false;
  if (!isDropOfRow(mutant) && mutant.operator.id !== 'flip-switch') return false;
  const row = mutant.at.path[1];
  const probe = ground.estate.probes.find(
    ({ at }) => !isSpan(at) && at.file === mutant.file && at.path[1] === row,
  );
  const others = estate.probes.filter(
    ({ enabled, on }) => enabled && on !== undefined && on.subject === probe?.on?.subject,
  );
  if (probe?.class !== 'service') return others.some((other) => other.class === probe?.class);
  const asked = answeringServices(ground.estate).filter((service) => asks(probe, service));
  const still = answeringServices(estate).filter((service) => asked.some(({ id }) => id === service.id));
  return (
    others.length > 0 &&
    still.every((service) => estate.probes.some((one) => one.enabled && asks(one, service)))
  );
}

export function isUnnamedDevice({ mutant: { file, at, kind }, ground }: Unnoticed): boolean {
  if (kind !== 'device.registry' || isSpan(at)) return false;
  const row = at.path.slice(0, 2);
  const own = ground.facts.find(
    ({ file: other, path }) => other === file && startsWith(path, [...row, 'id']),
  );
  const isMention = ({ value, path, file: other }: (typeof ground.facts)[number]) =>
    value === own?.value && !(other === file && startsWith(path, row));
  return own !== undefined && !ground.facts.some(isMention);
}

export function isUnbound({ mutant, ground }: Unnoticed): boolean {
  const { at } = mutant;
  if (mutant.kind !== 'capabilities' || isSpan(at)) return false;
  const capability = ground.estate.capabilities.find(({ id }) => id === at.path[1]);
  const { statedNodes = [], statedObserves = [], observability = true } = capability ?? {};
  return !observability && statedNodes.length + statedObserves.length === 0;
}

/** Whether everything that is woken by a packet has the addresses that it had. */
export function wakesAsBefore({ ground, estate }: Unnoticed): boolean {
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

/** Whether what a phase starts, nodes and guests, is the same in all phases without it. */
export function isPhaseRepeated({ mutant: { at }, ground, estate }: Unnoticed): boolean {
  if (isSpan(at) || at.path[0] !== 'phases' || ![2, 4].includes(at.path.length)) return false;
  const started = ({ phases }: Estate) =>
    new Set(
      phases.flatMap(({ site, hosts }) =>
        hosts.flatMap(({ target, vmIds, lxcIds, stacks }) =>
          [...[target, ...vmIds, ...lxcIds].map((entry) => entry?.text), ...stacks].map(
            (text) => `${site} ${text}`,
          ),
        ),
      ),
    );
  const after = started(estate);
  return [...started(ground.estate)].every((entry) => after.has(entry));
}
