import { expect, test } from 'vitest';
import { SHUTDOWN, STARTUP, UP } from '../story.ts';
import { Killing } from './killed.ts';

const killing = new Killing();

test('a start whose process is killed at every record ends as if nothing had happened', async () => {
  const { code, out, err } = await killing.lab.gates('run', SHUTDOWN);
  expect(code, out + err).toBe(0);
  expect(await killing.atEachRecord(STARTUP, UP)).toBeGreaterThanOrEqual(30);
}, 1_800_000);
