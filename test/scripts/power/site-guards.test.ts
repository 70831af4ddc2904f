import { expect, it } from 'vitest';
import { holdsFor } from '../../../src/scripts/power/site-guards.ts';

const SITES = new Set(['east', 'west']);

it.each([
  ['[[ $site == west ]]', true],
  ['[ "$site" != "west" ]', false],
  ['! [[ $site == west ]]', false],
  ['[[ "$S" == "east" || "$S" == "both" ]]', false],
  ['[[ $site == west && $execute == yes ]]', undefined],
  ['[[ $site == east && $execute == yes ]]', false],
  ['[[ $mode == full ]]', undefined],
  ['"$site" in east|all', false],
  ['$site in west|east', true],
  ['$mode in full|short', undefined],
  ['[[ $site =~ ^(east|west)$ ]]', true],
  ['site["id"] == "west"', true],
  ['site not in ("west",)', false],
  ['grep -qx east <<<"$site"', false],
])('%s', (condition, expected) => {
  expect(holdsFor(condition, 'west', SITES)).toBe(expected);
});
