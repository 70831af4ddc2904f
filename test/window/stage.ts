import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { estateCopy } from '../receipt/estate-copy.ts';
import { typed } from './fake/commands.ts';
import { type FakeState, homeState } from './fake/home.ts';

export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** One command that reached ssh, or was run here. */
export interface Call {
  readonly options?: string[];
  readonly host?: string;
  readonly line?: string;
  readonly here?: string[];
}

/** Built from fake/entry.ts before all tests. */
const ENTRY = resolve('.vitest/window/entry.mjs');
const TRANSACTION = 'ops/bindings/infra.maintenance.transaction.contract.yaml';

/** A copy of the sample estate and machines of its own, which a fake ssh client plays. */
export class Stage {
  readonly estate: string;
  readonly folder: string;
  #lines = 0;

  constructor(change: (state: FakeState) => void = () => {}, estate = estateCopy()) {
    this.estate = estate;
    this.folder = mkdtempSync(join(tmpdir(), 'gates-window-'));
    onTestFinished(() => rmSync(this.folder, { recursive: true, force: true }));
    const state = homeState();
    change(state);
    writeFileSync(this.#state, JSON.stringify(state));
    writeFileSync(this.#log, '');
  }

  get #state(): string {
    return join(this.folder, 'state.json');
  }

  get #log(): string {
    return join(this.folder, 'calls.log');
  }

  /** Runs a command as a process of its own. */
  run(name: string, argv: object, env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
    return ended(this.start(name, argv, env));
  }

  /** Runs a line as it is typed, in this process, a minute after the one before. */
  async typed(line: string): Promise<Outcome> {
    vi.stubEnv('FAKE_LATER_MS', String(60_000 * ++this.#lines));
    vi.stubEnv('FAKE_STATE', this.#state);
    vi.stubEnv('FAKE_LOG', this.#log);
    vi.stubEnv('GATES_RUNNER', 'keeper@desk');
    const spies = [process.stdout, process.stderr].map((to) => vi.spyOn(to, 'write').mockReturnValue(true));
    try {
      const code = await typed(line, this.estate);
      const [out, err] = spies.map((spy) => spy.mock.calls.map(([text]) => String(text)).join(''));
      return { code, out: out!, err: err! };
    } finally {
      for (const spy of spies) spy.mockRestore();
      vi.unstubAllEnvs();
    }
  }

  start(name: string, argv: object, env: NodeJS.ProcessEnv = {}) {
    const options = JSON.stringify({ estate: this.estate, ...argv });
    return spawn(process.execPath, [ENTRY, name, options], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        FAKE_STATE: this.#state,
        FAKE_LOG: this.#log,
        GATES_RUNNER: 'keeper@desk',
        ...env,
      },
    });
  }

  state(): FakeState {
    return JSON.parse(readFileSync(this.#state, 'utf8'));
  }

  change(work: (state: FakeState) => void): void {
    const state = this.state();
    work(state);
    writeFileSync(this.#state, JSON.stringify(state));
  }

  calls(): Call[] {
    const lines = readFileSync(this.#log, 'utf8').split('\n');
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line));
  }

  /** Replaces text in the transaction contract of the copy. */
  edit(find: string, replace: string, file = TRANSACTION): void {
    const path = join(this.estate, file);
    const text = readFileSync(path, 'utf8');
    if (!text.includes(find)) throw new Error(`${file} does not hold ${find}`);
    writeFileSync(
      path,
      text.replace(find, () => replace),
    );
  }

  read(path: string): string {
    return readFileSync(join(this.estate, path), 'utf8');
  }

  has(path: string): boolean {
    return existsSync(join(this.estate, path));
  }
}

export function ended(child: ReturnType<Stage['start']>): Promise<Outcome> {
  const out: string[] = [];
  const err: string[] = [];
  child.stdout.on('data', (chunk) => out.push(String(chunk)));
  child.stderr.on('data', (chunk) => err.push(String(chunk)));
  return new Promise((done) => {
    child.on('close', (code) => done({ code, out: out.join(''), err: err.join('') }));
  });
}
