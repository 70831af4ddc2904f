import { expect, test } from 'vitest';
import { diskTree } from '../../src/load/disk-tree.ts';
import { overlayTree } from '../../src/load/overlay-tree.ts';
import type { Tree } from '../../src/load/tree.ts';
import { TRANSACTION } from '../plan/estates.ts';
import { Stand } from './stand.ts';

const BASE = diskTree('fixtures/estates/two-sites');
const PROBE = 'http://198.51.100.40:3000/healthz';

/** The sample estate with other words in its policy for real windows. */
function withPolicy(...edits: readonly (readonly [string, string])[]): Tree {
  let text = Buffer.from(BASE.read(TRANSACTION)).toString();
  for (const [find, replace] of edits) {
    if (!text.includes(find)) throw new Error(`no ${find}`);
    text = text.replace(find, replace);
  }
  return overlayTree(BASE, new Map([[TRANSACTION, text]]));
}

/** A stand on which one page is silent; the times at which it was asked for, in seconds after the first. */
async function silent(tree: Tree, phase: 'verify' | 'recovery', untilSec = Number.POSITIVE_INFINITY) {
  const stand = await Stand.of(tree, { sites: ['home'], phase });
  const asked: number[] = [];
  const { status } = stand.world.here;
  stand.world.here.status = async (url) => {
    if (url !== PROBE) return status(url);
    asked.push(stand.world.time.now());
    return (stand.world.time.now() - asked[0]!) / 1000 >= untilSec ? status(url) : undefined;
  };
  const end = await stand.run('W1');
  return { stand, ...end, asked: asked.map((ms) => (ms - asked[0]!) / 1000) };
}

test('a service is looked at as often, and as far apart, as the contract says', async () => {
  const { asked, ended, stand } = await silent(BASE, 'verify');
  expect(asked).toEqual([0, 10, 20, 30]);
  expect(ended).toBe('stopped');
  expect(stand.failures()).toHaveLength(1);
  const other = await silent(
    withPolicy([
      '    services_attempts: 4\n    services_backoff_sec: 10',
      '    services_attempts: 2\n    services_backoff_sec: 7',
    ]),
    'verify',
  );
  expect(other.asked).toEqual([0, 7]);
});

test('after a start it may be silent for the grace that the contract gives', async () => {
  const stopped = async (tree: Tree) => {
    const stand = await Stand.of(tree, { sites: ['home'], phase: 'recovery' });
    for (const guest of Object.values(stand.world.state.machines['pve-home']!.guests))
      guest.status = 'stopped';
    const { status } = stand.world.here;
    const from = stand.world.time.now();
    stand.world.here.status = async (url) =>
      url === PROBE && stand.world.time.now() - from < 70_000 ? undefined : status(url);
    return stand.run('W1');
  };
  expect((await stopped(BASE)).ended).toBe('completed');
  const hasty = withPolicy(['    startup_grace_sec: 75', '    startup_grace_sec: 0']);
  expect((await stopped(hasty)).ended).toBe('stopped');
});

test('a check that the contract lets fail is told and fails nothing', async () => {
  const { ended, state, stand } = await silent(
    withPolicy(['strict_exit: true\n    startup', 'strict_exit: false\n    startup']),
    'verify',
  );
  expect(ended).toBe('completed');
  expect(stand.failures()).toHaveLength(1);
  expect(state.phases.get('home verify')?.note).toContain('1 looks failed, which the contract lets pass');
  const lenient = await silent(
    withPolicy(['strict_exit: true\n    startup', 'strict_exit: false\n    startup']),
    'recovery',
  );
  expect(lenient.ended).toBe('stopped');
});

test('the plan says so, with the line', async () => {
  const { plan } = await Stand.of(BASE, { sites: ['home'], phase: 'verify' });
  const probe = plan.steps.find((step) => step.action === 'probe')!;
  expect(probe.wait).toMatchObject({
    deadlineSec: 75 + 4 * 90 + 3 * 10,
    looks: { attempts: 4, timeoutSec: 90, backoffSec: 10, graceSec: 75, strict: true },
    place: { file: TRANSACTION },
  });
  const postcheck = plan.steps.find((step) => step.action === 'postcheck')!;
  expect(postcheck.verify).toMatchObject({ kind: 'command', timeoutSec: 300 });
});
