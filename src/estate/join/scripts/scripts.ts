import { subjectOf } from '../../../finding/subject.ts';
import { isLeftOut } from '../../../load/left-out.ts';
import type { Tree } from '../../../load/tree.ts';
import { type BegunScripts, beginScripts } from '../../../scripts/begin.ts';
import type { CapabilityCommand } from '../../../scripts/grade/calls.ts';
import type { ScriptMemory } from '../../../scripts/memory.ts';
import { type ReadOptions, readBegun, type ScriptReport } from '../../../scripts/read.ts';
import type { Estate } from '../../model/estate.ts';
import type { Script } from '../../model/script.ts';
import { vocabularyOf } from './vocabulary.ts';

export interface ScriptSearch {
  /** Folders below which scripts are looked for; none means the whole estate. */
  readonly roots: readonly string[];
  readonly ignore: readonly string[];
  /** Words that make a script matter to a gate. */
  readonly triggers: readonly string[];
  /** Scripts that a gate judges whatever they say. */
  readonly named: (estate: Estate) => readonly string[];
  readonly remembered?: ScriptMemory | undefined;
}

/** Finds the scripts of a tree, and begins to read them where that pays. */
export const begunScripts = (tree: Tree, search: Omit<ScriptSearch, 'named'>): BegunScripts =>
  beginScripts(tree, { ...search, isLeftOut });

/** The estate with its scripts read: what they spell is judged by the words of its own contracts. */
export async function withScripts(
  estate: Estate,
  begun: BegunScripts,
  { named, remembered }: Pick<ScriptSearch, 'named' | 'remembered'>,
): Promise<Estate> {
  const report = await readBegun(begun, { ...readingOf(estate, named), remembered });
  return extended(estate, scriptsOf(report), report.found.length);
}

/** The estate with the scripts as they were read for another one that reads them alike, see `readingOf`. */
export const withScriptsOf = (from: Estate, estate: Estate): Estate =>
  extended(estate, from.scripts, from.scriptsFound);

/** All that the contracts say about how scripts are to be read. */
export function readingOf(
  estate: Estate,
  named: ScriptSearch['named'],
): Pick<ReadOptions, 'vocabulary' | 'checks' | 'named' | 'capabilities'> {
  return {
    vocabulary: vocabularyOf(estate),
    checks: checkScripts(estate),
    named: [...boundScripts(estate), ...named(estate)],
    capabilities: capabilityScripts(estate),
  };
}

/** Scripts that prove gaps are read even when no word in them matters: that is what proves it. */
function boundScripts(estate: Estate): string[] {
  const subjects = estate.boundGaps.flatMap((gap) => gap.bindings.flatMap(({ subject = '' }) => subject));
  return subjects.flatMap((subject) =>
    subject.startsWith('script ') ? subject.slice('script '.length) : [],
  );
}

const scriptsOf = (report: ScriptReport): Script[] =>
  report.scripts.map((facts) => ({
    subject: subjectOf('script', facts.path),
    at: { file: facts.path, start: 0, end: lineEnd(facts.source) },
    path: facts.path,
    facts,
  }));

/** Getters of the model stay getters: what is read on first use is not read here. */
function extended(estate: Estate, scripts: readonly Script[], found: number): Estate {
  const byPath = new Map(scripts.map((script) => [script.path, script]));
  const fields: PropertyDescriptorMap = {
    scripts: { value: Object.freeze(scripts), enumerable: true },
    scriptsFound: { value: found, enumerable: true },
    index: {
      value: { ...estate.index, script: (path: string) => byPath.get(path) },
      enumerable: true,
    },
  };
  const whole = { ...Object.getOwnPropertyDescriptors(estate), ...fields };
  return Object.freeze(Object.defineProperties({}, whole)) as Estate;
}

function lineEnd(source: string): number {
  const end = source.search(/\r?\n/);
  return end < 0 ? source.length : end;
}

const checkScripts = (estate: Estate): string[] =>
  estate.gateScripts.flatMap((gate) => gate.executable?.path ?? []);

function capabilityScripts(estate: Estate): CapabilityCommand[] {
  return estate.capabilities.flatMap(({ id, executable }) =>
    executable?.path !== undefined && executable.exists ? [{ name: id, script: executable.path }] : [],
  );
}
