import type { Change } from './change.ts';
import { type Patch, textIn, textsOf, withChanges } from './patch.ts';
import type { Repair } from './repair.ts';
import { addedBy, type Judge, type Verdict } from './verdict.ts';

/** Where edits are tried: on top of a patch, against what the gates say of the estate with it. */
export interface Stand {
  readonly judge: Judge;
  readonly repairs: Readonly<Record<string, Repair>>;
  /** The estate as it was read; texts that the patch does not hold come from there. */
  readonly read: Verdict;
  readonly patch: Patch;
  readonly verdict: Verdict;
}

/** Edits as they were judged. */
export interface Tried {
  readonly patch: Patch;
  readonly verdict: Verdict;
}

/** How many edits in turn one edit may call for. */
const MOST_FOLLOWING = 3;

/**
 * Judges changes, and with them the edits that mend the findings which they would add, so that edits that only hold
 * together are tried as one set. The last try; undefined when a text cannot take a change.
 */
export async function judgedWithFollowing(
  stand: Stand,
  changes: readonly Change[],
): Promise<Tried | undefined> {
  let tried = await judged(stand, stand.patch, changes);
  for (let round = 0; tried && round < MOST_FOLLOWING; round++) {
    const following = followingOf(stand, tried);
    if (following.length === 0) return tried;
    const next = await judged(stand, tried.patch, following);
    if (!next) return tried;
    tried = next;
  }
  return tried;
}

async function judged(stand: Stand, patch: Patch, changes: readonly Change[]): Promise<Tried | undefined> {
  const next = withChanges(patch, changes, textIn(stand.read));
  return next && { patch: next, verdict: await stand.judge(textsOf(next)) };
}

/** One edit that needs no decision for each finding that was added; nothing when one of them has none. */
function followingOf({ verdict: before, repairs }: Stand, { verdict }: Tried): Change[] {
  const all: (readonly Change[])[] = [];
  for (const finding of addedBy(before, verdict)) {
    const offers = [...(repairs[finding.gate]?.(finding, verdict.estate) ?? [])];
    const first = offers.find((offer) => 'changes' in offer && offer.decision === undefined);
    if (!first || !('changes' in first)) return [];
    all.push(first.changes);
  }
  return [...new Map(all.map((changes) => [JSON.stringify(changes), changes])).values()].flat();
}
