import { basename } from 'node:path';
import { type ContractKind, ruleOf, usualFile } from '../../contract/kinds.ts';
import { type Anchor, atKey } from '../../finding/place.ts';
import { quoted } from '../../finding/printable.ts';
import type { Document } from '../../load/document.ts';
import type { Entity } from '../model/entity.ts';
import type { Estate } from '../model/estate.ts';
import { isRow } from '../reading/values.ts';
import { oncePerEstate } from './once.ts';

/** Where a row about something is missing. */
export interface MissingRow {
  /** The key of the collection that lacks it; the thing itself when the whole file is absent. */
  readonly at: Anchor;
  /** For a message: the collection and its file, or that the file is to be created. */
  readonly where: string;
  readonly related: readonly { readonly message: string; readonly at: Anchor }[];
}

/** Where the row about an entity is missing, with its declaration and any decision that left it out. */
export function missingRow(
  estate: Estate,
  entity: Entity,
  kind: ContractKind,
  path: readonly string[],
): MissingRow {
  const at = collectionAnchor(estate, kind, path, entity.site);
  const collection = quoted(path.join('.'));
  if (!at) {
    const where = `${collection} of ${fileFor(estate, kind, entity.site)}, a file that the estate lacks: create it`;
    return { at: entity.at, where, related: scopeNotes(estate, kind, entity.site) };
  }
  const declared = { message: 'declared here', at: entity.at };
  const where = `${collection} of ${basename(at.file)}`;
  return { at, where, related: [declared, ...scopeNotes(estate, kind, entity.site)] };
}

/** The key of a collection in the document that belongs to the site, else in the first; undefined without a file. */
export function collectionAnchor(
  estate: Estate,
  kind: ContractKind,
  path: readonly string[],
  site?: string,
): Anchor | undefined {
  const document = documentFor(estate, kind, site);
  return document && atKey(document.file, ...deepest(document.data, path));
}

/** Written decisions that leave a site, or nothing in particular, out of a contract's scope. */
export function scopeNotes(estate: Estate, kind: ContractKind, site?: string): MissingRow['related'] {
  return estate.scopeDecisions
    .filter((decision) => decision.kind === kind)
    .filter(({ sites }) => sites.length === 0 || (site !== undefined && sites.includes(site)))
    .map((decision) => ({
      message: `this decision puts it out of scope (${quoted(decision.text)}), which does not silence the law: waive the finding to accept the risk`,
      at: decision.at,
    }));
}

/** As much of the path as exists; the first root key when nothing of it does. */
function deepest(data: unknown, path: readonly string[]): string[] {
  const found: string[] = [];
  let value = data;
  for (const key of path) {
    if (!isRow(value) || !(key in value)) break;
    found.push(key);
    value = value[key];
  }
  return found.length > 0 || !isRow(data) ? found : Object.keys(data).slice(0, 1);
}

/** The site's own file; else, where files are not named for other sites, the one that speaks most of the site. */
function documentFor(estate: Estate, kind: ContractKind, site: string | undefined): Document | undefined {
  const documents = estate.index.loaded(kind);
  if (site === undefined) return documents[0];
  const own = documents.find(({ file }) => siteInName(estate, kind, file) === site);
  const shared = documents.filter(({ file }) => siteInName(estate, kind, file) === undefined);
  if (own || shared.length < 2) return own ?? shared[0];
  const file = filesOfSites(estate, kind).get(site);
  return shared.find((document) => document.file === file) ?? shared[0];
}

/** The site for which a file is named: what its name holds beside that of the kind. */
function siteInName(estate: Estate, kind: ContractKind, file: string): string | undefined {
  const name = basename(file).replace(/\.[^.]*$/, '');
  const rest = ruleOf(kind).stems.flatMap((stem) => {
    const lower = name.toLowerCase();
    if (lower.startsWith(`${stem}.`)) return name.slice(stem.length + 1);
    const prefix = lower.endsWith(stem) ? name.slice(0, -stem.length) : '';
    return /[._-]$/.test(prefix) ? prefix.slice(0, -1) : [];
  });
  return rest.find((part) => estate.index.site(part));
}

/** The file to create, named as its siblings are. */
export function fileFor(estate: Estate, kind: ContractKind, site: string | undefined): string {
  const sibling = estate.index.loaded(kind)[0];
  const other = sibling && siteInName(estate, kind, sibling.file);
  if (other === undefined || site === undefined) return usualFile(kind);
  const parts = basename(sibling!.file).split('.');
  return parts.with(parts.indexOf(other), site).join('.');
}

type Files = ReadonlyMap<string, string>;

const filesOfSites = (estate: Estate, kind: ContractKind): Files => filesByKind(estate)(kind);

const filesByKind = oncePerEstate((estate) => {
  const kinds = new Map<ContractKind, Files>();
  return (kind: ContractKind) => {
    const files = kinds.get(kind) ?? countFiles(estate, kind);
    kinds.set(kind, files);
    return files;
  };
});

/** For each site the file of a kind that speaks most of its nodes and guests. */
function countFiles(estate: Estate, kind: ContractKind): Files {
  const counts = new Map<string, Map<string, number>>();
  const count = (site: string | undefined, file: string) => {
    const files = counts.get(site ?? '') ?? new Map<string, number>();
    counts.set(site ?? '', files.set(file, (files.get(file) ?? 0) + 1));
  };
  for (const thing of [...estate.nodes, ...estate.guests]) {
    for (const row of 'mentions' in thing ? thing.mentions : thing.rows) {
      if (row.kind === kind) count(thing.site, row.at.file);
    }
  }
  return new Map([...counts].map(([site, files]) => [site, mostCounted(files)]));
}

function mostCounted(files: ReadonlyMap<string, number>): string {
  return [...files].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}
