import { isActiveSite } from '../../estate/ask/standard.ts';
import { atValue, below } from '../../finding/place.ts';
import { dropped, replaced, rowOf } from '../damage.ts';
import type { Operator } from '../mutant.ts';

export const SITE_OPERATORS: readonly Operator[] = [
  {
    id: 'drop-site-from-list',
    law: 'every contract that lists sites lists every active one',
    guards: ['sites/*'],
    damages: function* (ground) {
      for (const { name, entries } of ground.estate.siteLists.filter((list) => list.complete)) {
        for (const { value, at } of entries.filter((entry) => isActiveSite(ground.estate, entry.value))) {
          yield* dropped(ground, rowOf(at), `the site ${value} is dropped from ${name}`, value);
        }
      }
    },
  },
  {
    id: 'drop-facet',
    law: 'what one active site has, every active site has',
    guards: ['sites/*', 'backups/*', 'nas/*'],
    damages: function* (ground) {
      const { capabilities, backupTargets, probes } = ground.estate;
      for (const { id, at, sites, siteFrom, facet } of capabilities) {
        if (siteFrom !== 'stated' || sites.length < 2) continue;
        for (const [index, site] of sites.entries()) {
          yield* dropped(
            ground,
            below(rowOf(at), 'sites', index),
            `${id} (${facet}) leaves out the site ${site}`,
            site,
          );
        }
      }
      for (const { name, at, facet, site, enabled } of backupTargets) {
        if (enabled)
          yield* dropped(ground, rowOf(at), `the backup target ${name} (${facet}) is dropped`, site);
      }
      for (const { id, at, class: group, site, enabled } of probes) {
        if (enabled) yield* dropped(ground, rowOf(at), `the probe ${id} (${group}) is dropped`, site);
      }
    },
  },
  {
    id: 'flip-switch',
    law: 'a policy switch says what its counterpart in another contract or in a script demands',
    guards: ['sites/*', 'scripts/policy-read', 'backups/*', 'guests/*'],
    damages: function* (ground) {
      for (const { value, file, path, field, kind } of ground.facts) {
        if (typeof value !== 'boolean') continue;
        const damages = replaced(ground, { at: atValue(file, ...path) }, !value, `${field} is ${!value}`);
        for (const damage of damages) yield { ...damage, field: `${kind} ${field}` };
      }
    },
  },
  {
    id: 'drop-site-from-runbook',
    law: 'a reboot runbook covers every active site',
    guards: ['sites/runbook-covers'],
    damages: function* (ground) {
      for (const { sites, file } of ground.estate.runbooks) {
        for (const { site, at, by } of sites) {
          if (by === 'stated') yield* dropped(ground, at, `the site ${site} is dropped from ${file}`, site);
        }
      }
    },
  },
];
