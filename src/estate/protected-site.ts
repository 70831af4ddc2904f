import type { TargetLinks } from './backup-sources.ts';
import type { Look } from './look.ts';
import type { Reference } from './model.ts';
import { isGuest } from './reference.ts';
import type { RowAt } from './row-at.ts';
import { nameRuns } from './words.ts';

/** The target as far as its protected site depends on it. */
export interface ProtectedThing {
  readonly row: RowAt;
  readonly name: string;
  readonly facet: 'vm' | 'app';
  readonly guests: readonly Reference[];
  readonly hostSite: string | undefined;
}

/**
 * The one site of what a target protects: of its guests; else stated; else of the units and jobs that write it; else
 * of guests and services that its name or glob names; else of the host that keeps it, unless its name names
 * another site. Undefined when the evidence names several sites or none.
 */
export function protectedSite(thing: ProtectedThing, links: TargetLinks, look: Look): string | undefined {
  for (const sites of evidence(thing, links, look)) {
    const distinct = new Set(sites);
    if (distinct.size > 0) return distinct.size === 1 ? [...distinct][0] : undefined;
  }
  return keeperSite(thing, look);
}

function* evidence(thing: ProtectedThing, links: TargetLinks, look: Look): Generator<string[]> {
  yield sitesOf(thing.guests, look);
  yield thing.row.texts('site').flatMap(({ value }) => look.site(value)?.id ?? []);
  yield sitesOf(
    thing.row.texts('guests').map(({ value }) => value),
    look,
  );
  yield sitesOf(
    links.unitsOf(thing.name).flatMap((unit) => unit.text('hostname')?.value ?? []),
    look,
  );
  yield jobSites(thing, links, look);
  yield namedSites(thing, links, look);
}

const sitesOf = (names: readonly string[], look: Look): string[] =>
  names.flatMap((name) => look.named(name)?.site ?? []);

/** An app's job runs where the app runs. A dump job runs on the hypervisor and is told by its guest instead. */
function jobSites({ name, facet }: ProtectedThing, links: TargetLinks, look: Look): string[] {
  if (facet !== 'app') return [];
  return sitesOf(
    links.jobsOf(name).flatMap(({ row }) => row.text('host')?.value ?? []),
    look,
  );
}

/** Sites of the guests and services whose whole names are parts of the target's name, glob or path. */
function namedSites({ row, name }: ProtectedThing, links: TargetLinks, look: Look): string[] {
  const texts = [name, row.text('glob')?.value ?? '', row.text('base_path')?.value ?? ''];
  return texts.flatMap(nameRuns).flatMap((word) => {
    const found = look.named(word);
    return (found && isGuest(found) ? found.site : undefined) ?? links.siteOfService(word) ?? [];
  });
}

function keeperSite({ name, hostSite }: ProtectedThing, look: Look): string | undefined {
  return nameRuns(name).some((word) => word !== hostSite && look.site(word)) ? undefined : hostSite;
}
