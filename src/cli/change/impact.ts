import type { ContractKind } from '../../contract/kinds.ts';
import type { Impact } from '../../gate/affected.ts';
import type { BlobStore } from '../../git/blob-store.ts';
import type { Edit } from '../../git/edits.ts';
import { SUBMODULE } from '../../git/entry.ts';
import { decode } from '../../load/decode.ts';
import { candidateOf } from '../../load/discover.ts';
import { isConfirmed } from '../../load/load.ts';
import { canBeScript } from '../../scripts/discover.ts';

/**
 * What the edits of files reach: nothing, when no gate reads the text of any of them. Paths in `deciding` reach all:
 * the tool's own files, and what symlinks lead to, which is read under another name.
 */
export function impactOf(edits: readonly Edit[], blobs: BlobStore, deciding: ReadonlySet<string>): Impact {
  const kinds = new Set<ContractKind>();
  let [whole, scripts] = [false, false];
  for (const edit of edits) {
    const kind = kindOf(edit, blobs);
    if (kind !== undefined) kinds.add(kind);
    scripts ||= canBeScript(edit.path);
    whole ||= deciding.has(edit.path) || !isRewritten(edit, blobs);
  }
  return { whole, kinds, scripts };
}

/** Whether a file only got another text: contracts name files that have to be there, to run and to hold something. */
function isRewritten({ before, after }: Edit, blobs: BlobStore): boolean {
  if (!before || !after || before.mode !== after.mode) return false;
  if (before.mode === SUBMODULE) return true;
  return before.mode.startsWith('100') && (blobs.size(before.id) === 0) === (blobs.size(after.id) === 0);
}

function kindOf({ path, before, after }: Edit, blobs: BlobStore): ContractKind | undefined {
  const candidate = candidateOf({ path, type: 'file' });
  if (!candidate) return undefined;
  const isOne = [before, after].some(
    (entry) => entry && entry.mode !== SUBMODULE && isConfirmed(candidate, text(entry.id)),
  );
  return isOne ? candidate.rule.kind : undefined;

  function text(id: string): string {
    return candidate!.confirm ? decode(path, blobs.read(id)).text : '';
  }
}
