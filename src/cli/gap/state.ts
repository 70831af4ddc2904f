import type { Estate } from '../../estate/model/estate.ts';
import type { Gap } from '../../estate/model/loop.ts';
import { Refusal } from '../../finding/refusal.ts';
import { nearest } from '../../finding/suggest.ts';
import type { Verdict } from '../../loop/verdict.ts';

/** A gap of the register by its id. */
export function gapNamed(id: string, estate: Estate): Gap {
  const gap = estate.index.gap(id);
  if (gap) return gap;
  const near = nearest(
    id.toUpperCase(),
    estate.gaps.map((one) => one.id),
  );
  throw new Refusal(
    `no gap of the register is called "${id}"`,
    near === undefined ? 'See `gates gap list` for the gaps.' : `Did you mean "${near}"?`,
  );
}

/** What the register says of a gap, and the verdict, as data. */
export function gapJson(gap: Gap, verdict: Verdict) {
  return {
    id: gap.id,
    title: gap.title,
    severity: gap.severity?.value ?? null,
    status: gap.status?.value ?? null,
    parentLoops: gap.parentLoops.map((loop) => loop.value),
    verdict: verdict.word,
    reasons: verdict.reasons,
    runKeys: verdict.runKeys,
  };
}
