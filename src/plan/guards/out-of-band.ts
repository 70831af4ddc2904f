import { ackTokenAt } from '../../estate/ask/ack-token.ts';
import { named } from '../../estate/ask/describe.ts';
import type { Stated } from '../../estate/model/entity.ts';
import type { Oob } from '../../estate/model/site.ts';
import { isGuest, referenceOf } from '../../estate/reading/reference.ts';
import type { Check } from '../check.ts';
import type { Because } from '../model.ts';
import { tcp } from '../network-checks.ts';
import { isStopped } from '../outside.ts';
import type { Planning } from '../planning.ts';
import { routeTo } from '../routes.ts';
import { type GuardedSite, goesDown, guard, rowOf, STOPPING } from './guard.ts';

/** A way into the site that is still there when its machines are off. Where the contract does not require it, it informs. */
export function outOfBandGuard(guarded: GuardedSite) {
  const { planning, site } = guarded;
  const oob = site.maintenance?.oob;
  const required = requiredBy(guarded);
  if (!oob && !required) return [];
  const token = ackTokenAt(planning.estate);
  return guard(guarded, {
    id: 'out-of-band',
    phases: STOPPING,
    text: promiseOf(oob?.devices.map((device) => `"${device.id}"`) ?? []),
    at: oob?.at ?? required?.at ?? rowOf(site),
    blocking: required !== undefined,
    ...(token && { acknowledgedAt: token }),
    objections: oob ? [...deadEnds(guarded, oob), ...devicesDown(planning, oob)] : [lacking(guarded)],
    checks: (oob?.devices ?? []).flatMap((device) => deviceCheck(planning, device)),
  });
}

const promiseOf = (devices: readonly string[]): string =>
  devices.length > 1
    ? `${devices.join(', ')} answer and survive the power-off`
    : `${devices[0] ?? 'a device'} answers and survives the power-off`;

function requiredBy({ site }: GuardedSite): Stated<boolean> | undefined {
  return [site.maintenance?.requiresOobGuard, site.oobPolicySwitch].find((one) => one?.value === true);
}

function lacking({ planning, site }: GuardedSite): Because {
  const text = `site "${site.id}" requires an out-of-band path and states no devices (oob.devices)`;
  return planning.because(text, site.maintenance?.requiresOobGuard?.at ?? site.oobPolicy ?? rowOf(site));
}

/** What is powered off without the contract saying that the path survives it. */
function deadEnds({ planning, order }: GuardedSite, oob: Oob): Because[] {
  const { index } = planning.estate;
  const survives = new Set(
    oob.survivesPoweroffOf.map(({ value }) => referenceOrText(value, index.named(value))),
  );
  const off = order
    .map(({ thing }) => thing)
    .filter((thing) => !isGuest(thing) && isStopped(planning, thing));
  return off
    .filter((thing) => !survives.has(referenceOf(thing)))
    .map((thing) =>
      planning.because(
        `no line says that the path survives the power-off of ${named(thing)} (survives_poweroff_of)`,
        oob.at,
      ),
    );
}

const referenceOrText = (text: string, found: Parameters<typeof referenceOf>[0] | undefined): string =>
  found ? referenceOf(found) : text;

/** Devices that cannot be tried, or only over a machine that goes down. */
function devicesDown(planning: Planning, oob: Oob): Because[] {
  if (oob.devices.length === 0) return [planning.because('no out-of-band device is listed', oob.at)];
  return oob.devices.flatMap((device) => {
    const machine = planning.estate.index.named(device.id);
    const via = machine && routeTo(planning, machine);
    if (!machine || !via)
      return planning.because(`"${device.id}" has no address that could be tried`, device.at);
    if (device.tcpAny.length === 0)
      return planning.because(`"${device.id}" has no ports to try (tcp_any)`, device.at);
    const way = [machine, ...via.jump.flatMap((hop) => planning.estate.index.named(hop.id) ?? [])];
    return way
      .filter((one) => goesDown(planning, one))
      .map((one) =>
        planning.because(
          `"${device.id}" is reached over ${named(one)}, which goes down in this plan`,
          device.at,
        ),
      );
  });
}

function deviceCheck(planning: Planning, { id, tcpAny }: Oob['devices'][number]): Check[] {
  const machine = planning.estate.index.named(id);
  const via = machine && routeTo(planning, machine);
  return via && tcpAny.length > 0 ? [tcp(via, tcpAny)] : [];
}
