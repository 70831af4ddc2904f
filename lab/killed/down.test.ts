import { expect, test } from 'vitest';
import { DOWN, SHUTDOWN } from '../story.ts';
import { Killing } from './killed.ts';

const killing = new Killing();

test('a stop whose process is killed at every record ends as if nothing had happened', async () => {
  expect(await killing.atEachRecord(SHUTDOWN, DOWN)).toBeGreaterThanOrEqual(30);
}, 1_800_000);
