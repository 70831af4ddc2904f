import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import listsBothKinds from '../../gates/scripts/guest-lists-both-kinds.ts';
import observabilityParity from '../../gates/sites/observability-parity.ts';
import { saidOf } from './script-in-estate.ts';

const LIFECYCLE = 'ops/bindings/vm.lifecycle.yaml';
const STATUS = 'ops/plugins/infra/bin/guest-status';

const text = (file: string) => readFileSync(`fixtures/estates/two-sites/${file}`, 'utf8');

/** The estate with every container in another state, and a status that lists VMs alone. */
const containersThat = (state: string) => ({
  [LIFECYCLE]: text(LIFECYCLE).replaceAll(
    /status: active\n(.*\n) {4}vm_type: lxc/g,
    `status: ${state}\n$1    vm_type: lxc`,
  ),
  [STATUS]: text(STATUS).replace("; pct list | awk 'NR > 1 {print \\$1, \\$2}'", ''),
});

test('a list of one kind is whole where no guest of the other kind runs', async () => {
  expect(await saidOf(listsBothKinds, containersThat('active'))).toEqual([
    'guests are listed with "qm list" alone; expected "pct list" beside it',
  ]);
  expect(await saidOf(listsBothKinds, containersThat('decommissioned'))).toEqual([]);
});

test('a site that nothing observes is not compared with one that nothing observes either', async () => {
  const nothing = 'capabilities:\n  restart: {command: "true", safety: mutating}\n';
  const said = await saidOf(observabilityParity, { 'ops/capabilities.yaml': nothing });
  expect(said).toEqual(
    ['home', 'shop'].map(
      (site) =>
        `no capability observes site "${site}"; expected one that does in "capabilities" of capabilities.yaml`,
    ),
  );
});
