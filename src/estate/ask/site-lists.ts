import { basename } from 'node:path';
import { subjectOf } from '../../finding/subject.ts';
import type { Entity, Stated } from '../model/entity.ts';
import type { Estate } from '../model/estate.ts';
import type { SiteList } from '../model/site.ts';
import { oncePerEstate } from './once.ts';

export interface SiteListEntity extends Entity {
  readonly list: SiteList;
}

/** Each list of sites as something to examine: the contract that holds it. */
export function siteListEntities(estate: Estate): SiteListEntity[] {
  return estate.siteLists.map((list) => ({
    subject: subjectOf('contract', list.at.file),
    at: list.at,
    list,
  }));
}

const members = oncePerEstate(
  (estate) =>
    new Map(estate.siteLists.map((list) => [list, new Set(list.entries.map((entry) => entry.value))])),
);

/** The list in words, by the file that holds the entry. */
export const listAt = ({ name }: SiteList, entry: Stated<string>): string =>
  `${name.split(' of ')[0]} of ${basename(entry.at.file)}`;

export function memberOf(estate: Estate, list: SiteList, site: string): boolean {
  return members(estate).get(list)?.has(site) ?? false;
}
