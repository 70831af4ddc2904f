import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { count } from '../count.ts';
import { Lab } from '../lab.ts';

/** How much faster than the usual clock of the lab; nothing here waits for anything but machines. */
const FAST = { LAB_SPEED: '120' };
/** Where a process dies: before a record is written, when half of it is, when it is on disk. */
const WAYS = ['written', 'unwritten', 'torn'] as const;
/** A lab for windows whose processes are killed. */
export class Killing {
  #lab: Lab | undefined;

  constructor() {
    beforeAll(async () => {
      this.#lab = await Lab.build(['home'], { shared: true });
    });
    afterAll(() => this.#lab?.end());
  }

  get lab(): Lab {
    return this.#lab!;
  }

  /** Runs a window, and kills each process of it one record further than the last one; the number of kills. */
  async atEachRecord(window: { readonly 'window-id': string }, effects: readonly string[]): Promise<number> {
    const { lab } = this;
    const id = window['window-id'];
    const journal = join(lab.estate, 'mailroom/state/windows', `${id}.yaml.journal`);
    lab.rewind();
    for (let kills = 0; ; kills++) {
      const environment = { ...FAST, KILL_AT: `${killAt(kills)} ${journal}` };
      const { code, out, err } =
        kills === 0
          ? await lab.gates('run', window, environment)
          : await lab.gates('resume', { id }, environment);
      if (code === null) continue;
      const told = `after ${kills} kills: ${out}${err}`;
      expect(code === 0 || /has ended/.test(err), told).toBe(true);
      expect(lab.effects, told).toEqual(effects);
      expect(lab.violations, told).toEqual([]);
      count(`${kills} kill points in window ${id}`);
      return kills;
    }
  }
}

/** Each process gets one record further: it dies behind the first new one, or where the second is written. */
function killAt(kills: number): string {
  const way = WAYS[kills % WAYS.length]!;
  return `${way} ${way === 'written' ? 1 : 2}`;
}
