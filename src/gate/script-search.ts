import type { ScriptSearch } from '../estate/join/scripts/scripts.ts';
import type { Gate } from './gate.ts';

/** What the gates of a catalogue ask of the search for scripts. */
export function searchFor(
  catalogue: readonly Gate[],
  { roots = [], ignore = [] }: Partial<Pick<ScriptSearch, 'roots' | 'ignore'>> = {},
): ScriptSearch {
  const asked = catalogue.flatMap(({ scripts }) => scripts ?? []);
  return {
    roots,
    ignore,
    triggers: [...new Set(asked.flatMap(({ triggers }) => triggers))],
    named: (estate) => asked.flatMap(({ named }) => named?.(estate) ?? []),
  };
}
