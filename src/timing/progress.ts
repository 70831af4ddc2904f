/** Hears how far a piece of work is; `what` in words. */
type Listener = (what: string, done: number, of: number) => void;

let listener: Listener | undefined;

/** From now on `heard` is told of lasting work; until then, telling costs nothing. */
export function onProgress(heard: Listener): void {
  listener = heard;
}

/** Tells how far a piece of work is. */
export function told(what: string, done: number, of: number): void {
  listener?.(what, done, of);
}

/** Calls `work` with each item and tells how far it is. */
export function eachTold<T, R>(what: string, items: readonly T[], work: (item: T) => R): R[] {
  if (!listener) return items.map(work);
  return items.map((item, index) => {
    listener?.(what, index, items.length);
    const worked = work(item);
    if (index + 1 === items.length) listener?.(what, items.length, items.length);
    return worked;
  });
}
