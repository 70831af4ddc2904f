import { isObserved } from '../../config/uncounted.ts';
import { blobsOf } from '../../git/blobs.ts';
import { headCommit } from '../../git/identity.ts';
import { diskTree } from '../../load/disk-tree.ts';
import { sha256 } from '../../receipt/canonical.ts';
import type { Difference } from '../../receipt/difference.ts';
import { digestIn } from '../../receipt/governed.ts';
import { governedDifferences, recordedFiles } from '../../receipt/governed-differences.ts';
import type { Statement } from '../../receipt/statement.ts';

/** How the governed files stand to a receipt, and what they were held against. */
export interface AgainstFiles {
  /** In words: the work tree, a commit, or nothing. */
  readonly against: string;
  readonly differences: readonly Difference[];
  readonly notes: readonly string[];
  /** True when nothing could be held against it though something should. */
  readonly unchecked: boolean;
}

/** Holds a receipt's files against the work tree while its commit is checked out, else against its commit. */
export function filesChecker(root: string): (statement: Statement) => AgainstFiles {
  const head = headCommit(root);
  const tree = diskTree(root);
  return (statement) => {
    const { commit, dirty, root: inside } = statement.predicate.gates_estate;
    if (commit === null || commit === head) {
      return againstDisk(statement, (file) => digestIn(tree, file));
    }
    if (dirty) return nothing('it was made from a work tree that no commit holds', false);
    const names = recordedFiles(statement).map((file) => file.name);
    const blobs = blobsOf(root, commit, inside, names);
    return blobs
      ? againstCommit(statement, commit, blobs)
      : nothing(`this repository lacks commit ${commit}`, true);
  };
}

const nothing = (why: string, unchecked: boolean): AgainstFiles => ({
  against: 'nothing',
  differences: [],
  notes: [`its files were not checked: ${why}`],
  unchecked,
});

const againstDisk = (statement: Statement, digestOf: (file: string) => string | undefined): AgainstFiles => ({
  against: 'the work tree',
  differences: governedDifferences(statement, digestOf),
  notes: [],
  unchecked: false,
});

/** What was observed need not be in any commit; where it is not, that is said and no difference. */
function againstCommit(
  statement: Statement,
  commit: string,
  blobs: ReadonlyMap<string, Buffer>,
): AgainstFiles {
  const kinds = new Map(recordedFiles(statement).map((file) => [file.name, file.kind]));
  const all = governedDifferences(statement, (file) => {
    const bytes = blobs.get(file);
    return bytes && sha256(bytes);
  });
  const observed = all.filter(({ file }) => isObserved(kinds.get(file)));
  return {
    against: `commit ${commit}`,
    differences: all.filter((difference) => !observed.includes(difference)),
    notes: observed.map(({ file }) => `the evidence ${file} is not in the commit as it was judged`),
    unchecked: false,
  };
}
