import { listed } from '../../src/estate/ask/describe.ts';
import { oncePerEstate } from '../../src/estate/ask/once.ts';
import type { Entity } from '../../src/estate/model/entity.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import { RowAt } from '../../src/estate/reading/row-at.ts';
import type { Anchor } from '../../src/finding/place.ts';
import { subjectOf } from '../../src/finding/subject.ts';
import { defineGate } from '../../src/gate/gate.ts';

const INVENTORY = 'ops/bindings/backup.inventory.yaml';
const POSTURE = 'ops/bindings/backup.posture.snapshot.yaml';

/** A lane of the posture, with the machines that it was measured on and those that the inventory gives it. */
interface MeasuredLane extends Entity {
  readonly id: string;
  readonly measured: readonly string[];
  readonly given: readonly string[];
  readonly givenAt: Anchor;
}

export default defineGate<MeasuredLane>({
  id: 'backups/lane-hosts-agree',
  title: 'A lane was measured on the machines that the inventory gives it, and on no others',
  why: 'The room of a lane is judged by what was measured; copies on a machine that nobody looked at fill it unseen.',
  fix: 'Correct host_group (or host) of the lane in backup.inventory.yaml, or have the posture made again.',
  severity: 'warning',
  reads: ['backup.inventory', 'backup.posture.snapshot', 'topology.sites', 'ssh.targets'],
  unseen: 'Lanes that the posture leaves out altogether.',
  examines: (estate) => measuredLanes(estate),
  *judge({ id, measured, given, givenAt }, { index }) {
    const nameOf = (name: string) => index.named(name)?.subject ?? name;
    const lacks = (all: readonly string[], name: string) => !all.some((one) => nameOf(one) === nameOf(name));
    const unseen = given.filter((name) => lacks(measured, name));
    const strange = measured.filter((name) => lacks(given, name));
    if (unseen.length + strange.length === 0) return;
    yield {
      key: id,
      message: `the lane "${id}" was measured on ${quotedList(measured)}; expected ${quotedList(given)}, as the inventory says`,
      related: [{ message: 'the lane in the inventory', at: givenAt }],
    };
  },
  examples: {
    passing: [
      {
        name: 'a lane of one machine',
        edits: [
          {
            file: INVENTORY,
            find: 'shop-images: {host: pve,',
            replace: 'shop-images: {host_group: [pve],',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a machine that was not looked at',
        edits: [
          {
            file: INVENTORY,
            find: 'host_group: [nas-shop, edge-a]',
            replace: 'host_group: [nas-shop, edge-a, media-a]',
          },
          { file: POSTURE, find: 'hosts: [nas-shop, edge-a]', replace: 'hosts: «[nas-shop, edge-a]»' },
        ],
      },
      {
        name: 'a machine that no longer stores the copies',
        edits: [
          {
            file: INVENTORY,
            find: 'host_group: [nas, pihole-home]',
            replace: 'host_group: [nas]',
          },
          { file: POSTURE, find: 'hosts: [nas, pihole-home]', replace: 'hosts: «[nas, pihole-home]»' },
        ],
      },
    ],
  },
});

const measuredLanes = oncePerEstate((estate): readonly MeasuredLane[] => {
  const lanes = lanesGiven(estate);
  return estate.index.loaded('backup.posture.snapshot').flatMap((document) =>
    RowAt.root(document)
      .child('lane_budgets')
      .rows('rows')
      .flatMap((row) => {
        const id = row.text('lane_id')?.value;
        const lane = id === undefined ? undefined : lanes.get(id);
        const measured = valuesOf(row, 'hosts');
        if (!lane || id === undefined || measured.length === 0) return [];
        const at = row.at('hosts');
        return [{ subject: subjectOf('contract', document.file), at, id, measured, ...lane }];
      }),
  );
});

const lanesGiven = (estate: Estate): Map<string, Pick<MeasuredLane, 'given' | 'givenAt'>> =>
  new Map(
    estate.index.loaded('backup.inventory').flatMap((document) =>
      RowAt.root(document)
        .child('model')
        .rows('destination_lanes')
        .flatMap((row) => {
          const given = [...valuesOf(row, 'host'), ...valuesOf(row, 'host_group')];
          return given.length === 0 ? [] : [[String(row.path.at(-1)), { given, givenAt: row.here }] as const];
        }),
    ),
  );

const valuesOf = (row: RowAt, key: string): string[] => row.texts(key).map(({ value }) => value);

const quotedList = (names: readonly string[]): string => listed(names.map((name) => `"${name}"`));
