import { listed } from '../../src/estate/ask/describe.ts';
import type { Entity } from '../../src/estate/model/entity.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import { RowAt } from '../../src/estate/reading/row-at.ts';
import { subjectOf } from '../../src/finding/subject.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/bindings/infra.storage.placement.policy.yaml';

interface MountRow extends Entity {
  readonly of: string;
  readonly row: RowAt;
}

export default defineGate<MountRow>({
  id: 'mounts/row-complete',
  title: 'Every declared NFS mount says what is mounted, and where',
  why: 'A mount without a source cannot be told from a folder, and one without a path is looked for nowhere.',
  fix: 'State path and source of the mount in infra.storage.placement.policy.yaml.',
  severity: 'warning',
  reads: ['infra.storage.placement.policy'],
  examines: mountRows,
  *judge({ of, row, at }) {
    const missing = ['path', 'source'].filter((key) => !row.has(key));
    if (missing.length > 0)
      yield { at, message: `an NFS mount of "${of}" states no ${listed(missing)}; expected both` };
  },
  examples: {
    passing: [
      {
        name: 'a source by name',
        edits: [
          {
            file: FILE,
            find: 'source: "198.51.100.20:/volume1/photos"',
            replace: 'source: "nas:/volume1/photos"',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'no source',
        edits: [
          {
            file: FILE,
            find: '{path: /srv/photos, source: "198.51.100.20:/volume1/photos", mode: rw, provider: nas}',
            replace: '«{path: /srv/photos, mode: rw, provider: nas}»',
          },
        ],
      },
    ],
  },
});

function mountRows(estate: Estate): MountRow[] {
  return estate.index.loaded('infra.storage.placement.policy').flatMap((document) =>
    RowAt.root(document)
      .rows('vm_storage')
      .flatMap((guest) =>
        guest.rows('nfs_mounts').map((row) => mountRow(estate, String(guest.path.at(-1)), row)),
      ),
  );
}

function mountRow(estate: Estate, of: string, row: RowAt): MountRow {
  const thing = estate.index.named(of);
  const subject = thing?.subject ?? subjectOf('contract', row.file);
  return { subject, at: row.here, of, row, ...(thing?.site !== undefined && { site: thing.site }) };
}
