import type { Look } from '../../look.ts';
import type { Reference } from '../../model/entity.ts';
import { isGuest } from '../../reading/reference.ts';
import type { RowAt } from '../../reading/row-at.ts';
import { nameRuns } from '../../reading/words.ts';
import type { TargetLinks } from './backup-sources.ts';

/** The target as far as its protected site depends on it. */
export interface ProtectedThing {
  readonly row: RowAt;
  readonly name: string;
  readonly facet: 'vm' | 'app';
  readonly guests: readonly Reference[];
  readonly hostSite: string | undefined;
  /** Whether a guest keeps the files: what an application writes beside itself is its own. */
  readonly keptByGuest: boolean;
}

/**
 * The one site of what a target protects: of its guests; else stated; else of the units and jobs that write it; else
 * of guests, services and stacks that its name or glob names; else of the host that keeps it, where that tells anything.
 * Undefined when the evidence names several sites or none.
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
  yield stackSites(thing, links);
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

/** Where the stack or container runs that an app's job exports. */
function stackSites({ name, facet }: ProtectedThing, links: TargetLinks): string[] {
  if (facet !== 'app') return [];
  const words = links
    .jobsOf(name)
    .flatMap(({ row }) => [row.text('stack')?.value, row.text('container')?.value]);
  return words.flatMap((word) => (word === undefined ? [] : (links.siteOfService(word) ?? [])));
}

/** Sites of the guests and services whose whole names are parts of the target's name, glob or path. */
function namedSites({ row, name }: ProtectedThing, links: TargetLinks, look: Look): string[] {
  const texts = [name, row.text('glob')?.value ?? '', row.text('base_path')?.value ?? ''];
  return texts.flatMap(nameRuns).flatMap((word) => {
    const found = look.named(word);
    const runs = found && isGuest(found) && found.state !== 'retired';
    return (runs ? found.site : undefined) ?? links.siteOfService(word) ?? [];
  });
}

/** Dumps lie beside their hypervisor, but exports of any site are collected on a NAS: there the name has to agree. */
function keeperSite({ name, hostSite, facet, keptByGuest }: ProtectedThing, look: Look): string | undefined {
  const called = nameRuns(name).filter((word) => look.site(word));
  if (called.length > 0) return called.every((word) => word === hostSite) ? hostSite : undefined;
  const single = look.sites.filter((site) => site.status === 'active').length < 2;
  return facet === 'vm' || keptByGuest || single ? hostSite : undefined;
}
