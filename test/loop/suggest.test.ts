import { expect, test } from 'vitest';
import { GATES } from '../../gates/index.ts';
import type { Gap } from '../../src/estate/model/loop.ts';
import { suggestionsFor } from '../../src/loop/suggest.ts';
import { judgedEstate, textOf } from './judged-estate.ts';

const MAINTENANCE = 'ops/plugins/infra/bin/infra-proxmox-maintenance';
const LAWS = ['scripts/guest-tests-both-kinds', 'scripts/no-site-literal', 'mounts/export-probed'];
const state = textOf(MAINTENANCE);
const judged = judgedEstate(
  { [MAINTENANCE]: state.replace('state_of() {', 'state_of() { [[ $1 == home ]] || true;') },
  LAWS,
);

async function suggestedFor(text: string): Promise<string[]> {
  const { estate, laws } = await judged;
  const { doc: _, ...gap } = estate.gaps[0]!;
  const about: Gap = { ...gap, text };
  return suggestionsFor(about, estate, GATES, laws).map(({ gate, subject }) => `${gate}: ${subject}`);
}

test('a function that the words call names its script', async () => {
  expect(await suggestedFor('state_of() tests whether a guest exists')).toEqual([
    `scripts/guest-tests-both-kinds: script ${MAINTENANCE}`,
    `scripts/no-site-literal: script ${MAINTENANCE}`,
  ]);
});

test('what is found inside that function needs no other word', async () => {
  expect(await suggestedFor('state_of() is hardcoded')).toEqual([
    `scripts/no-site-literal: script ${MAINTENANCE}`,
  ]);
});

test('a function of no script suggests nothing', async () => {
  expect(await suggestedFor('nowhere() is hardcoded')).toEqual([]);
});

test('a kind names the only subject that a gate looks at', async () => {
  const words = 'nothing has probed the export from which guests mount, whose';
  expect(await suggestedFor(`${words} hypervisor may be off`)).toEqual([
    'mounts/export-probed: hypervisor shop/pve',
  ]);
  expect(await suggestedFor(`${words} server may be off`)).toEqual([]);
});

test('what a finding in a script spells names the script', async () => {
  expect(await suggestedFor('home is spelled in a script')).toEqual([
    `scripts/no-site-literal: script ${MAINTENANCE}`,
  ]);
  expect(await suggestedFor('shop is spelled in a script')).toEqual([]);
});

test('other forms of a word are the same word', async () => {
  expect(await suggestedFor('nothing is probing what the hypervisor is exporting')).toEqual([
    'mounts/export-probed: hypervisor shop/pve',
  ]);
});
