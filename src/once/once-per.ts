/** A question about a thing that is answered once, and remembered for as long as the thing lives. */
export function oncePer<K extends object, T>(derive: (key: K) => T): (key: K) => T {
  const answers = new WeakMap<K, { readonly answer: T }>();
  return (key) => {
    const known = answers.get(key);
    if (known) return known.answer;
    const answer = derive(key);
    answers.set(key, { answer });
    return answer;
  };
}
