import type { KeptTexts } from '../load/memory.ts';
import type { QuickData } from '../load/quick-yaml.ts';
import { digestOf, type Shelf } from './shelf.ts';

/** What one text said: null when it is not simple. */
interface Row {
  readonly digest: string;
  readonly data: NonNullable<QuickData> | null;
}

/** JSON of what was kept, by path. */
type Rows = readonly (readonly [path: string, row: Row])[];

/**
 * What earlier runs of this build read of the contracts of the estate at `root`. All of it is one entry: as JSON it is
 * read in a thirtieth of the time that the texts take.
 */
export function keptTexts(shelf: Shelf, build: string, root: string): KeptTexts {
  const key = `contracts ${build} ${root}`;
  let before: ReadonlyMap<string, Row> | undefined;
  /** By the first text that each path had in this run: a later one is what was before a change, or comes and goes. */
  const now = new Map<string, Row>();
  let isNews = false;
  return {
    get(path, text) {
      before ??= rowsIn(shelf.get(key));
      const row = before.get(path);
      if (!row || row.digest !== digestOf(text)) return undefined;
      if (!now.has(path)) now.set(path, row);
      return { data: row.data ?? undefined };
    },
    set(path, text, data) {
      if (now.has(path)) return;
      now.set(path, { digest: digestOf(text), data: data ?? null });
      isNews = true;
    },
    keep() {
      if (!isNews) return;
      shelf.put(key, Buffer.from(JSON.stringify([...now] satisfies Rows)));
      isNews = false;
    },
  };
}

const rowsIn = (bytes: Buffer | undefined): ReadonlyMap<string, Row> =>
  new Map(bytes ? (JSON.parse(bytes.toString('utf8')) as Rows) : []);
