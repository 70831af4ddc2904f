import type { Anchor } from '../../finding/place.ts';
import { groupByNames } from '../../grouping/groups.ts';
import type { Stated } from '../model/entity.ts';
import type { Estate } from '../model/estate.ts';
import type { Guest } from '../model/guest.ts';
import type { Node } from '../model/node.ts';
import { RowAt } from '../reading/row-at.ts';
import { oncePerEstate } from './once.ts';

/** A compose stack on a machine, and the folder of its compose file. */
export interface ComposeStack {
  readonly name: string;
  readonly on: Node | Guest;
  readonly path?: Stated<string>;
  readonly at: Anchor;
}

/** Stacks of docker.compose.targets that are in use, on machines that the contracts know. */
export const composeStacks = oncePerEstate((estate) => {
  const stacks = estate.index
    .loaded('docker.compose.targets')
    .flatMap((document) => RowAt.root(document).rows('targets'))
    .filter((target) => target.flag('enabled') !== false)
    .flatMap((target) => stacksOf(target, estate));
  return groupByNames(stacks, (stack) => [stack.on]);
});

/** A compose target that is switched on, with the names of its stacks; of old ones nothing else has to know. */
export interface ComposeTarget {
  readonly id: string;
  readonly at: Anchor;
  readonly stacks: readonly string[];
  readonly legacy: readonly string[];
}

/** Compose targets that are switched on, by the machine that they run on. */
export const composeTargets = oncePerEstate((estate) => {
  const targets = estate.index
    .loaded('docker.compose.targets')
    .flatMap((document) => RowAt.root(document).rows('targets'))
    .filter((target) => target.flag('enabled') !== false)
    .flatMap((row) => {
      const on = machineOf(row, estate);
      const named = row.rows('stacks').flatMap((stack) => {
        const name = stack.text('name')?.value;
        return name === undefined ? [] : [{ name, old: stack.flag('legacy_only') === true }];
      });
      const names = (old: boolean) => named.filter((each) => each.old === old).map(({ name }) => name);
      const target = { id: idOf(row), at: row.here, stacks: names(false), legacy: names(true) };
      return on ? [{ on, target }] : [];
    });
  return groupByNames(targets, ({ on }) => [on]);
});

const idOf = (target: RowAt): string => String(target.path.at(-1));

const machineOf = (target: RowAt, { index }: Estate): Node | Guest | undefined =>
  index.named(target.text('ssh_target')?.value ?? idOf(target)) ?? index.named(idOf(target));

function stacksOf(target: RowAt, estate: Estate): ComposeStack[] {
  const on = machineOf(target, estate);
  if (!on) return [];
  return target.rows('stacks').flatMap((row) => {
    const name = row.text('name');
    const path = row.text('path');
    if (!name || row.flag('legacy_only') === true) return [];
    return [{ name: name.value, on, at: name.at, ...(path && { path }) }];
  });
}
