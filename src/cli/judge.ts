import { type Clock, clockOf } from '../config/clock.ts';
import { readSettings, type Settings } from '../config/settings.ts';
import { readWaivers } from '../config/waivers.ts';
import { buildEstate } from '../estate/estate.ts';
import type { Estate } from '../estate/model.ts';
import { sourcesOf } from '../estate/sources.ts';
import { Refusal } from '../finding/refusal.ts';
import { loadContracts } from '../load/load.ts';
import type { Tree } from '../load/tree.ts';
import { checkedDocument } from '../validate/checked.ts';

/** An estate ready to be judged. */
export interface Prepared {
  readonly estate: Estate;
  readonly settings: Settings;
  readonly clock: Clock;
}

/** Files to model: configuration, contracts, validation, join. */
export async function prepare(tree: Tree, where: string, now: string | undefined): Promise<Prepared> {
  const settings = readSettings(tree);
  const clock = clockOf(now, settings.now);
  const { add = [], ignore = [] } = settings.contracts ?? {};
  const documents = loadContracts(tree, { add, ignore }).map(checkedDocument);
  if (documents.length === 0) {
    throw new Refusal(
      `no contract was found below ${where}`,
      'Name the estate with --estate DIR; `gates schema` lists the files that count as contracts.',
    );
  }
  const waivers = readWaivers(documents, settings, clock.now);
  return { estate: buildEstate(sourcesOf(documents, tree, clock.now, waivers)), settings, clock };
}
