import { atValue } from '../../finding/place.ts';
import { dropped, replaced, shown } from '../damage.ts';
import type { Damage, GovernedFact, Ground, Operator } from '../mutant.ts';
import { otherThing } from './other-thing.ts';

/** Operators that come from the schemas: every field marked governed there, wherever a contract states it. */
export const FIELD_OPERATORS: readonly Operator[] = [
  {
    id: 'drop-field',
    law: 'a governed fact is stated',
    guards: [],
    damages: (ground) => each(ground, (fact) => dropped(ground, placeOf(fact), `${nameOf(fact)} is dropped`)),
  },
  {
    id: 'retype-field',
    law: 'a governed fact has the type that its schema declares',
    guards: [],
    damages: (ground) =>
      each(ground, (fact) => {
        const value = retyped(fact.value);
        return replaced(ground, { at: placeOf(fact) }, value, `${nameOf(fact)} becomes ${shown(value)}`);
      }),
  },
  {
    id: 'repoint-field',
    law: 'a governed reference names what it should',
    guards: [],
    damages: (ground) =>
      each(ground, (fact) => {
        const other = otherThing(ground, fact);
        return other === undefined
          ? []
          : replaced(ground, { at: placeOf(fact) }, other, `${nameOf(fact)} becomes ${shown(other)}`);
      }),
  },
];

function* each(ground: Ground, damages: (fact: GovernedFact) => Damage[]): Generator<Damage> {
  for (const fact of ground.facts) {
    for (const damage of damages(fact)) yield { ...damage, field: `${fact.kind} ${fact.field}` };
  }
}

const placeOf = ({ file, path }: GovernedFact) => atValue(file, ...path);

const nameOf = ({ field, path, value }: GovernedFact): string => {
  const row = path.filter((step, index) => index < path.length - 1 || typeof step === 'number').join('.');
  const what = value !== null && typeof value === 'object' ? '' : ` ${shown(value)}`;
  return `${field}${what}${row === '' ? '' : ` at ${row}`}`;
};

/** Text where a list or map stands, a list where a scalar stands, a map where a list of scalars has its entry. */
const retyped = (value: unknown): unknown =>
  value !== null && typeof value === 'object' ? 'x' : [value === null ? 'x' : value];
