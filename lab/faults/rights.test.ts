import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ended } from '../operator.ts';
import { DOWN, SHUTDOWN } from '../story.ts';
import { Stand } from './stand.ts';

const stand = new Stand();

test('wrong token: nothing is asked of any machine, and the word is nowhere', async () => {
  const before = stand.lab.commands().length;
  const { code, out, err } = await stand.down({ 'ack-token': 'SOMEBODY_GUESSES' });
  expect(code).toBe(2);
  expect(err).toContain('the acknowledgement token is not the one of the contract');
  expect(out + err).not.toContain('SOMEBODY');
  expect(stand.lab.commands().length).toBe(before);
});

test('foreign lock: shown, not broken, and given up only for its owner', async () => {
  const lock = '/var/lock/gates-window-home';
  const keeper = stand.lab.machine('gw-home');
  await keeper.run(['ln', '-s', 'gates:W9:night@tower', lock]);
  const { code, out } = await stand.down();
  expect(code).toBe(1);
  expect(out).toContain('held by window "W9" of night@tower, on gw-home');
  expect((await stand.lab.gates('unlock', { owner: 'somebody@else' })).code).toBe(1);
  expect((await keeper.run(['readlink', lock])).out.trim()).toBe('gates:W9:night@tower');
  expect((await stand.lab.gates('unlock', { owner: 'night@tower' })).code).toBe(0);
  expect((await stand.down({ 'window-id': 'W5' })).code).toBe(0);
});

test.each(['one estate', 'two estates'])('two windows at once, on %s: one gets through', async (where) => {
  const second = where === 'one estate' ? stand.lab.estate : join(stand.lab.folder, 'second');
  if (second !== stand.lab.estate) cpSync(stand.lab.estate, second, { recursive: true });
  const outcomes = await Promise.all([
    ended(stand.lab.start('run', { ...SHUTDOWN, 'window-id': 'A' })),
    ended(stand.lab.start('run', { ...SHUTDOWN, 'window-id': 'B', estate: second })),
  ]);
  const codes = outcomes.map((outcome) => outcome.code).sort();
  const words = outcomes.map(({ out, err }) => out + err).join('\n');
  expect(codes, words).toEqual([0, second === stand.lab.estate ? 2 : 1]);
  expect(words).toMatch(/held by window "[AB]" of keeper@desk/);
  expect(stand.lab.effects).toEqual(DOWN);
});
