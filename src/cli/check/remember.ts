import { buildId } from '../../cache/build.ts';
import { cacheFolder } from '../../cache/folder.ts';
import { runKey, type Said } from '../../cache/said.ts';
import { folderShelf } from '../../cache/shelf.ts';
import { witness } from '../../cache/witness.ts';
import type { GateRun } from '../../gate/gate.ts';
import type { Tree } from '../../load/tree.ts';
import type { EstateIdentity } from '../../result/result.ts';
import type { Prepared } from '../judge.ts';
import type { Output } from '../outputs.ts';
import type { CheckOptions } from './options.ts';

/** Options whose effect rests on nothing but the estate, git and the clock. Others make a run unrepeatable. */
const REPEATABLE: ReadonlySet<string> = new Set([
  '_',
  '$0',
  'estate',
  'C',
  'gate',
  'pack',
  'site',
  'severity',
  'now',
  'format',
  'quiet',
  'q',
  'color',
  'cache',
  'fail-on-waived',
  'failOnWaived',
]);

/** A run that may be printed again later without judging. */
export interface Remembered {
  /** What the run is to read. */
  readonly tree: Tree;
  readonly said: (text: string) => void;
  readonly keep: (run: Run) => void;
}

interface Run {
  readonly prepared: Prepared;
  readonly runs: readonly GateRun[];
  readonly identity: EstateIdentity;
  readonly uncounted: readonly string[];
  readonly exitCode: number;
}

/** Watches a run so that the same command line can be answered again; does nothing where that cannot be. */
export function remembering(
  tree: Tree,
  root: string,
  argv: CheckOptions,
  outputs: readonly Output[],
): Remembered {
  const build = buildId();
  if (build === undefined || !argv.cache || !isRepeatable(argv, outputs)) {
    return { tree, said: () => undefined, keep: () => undefined };
  }
  const { tree: watched, seen } = witness(tree);
  const printed: string[] = [];
  const keep = (run: Run): void => {
    const all = seen();
    const parts = partsOf(printed.join(''), run.prepared);
    if (!all || !parts || isByChance(run)) return;
    const plain = outputs.every(({ format }) => format === 'text');
    const said: Said = {
      ...(argv.estate !== undefined && { estate: argv.estate }),
      root,
      seen: all,
      ...(!plain && { identity: { uncounted: run.uncounted, answer: run.identity } }),
      parts,
      exitCode: run.exitCode,
    };
    folderShelf(cacheFolder()).put(runKey(build, process.argv.slice(2)), Buffer.from(JSON.stringify(said)));
  };
  return { tree: watched, said: (text) => void printed.push(text), keep };
}

/** A crash, or a script that this machine had no time for, may be gone the next time. */
const isByChance = ({ runs, prepared }: Run): boolean =>
  runs.some((run) => run.stopped === 'crashed') ||
  prepared.estate.scripts.some((script) => script.facts.text.degraded === 'time');

/** Whether nothing that a command line asks for reaches beyond the estate, git and the clock. */
export function isRepeatable(argv: CheckOptions, outputs: readonly Output[]): boolean {
  const given = Object.entries(argv).filter(([, value]) => value !== undefined && value !== false);
  // A SARIF log also names the repository, as its configuration does.
  const plain = outputs.every(({ file, format }) => file === undefined && format !== 'sarif');
  return plain && given.every(([name]) => REPEATABLE.has(name));
}

/** The output, cut where it names a moment that nothing was judged by; undefined when it was judged by one that moves. */
function partsOf(text: string, { clock, judgedByClock }: Prepared): string[] | undefined {
  if (clock.source !== 'system') return [text];
  return judgedByClock() ? undefined : text.split(new Date(clock.now).toISOString());
}
