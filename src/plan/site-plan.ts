import type { Guest } from '../estate/model/guest.ts';
import type { Node } from '../estate/model/node.ts';
import { isGuest, referenceOf } from '../estate/reading/reference.ts';
import { backupNow } from './backup-now.ts';
import type { Block, Draft, Moment } from './draft.ts';
import { startsAfter, stopsAfter } from './edge-reasons.ts';
import { guestMounts } from './guest-mounts.ts';
import { readGuest, startGuest, stopGuest } from './guest-steps.ts';
import { readHypervisor, startHypervisor, stopHypervisor, switchBackupJobs } from './hypervisor-steps.ts';
import { guestsOn, type Member } from './members.ts';
import { readNas, startNas, stopNas } from './nas-steps.ts';
import type { Placed } from './place-nodes.ts';
import type { Reasons } from './planning.ts';
import { postcheckSteps } from './postchecks.ts';
import { phaseProbes, probeStep, probesOn } from './probe-steps.ts';
import { firstStackStops, usersOfShares } from './stack-stops.ts';
import { stacksOn, startStack, stopStack } from './stacks.ts';

/** Read-only: whether everything is there and can be acted on. */
export function precheckBlocks(moment: Moment, order: readonly Placed[]): Block[] {
  return [
    siteBlock(
      moment,
      order.map((placed) => readStep(moment, placed)),
    ),
  ];
}

export function shutdownBlocks(moment: Moment, order: readonly Placed[]): Block[] {
  const { planning } = moment;
  const { nasOnly, backupNow: copies } = planning.scope;
  const guests = guestsIn(order);
  const freezes = nasOnly
    ? []
    : hypervisorsWithGuests(moment, order).map((host) => switchBackupJobs(moment, host, false));
  const backups = copies ? guests.flatMap((guest) => backupNow(moment, guest)) : [];
  const first = firstStackStops(planning, guests);
  const later = usersOfShares(planning, guests).filter((guest) => !first.has(guest));
  return [
    siteBlock(moment, [...freezes, ...backups]),
    ...guests.filter((guest) => first.has(guest)).map((guest) => stopStacks(moment, guest)),
    ...order.flatMap((placed) => [
      ...later.filter((guest) => guest === placed.thing).map((guest) => stopStacks(moment, guest)),
      machineBlock(moment, placed.thing, stopSteps(moment, placed)),
    ]),
  ];
}

export function startupBlocks(moment: Moment, order: readonly Placed[]): Block[] {
  const last = moment.planning.scope.phase === 'startup' && !moment.planning.scope.nasOnly;
  return [...startBlocks(moment, order), siteBlock(moment, last ? postcheckSteps(moment) : [])];
}

/** Everything that a start does, where it is needed, and then a look at every service. */
export function recoveryBlocks(moment: Moment, order: readonly Placed[]): Block[] {
  const last = moment.planning.scope.phase === 'recovery';
  const probes = order.flatMap(({ thing }) => serviceProbes(moment, thing));
  return [
    ...startBlocks(moment, order),
    siteBlock(moment, [...probes, ...(last ? postcheckSteps(moment) : [])]),
  ];
}

/** Read-only: everything runs, every probe answers, every required postcheck passes. */
export function verifyBlocks(moment: Moment, order: readonly Placed[]): Block[] {
  const reads = order.map((placed) => readStep(moment, placed));
  const probes = order.flatMap(({ thing }) =>
    probesOn(moment.planning, thing).flatMap((one) => probeStep(moment, one)),
  );
  return [siteBlock(moment, [...reads, ...probes, ...postcheckSteps(moment)])];
}

function startBlocks(moment: Moment, order: readonly Placed[]): Block[] {
  const machines = order.map((placed) => machineBlock(moment, placed.thing, startSteps(moment, placed)));
  if (moment.planning.scope.nasOnly) return machines;
  const thaws = hypervisorsWithGuests(moment, order).map((host) => switchBackupJobs(moment, host, true));
  return [...machines, ...order.map(({ thing }) => startStacks(moment, thing)), siteBlock(moment, thaws)];
}

function readStep(moment: Moment, { thing, because }: Placed): Draft {
  if (isGuest(thing))
    return readGuest(moment, thing, because, moment.phase === 'verify' ? 'running' : undefined);
  return thing.kind === 'nas' ? readNas(moment, thing, because) : readHypervisor(moment, thing, because);
}

function stopSteps(moment: Moment, { thing, because }: Placed): Draft[] {
  const reasons: Reasons = [because, ...stopsAfter(moment.planning, thing)];
  if (isGuest(thing)) return [stopGuest(moment, thing, reasons)];
  return thing.kind === 'nas' ? [stopNas(moment, thing, reasons)] : stopHypervisor(moment, thing, reasons);
}

function startSteps(moment: Moment, { thing, because }: Placed): Draft[] {
  const reasons: Reasons = [because, ...startsAfter(moment.planning, thing)];
  const probes = [...phaseProbes(moment, thing, 'machine'), ...nameProbes(moment, thing)];
  if (isGuest(thing)) {
    const mounts = guestMounts(moment, thing);
    return [startGuest(moment, thing, reasons, mounts.length + probes.length > 0), ...mounts, ...probes];
  }
  const start =
    thing.kind === 'nas' ? startNas(moment, thing, reasons) : startHypervisor(moment, thing, reasons);
  return [...start, ...probes];
}

/** Whoever starts after a name server needs its answers. */
function nameProbes(moment: Moment, thing: Member): Draft[] {
  const probes = isGuest(thing) ? probesOn(moment.planning, thing) : [];
  return probes.filter((probe) => probe.class === 'dns').flatMap((probe) => probeStep(moment, probe));
}

/** Probes that the start of a machine has not asked already. */
function serviceProbes(moment: Moment, thing: Member): Draft[] {
  const probes = probesOn(moment.planning, thing);
  const asked = isGuest(thing) ? probes.filter((probe) => probe.class !== 'dns') : probes;
  return asked.flatMap((probe) => probeStep(moment, probe));
}

function startStacks(moment: Moment, thing: Member): Block {
  const probes = phaseProbes(moment, thing, 'stacks');
  const stacks = stacksOn(moment.planning, thing);
  const starts = stacks.map((stack, index) =>
    startStack(moment, thing, stack, probes.length > 0 || index < stacks.length - 1),
  );
  return stacksBlock(moment, thing, [...starts, ...probes]);
}

/** What reads and writes on a share ends before anything else does. */
function stopStacks(moment: Moment, guest: Guest): Block {
  const stacks = [...stacksOn(moment.planning, guest)].reverse();
  return stacksBlock(
    moment,
    guest,
    stacks.map((stack) => stopStack(moment, guest, stack)),
  );
}

const guestsIn = (order: readonly Placed[]): Guest[] =>
  order.flatMap(({ thing }) => (isGuest(thing) ? [thing] : []));

function hypervisorsWithGuests({ planning }: Moment, order: readonly Placed[]): Node[] {
  return order.flatMap(({ thing }) =>
    !isGuest(thing) && thing.kind === 'hypervisor' && guestsOn(planning.estate, thing).length > 0
      ? [thing]
      : [],
  );
}

const siteBlock = ({ site, phase }: Moment, steps: readonly Draft[]): Block => ({
  site: site.id,
  phase,
  part: 'site',
  steps,
});

const machineBlock = (moment: Moment, thing: Member, steps: readonly Draft[]): Block => ({
  ...siteBlock(moment, steps),
  part: 'machine',
  about: referenceOf(thing),
});

const stacksBlock = (moment: Moment, thing: Member, steps: readonly Draft[]): Block => ({
  ...machineBlock(moment, thing, steps),
  part: 'stacks',
});
