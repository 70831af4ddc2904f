import type { Anchor } from '../../finding/place.ts';
import type { Stated } from '../model/entity.ts';
import type { Estate } from '../model/estate.ts';
import type { Guest } from '../model/guest.ts';
import type { Node } from '../model/node.ts';
import { groupByNames } from '../reading/grouping.ts';
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

function stacksOf(target: RowAt, estate: Estate): ComposeStack[] {
  const own = String(target.path.at(-1));
  const on = estate.index.named(target.text('ssh_target')?.value ?? own) ?? estate.index.named(own);
  if (!on) return [];
  return target.rows('stacks').flatMap((row) => {
    const name = row.text('name');
    const path = row.text('path');
    if (!name || row.flag('legacy_only') === true) return [];
    return [{ name: name.value, on, at: name.at, ...(path && { path }) }];
  });
}
