import type { Estate, EstateIndex } from '../estate/model/estate.ts';

/** A part of the model by its name; `documents <kind>` for the contracts of one kind. */
export type Part = string;

/** The parts of the model that each look-up stands on. */
const BEHIND: Readonly<Record<Exclude<keyof EstateIndex, 'loaded'>, readonly (keyof Estate)[]>> = {
  site: ['sites'],
  node: ['nodes'],
  guest: ['guests'],
  named: ['nodes', 'guests'],
  addressed: ['nodes', 'guests'],
  siteOfAddress: ['sites'],
  guestsOf: ['guests'],
  nodesOf: ['nodes'],
  sequenceOf: ['sequences'],
  phasesOf: ['phases'],
  targetsOfGuest: ['backupTargets'],
  target: ['backupTargets'],
  observation: ['evidence'],
  capability: ['capabilities'],
  gap: ['gaps'],
  bindingsOf: ['boundGaps', 'gaps'],
  script: ['scripts'],
};

/** The same estate; what is read of it is noted in `parts`. A law that reads only unchanged parts judges as before. */
export function traced(estate: Estate, parts: Set<Part>): Estate {
  const view: PropertyDescriptorMap = {};
  for (const name of Object.keys(estate) as (keyof Estate)[]) {
    view[name] = {
      enumerable: true,
      get: () => {
        if (name !== 'index') parts.add(name);
        return name === 'index' ? index : estate[name];
      },
    };
  }
  const index = tracedIndex(estate.index, parts);
  return Object.defineProperties({}, view) as Estate;
}

function tracedIndex(index: EstateIndex, parts: Set<Part>): EstateIndex {
  const loaded: EstateIndex['loaded'] = (kind) => {
    parts.add(`documents ${kind}`);
    return index.loaded(kind);
  };
  const rest = Object.entries(BEHIND).map(([name, behind]) => {
    const lookUp = index[name as keyof typeof BEHIND] as (key: string) => unknown;
    return [
      name,
      (key: string) => {
        for (const part of behind) parts.add(part);
        return lookUp(key);
      },
    ];
  });
  return { ...Object.fromEntries(rest), loaded };
}
