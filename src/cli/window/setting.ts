import { packOf } from '../../config/packs.ts';
import { RowAt } from '../../estate/reading/row-at.ts';
import { diskTree } from '../../load/disk-tree.ts';
import type { Resolve } from '../../load/resolve.ts';
import { resolver } from '../../load/resolve.ts';
import type { Tree } from '../../load/tree.ts';
import { Planning } from '../../plan/planning.ts';
import { scopeOf } from '../../plan/scope.ts';
import { realWorld } from '../../window/real-world.ts';
import { WindowFolder } from '../../window/window-files.ts';
import type { World } from '../../window/world.ts';
import { estateRoot } from '../estate-root.ts';
import { type Prepared, prepare } from '../judge.ts';
import { textReader } from '../texts.ts';

/** An estate on which windows run. */
export interface Setting {
  readonly root: string;
  readonly tree: Tree;
  readonly prepared: Prepared;
  readonly place: Resolve;
  readonly world: World;
  readonly voice: Voice;
}

/** Who tells what the way to machines has to say; a window that draws on the terminal takes it over. */
export interface Voice {
  warn: (text: string) => void;
}

/** How machines are reached; tests have their own. */
export type MakeWorld = (folder: string, warn: (text: string) => void) => World;

export const usualWorld: MakeWorld = realWorld;

export const MAINTENANCE = 'maintenance';

/**
 * Reads an estate. What touches machines is judged by the world's clock: a clock pinned in gates.yaml would make old
 * evidence look young.
 */
export async function settingOf(
  estate: string | undefined,
  real: boolean,
  make: MakeWorld,
): Promise<Setting> {
  const root = estateRoot(estate);
  const tree = diskTree(root);
  const voice: Voice = { warn: (text) => void process.stderr.write(`gates: ${text}\n`) };
  const world = make(root, (text) => voice.warn(text));
  const now = real ? new Date(world.time.now()).toISOString() : undefined;
  const prepared = await prepare(
    tree,
    estate ?? root,
    now,
    (settings, catalogue) => packOf(MAINTENANCE, settings, catalogue).gates,
  );
  const place = resolver(prepared.estate.documents, textReader(prepared.estate, tree));
  return { root, tree, prepared, place, world, voice };
}

const USUAL_PATH = 'state/windows/<window_id>.yaml';

/** Where the estate keeps its windows: `checkpoint_path` of the transaction contract. */
export function windowFolder({ root, prepared }: Setting): WindowFolder {
  const stated = prepared.estate.index
    .loaded('infra.maintenance.transaction.contract')
    .map((document) => RowAt.root(document).text('checkpoint_path')?.value)
    .find((path) => path !== undefined);
  return new WindowFolder(root, stated ?? USUAL_PATH);
}

/** For looks that belong to no plan; a site that is not active is refused. */
export function planningOf({ prepared, place }: Setting, site = 'all'): Planning {
  const scope = scopeOf(prepared.estate, { sites: [site], phase: 'precheck' });
  return new Planning(prepared.estate, scope, place);
}
