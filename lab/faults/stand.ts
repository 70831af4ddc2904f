import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { Lab, type LabOptions } from '../lab.ts';
import type { Outcome } from '../operator.ts';
import { SHUTDOWN } from '../story.ts';

export const TRANSACTION = 'ops/bindings/infra.maintenance.transaction.contract.yaml';

/** One site for all tests of a file, mended after each. */
export class Stand {
  #lab: Lab | undefined;

  constructor(options: LabOptions = { shared: true }) {
    beforeAll(async () => {
      this.#lab = await Lab.build(['home'], options);
    });
    afterEach(() => this.lab.mend());
    afterAll(() => this.#lab?.end());
  }

  get lab(): Lab {
    return this.#lab!;
  }

  /** Takes the site down. */
  down(argv: object = {}, env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
    return this.lab.gates('run', { ...SHUTDOWN, ...argv }, env);
  }

  /** A guard refused: nothing was done, and nothing is held any more. */
  async refused({ code, out }: Outcome, text: string): Promise<void> {
    expect(code, out).toBe(1);
    expect(out).toContain(text);
    expect(this.lab.effects).toEqual([]);
    const locks = await this.lab.machine('gw-home').run(['sh', '-c', 'ls /run/lock']);
    expect(locks.out).not.toContain('gates');
  }

  /** A window that stopped goes on to its end. */
  async resumed(id: string, effects: readonly string[]): Promise<void> {
    const { code, out, err } = await this.lab.gates('resume', { id });
    expect(code, out + err).toBe(0);
    expect(this.lab.effects).toEqual(effects);
    expect(this.lab.violations).toEqual([]);
  }
}
