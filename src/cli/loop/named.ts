import type { Estate } from '../../estate/model/estate.ts';
import type { Loop } from '../../estate/model/loop.ts';
import { Refusal } from '../../finding/refusal.ts';
import { nearest } from '../../finding/suggest.ts';

/** A loop by its id, in any case, or by the start of it where only one loop begins so. */
export function loopNamed(id: string, { loops }: Estate): Loop {
  const wanted = id.toUpperCase();
  const exact = loops.find((loop) => loop.id.toUpperCase() === wanted);
  if (exact) return exact;
  const begun = loops.filter((loop) => loop.id.toUpperCase().startsWith(wanted));
  if (begun.length === 1) return begun[0]!;
  const near =
    begun.length > 1
      ? begun.map((loop) => loop.id).join('", "')
      : nearest(
          id,
          loops.map((loop) => loop.id),
        );
  throw new Refusal(
    begun.length > 1 ? `"${id}" begins the ids of ${begun.length} loops` : `no loop is called "${id}"`,
    near === undefined ? 'See `gates loop list` for the loops.' : `Did you mean "${near}"?`,
  );
}
