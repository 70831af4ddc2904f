import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import canonicalize from 'canonicalize';
import { expect, test } from 'vitest';
import { ACTIONS } from '../../src/plan/actions.ts';
import { GUARD_IDS } from '../../src/plan/model.ts';
import { refusedText } from '../../src/plan/refused-text.ts';
import { planText } from '../../src/plan/text.ts';
import { planIn, planSample, refusedIn, SEQUENCING } from './estates.ts';

const SCHEMA = JSON.parse(readFileSync('schemas/plan.schema.json', 'utf8'));
const fits = new Ajv2020({ strict: false }).compile(SCHEMA);

const full = () =>
  planSample({ sites: ['all'], phase: 'full', poweroff: ['all'], backupNow: true }, [], 'three-sites');

test('a plan fits its schema', async () => {
  const plan = JSON.parse(JSON.stringify(planIn(await full())));
  expect(fits(plan), JSON.stringify(fits.errors?.slice(0, 3))).toBe(true);
});

test('the schema closes the lists of actions and guards', () => {
  expect(SCHEMA.$defs.step.properties.action.enum.toSorted()).toEqual(Object.keys(ACTIONS).sort());
  expect(SCHEMA.$defs.guard.properties.id.enum).toEqual(GUARD_IDS);
});

test('the digest covers everything else, in canonical form', async () => {
  const { digest, ...rest } = planIn(await full());
  expect(createHash('sha256').update(canonicalize(rest)!).digest('hex')).toBe(digest);
});

test('evidence does not change a plan, a contract line does', async () => {
  const request = { sites: ['home'], phase: 'shutdown' } as const;
  const evidence = {
    file: 'ops/bindings/backup.freshness.snapshot.yaml',
    find: 'observed_at: ',
    replace: 'note: seen\nobserved_at: ',
  };
  const line = { file: SEQUENCING, find: 'updated: ', replace: '# more\nupdated: ' };
  const plain = planIn(await planSample(request)).digest;
  expect(planIn(await planSample(request, [evidence])).digest).toBe(plain);
  expect(planIn(await planSample(request, [line])).digest).not.toBe(plain);
});

test('the text shows each command, its reason with file and line, its wait and its check', async () => {
  const text = planText(planIn(await planSample({ sites: ['home'], phase: 'shutdown' })));
  expect(text).toContain('pct shutdown 105 --timeout 240   [pve-home: root@203.0.113.110]');
  expect(text).toContain('why    shutdown_order, place 2 (ops/bindings/startup.sequencing.yaml:16)');
  expect(text).toContain('check  home/105 is stopped');
  expect(text).toContain('at most 270 s: guest_stop_timeout_sec of site "home"');
  expect(text).toContain('Left as it is');
});

test('a refusal is a list of sentences with places', async () => {
  const edit = { file: SEQUENCING, find: '[100, 105, pve-home, nas]', replace: '[105, 100, pve-home, nas]' };
  const text = refusedText(refusedIn(await planSample({ sites: ['home'], phase: 'shutdown' }, [edit])));
  expect(text).toMatch(
    /^gates: there is no plan, for one reason:\n {2}ops\/bindings\/startup\.sequencing\.yaml:16:\d+: /,
  );
});
