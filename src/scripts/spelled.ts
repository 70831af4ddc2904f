import { addTo } from '../grouping/groups.ts';
import type { CapabilityCommand } from './grade/calls.ts';
import { RUN } from './prefilter.ts';

/** With the slash before it. */
const NAME = new RegExp(`/?${RUN.source}`, 'g');

/**
 * Tells which scripts a text may run, by their file names and by the capabilities that run them. A file name that is a
 * single word, which anybody may write, counts behind a slash only.
 */
export function spelledIn(
  paths: readonly string[],
  capabilities: readonly CapabilityCommand[],
): (source: string) => readonly string[] {
  let known: ReadonlyMap<string, readonly string[]> | undefined;
  return (source) => {
    known ??= namesOf(paths, capabilities);
    const runs = new Set(source.match(NAME));
    return [...new Set([...runs].flatMap((run) => known!.get(run) ?? []))];
  };
}

function namesOf(
  paths: readonly string[],
  capabilities: readonly CapabilityCommand[],
): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  const add = (name: string, path: string) => {
    addTo(names, name, path);
  };
  for (const path of paths) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    add(`/${name}`, path);
    if (/[^A-Za-z0-9]/.test(name)) add(name, path);
  }
  for (const { name, script } of capabilities) add(name, script);
  return names;
}
