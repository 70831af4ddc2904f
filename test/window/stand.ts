import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { newMemory, prepare } from '../../src/cli/judge.ts';
import { textReader } from '../../src/cli/texts.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import { resolver } from '../../src/load/resolve.ts';
import type { Tree } from '../../src/load/tree.ts';
import type { Plan } from '../../src/plan/model.ts';
import { planOf } from '../../src/plan/plan.ts';
import type { PlanRequest } from '../../src/plan/scope.ts';
import { readJournal } from '../../src/window/journal.ts';
import { holds } from '../../src/window/observation.ts';
import type { Entry } from '../../src/window/record.ts';
import { runWindow, type WindowEnd, type WindowRun } from '../../src/window/run-window.ts';
import { WindowFolder } from '../../src/window/window-files.ts';
import { planIn } from '../plan/estates.ts';
import { machinesOf } from './fake/estate-machines.ts';
import { MemoryWorld } from './fake/memory-world.ts';

const memory = newMemory();
const FULL = { sites: ['all'], phase: 'full', poweroff: ['all'] } as const satisfies PlanRequest;

/** Windows in this process, on machines in memory: any estate, without ssh, laws and evidence. */
export class Stand {
  readonly world: MemoryWorld;
  readonly folder: WindowFolder;
  readonly entries: Entry[] = [];
  readonly said: string[] = [];

  private constructor(
    readonly estate: Estate,
    readonly tree: Tree,
    readonly plan: Plan,
  ) {
    const root = mkdtempSync(join(tmpdir(), 'gates-stand-'));
    onTestFinished(() => rmSync(root, { recursive: true, force: true }));
    this.folder = new WindowFolder(root, 'windows/<window_id>.yaml');
    this.world = new MemoryWorld(machinesOf(estate, planFor(estate, tree, FULL)));
  }

  static async of(tree: Tree, request: PlanRequest = FULL): Promise<Stand> {
    const { estate } = await prepare(tree, 'the test', '2026-01-15T11:00:00Z', () => [], memory);
    return new Stand(estate, tree, planFor(estate, tree, request));
  }

  /** Runs the plan, or goes on with a window of that id. */
  run(id: string, change: Partial<WindowRun> = {}): Promise<WindowEnd> {
    const files = this.folder.filesOf(id);
    return runWindow({
      world: this.world,
      folder: this.folder,
      files,
      plan: this.plan,
      owner: 'keeper@desk',
      capability: 'infra.maintenance.window',
      emergency: null,
      acknowledgement: { provided: false, matches: false },
      receipt: null,
      judges: {
        pack: async () => holds('the pack passes'),
        evidence: async () => holds('young'),
        copies: async () => holds('young'),
      },
      halt: { soft: new AbortController().signal, hard: new AbortController().signal },
      onlooker: {
        entry: (entry) => void this.entries.push(entry),
        guards: () => {},
        waiting: (_, text) => void this.said.push(text),
        held: (step, by) => void this.said.push(`${step.id} waits for ${by.join(', ')}`),
        note: (text) => void this.said.push(text),
      },
      redact: (text) => text,
      before: null,
      conclude: async () => null,
      ...change,
    });
  }

  resume(id: string, change: Partial<WindowRun> = {}): Promise<WindowEnd> {
    return this.run(id, { before: readJournal(this.folder.filesOf(id).journal), ...change });
  }

  effects(): readonly string[] {
    return this.world.state.effects;
  }

  /** Steps that failed, with what was said of each. */
  failures(): string[] {
    return this.entries.flatMap((one) => (one.kind === 'failed' ? [`${one.step}: ${one.text}`] : []));
  }
}

function planFor(estate: Estate, tree: Tree, request: PlanRequest): Plan {
  return planIn(planOf(estate, request, resolver(estate.documents, textReader(estate, tree))));
}
