import type { ContractKind } from '../contract/kinds.ts';
import type { Schema } from '../contract/schema.ts';
import type { Entity } from '../estate/model/entity.ts';
import type { Estate } from '../estate/model/estate.ts';
import { type DataPath, isSpan } from '../finding/place.ts';
import { partOf } from '../fix/yaml/part.ts';
import { yamlSource } from '../fix/yaml/source.ts';
import type { Document } from '../load/document.ts';
import { rowOf } from './damage.ts';
import { governedFacts } from './governed-facts.ts';
import type { Ground, YamlPart } from './mutant.ts';

/** All that operators look at, over a clean estate. */
export function groundOf(estate: Estate, schemas: ReadonlyMap<ContractKind, Schema>): Ground {
  const loaded = estate.documents.filter((document) => document.loaded);
  const sources = new Map<string, YamlPart | undefined>();
  const byFile = new Map(loaded.map((document) => [document.file, document]));
  const sites = sitesByPlace(estate);
  return {
    estate,
    facts: loaded.flatMap((document) => governedFacts(document, schemas.get(document.kind) ?? {})),
    yaml: (file) => {
      const document = byFile.get(file);
      if (document && !sources.has(file)) sources.set(file, sourceOf(document));
      return sources.get(file);
    },
    siteAt: (file, path) => nearestSite(sites, file, path),
  };
}

function sourceOf(document: Document): YamlPart | undefined {
  const { text, offset } = partOf(document);
  const source = yamlSource(text);
  return source && { source, offset };
}

const keyOf = (file: string, path: DataPath): string => JSON.stringify([file, ...path.map(String)]);

function sitesByPlace(estate: Estate): Map<string, string> {
  const entities: (Pick<Entity, 'at'> & { readonly site?: string })[] = [
    ...estate.sites.map(({ id, at }) => ({ at, site: id })),
    ...estate.sites.flatMap(({ id, maintenance }) => (maintenance ? [{ at: maintenance.at, site: id }] : [])),
    ...estate.nodes,
    ...estate.nodes.flatMap(({ rows, site }) =>
      rows.map(({ at }) => ({ at, ...(site !== undefined && { site }) })),
    ),
    ...estate.guests,
    ...estate.guests.flatMap(({ mentions, site }) => mentions.map(({ at }) => ({ at, site }))),
    ...estate.sequences,
    ...estate.phases,
    ...estate.backupTargets,
    ...estate.probes,
    ...estate.services,
    ...estate.mounts,
  ];
  const sites = new Map<string, string>();
  for (const { at, site } of entities) {
    const row = rowOf(at);
    if (site !== undefined && !isSpan(row)) sites.set(keyOf(row.file, row.path), site);
  }
  return sites;
}

function nearestSite(sites: ReadonlyMap<string, string>, file: string, path: DataPath): string | undefined {
  for (let length = path.length; length > 0; length--) {
    const site = sites.get(keyOf(file, path.slice(0, length)));
    if (site !== undefined) return site;
  }
  return undefined;
}
