import type { Estate } from '../model/estate.ts';

/** A question whose answer is derived once per estate, however many entities ask it. */
export function oncePerEstate<T>(derive: (estate: Estate) => T): (estate: Estate) => T {
  const answers = new WeakMap<Estate, { readonly answer: T }>();
  return (estate) => {
    const known = answers.get(estate);
    if (known) return known.answer;
    const answer = derive(estate);
    answers.set(estate, { answer });
    return answer;
  };
}
