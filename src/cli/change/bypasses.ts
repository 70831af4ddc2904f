import { packOf } from '../../config/packs.ts';
import type { Settings } from '../../config/settings.ts';
import type { Bypasses, BypassingCommit } from '../../contract/generated/receipt.ts';
import type { Finding } from '../../finding/finding.ts';
import { Refusal } from '../../finding/refusal.ts';
import { type BlobStore, blobStore } from '../../git/blob-store.ts';
import { commitEntries } from '../../git/entries.ts';
import { type HistoryCommit, historySince } from '../../git/history.ts';
import { type Repository, repositoryOf } from '../../git/repository.ts';
import { headOf } from '../../receipt/chain.ts';
import { receiptPlaces } from '../../receipt/places.ts';
import { storedReceipts } from '../../receipt/stored.ts';
import { exitCodeOfChange } from '../../result/exit-code.ts';
import { counts } from '../../result/result.ts';
import { type Memory, newMemory } from '../judge.ts';
import { commitOf, objectChange, USUAL_PACK } from './change.ts';
import { judgeChange } from './judge-change.ts';

/** As many commits as one receipt judges; a longer range says how many it left. */
const MOST_COMMITS = 50;

/** The commits since the last receipt of a runner that the hook would have refused. */
export async function bypassesBefore(
  root: string,
  settings: Settings,
  runner: string,
): Promise<Bypasses | undefined> {
  const last = headOf(storedReceipts(receiptPlaces(root, settings).receipts), runner);
  const since = last?.statement?.predicate.gates_estate.commit;
  if (!since) return undefined;
  const repository = repositoryOf(root);
  if (commitOf(repository, since) === undefined) {
    return { since, unknown: true, judged: 0, left: 0, commits: [] };
  }
  const all = historySince(repository, since);
  const newest = all.slice(-MOST_COMMITS);
  const pinned = settings.now !== undefined;
  const ground = { repository, pinned, blobs: blobStore(repository), memory: newMemory() };
  const commits: BypassingCommit[] = [];
  for (const commit of newest) commits.push(...(await refusalOf(commit, ground)));
  return { since, judged: newest.length, left: all.length - newest.length, commits };
}

interface Ground {
  readonly repository: Repository;
  /** Whether gates.yaml says what time it is. */
  readonly pinned: boolean;
  readonly blobs: BlobStore;
  readonly memory: Memory;
}

/** What a merge brings must be new against each parent: the rest was judged where it was made. */
async function refusalOf(commit: HistoryCommit, ground: Ground): Promise<BypassingCommit[]> {
  const parents = commit.parents.length > 0 ? commit.parents : [null];
  let left: Set<string> | undefined;
  try {
    for (const parent of parents) {
      const found = new Set((await refused(commit, parent, ground)).map((finding) => finding.fingerprint));
      left = left ? new Set([...left].filter((one) => found.has(one))) : found;
      if (left.size === 0) return [];
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [{ commit: commit.id, findings: 0, reason: error.message }];
  }
  return [{ commit: commit.id, findings: left?.size ?? 0 }];
}

/** The findings for which the hook would have refused a commit, as of the time when it was made. */
async function refused(
  { id, time }: HistoryCommit,
  parent: string | null,
  { repository, pinned, blobs, memory }: Ground,
): Promise<readonly Finding[]> {
  const before = parent === null ? undefined : commitEntries(repository, parent);
  const after = commitEntries(repository, id) ?? [];
  const sides = { commit: parent, before, after, span: [parent ?? '', id] as const };
  const change = objectChange(repository, blobs, sides);
  const { whole, kinds, scripts } = change.impact;
  if (!whole && kinds.size === 0 && !scripts) return [];
  const identity = () => ({ root: '.', commit: id, tree: null, dirty: false });
  const { result, prepared, newlyBlocked } = await judgeChange(
    { ...change, identity },
    {
      where: `the commit ${id}`,
      now: pinned ? undefined : time,
      pick: (settings, catalogue) => packOf(USUAL_PACK, settings, catalogue).gates,
      keeps: () => () => true,
      all: false,
      memory,
    },
  );
  const { threshold } = packOf(USUAL_PACK, prepared.settings, prepared.catalogue);
  const code = exitCodeOfChange(result, threshold, newlyBlocked);
  if (code === 2) throw new Refusal('a gate could not judge it');
  return code === 1 ? result.findings.filter(counts) : [];
}
