import { atValue } from '../../../finding/place.ts';
import type { Document } from '../../../load/document.ts';
import type { GapCount, LinkedGap } from '../../model/loop.ts';
import { RowAt } from '../../reading/row-at.ts';
import { countInHeading } from './loop-counts.ts';
import { gapsInLine } from './loop-gap-line.ts';
import { titleOf } from './loop-headings.ts';
import { idsIn } from './loop-ids.ts';
import { type Piece, partOf, type Section } from './loop-text.ts';

/** What a loop's text lists, in order and with repetitions, and what its headings claim to list. */
export interface Links {
  readonly gaps: readonly LinkedGap[];
  readonly groups: readonly string[];
  readonly counts: readonly GapCount[];
}

/** Reads one run of sections: the heading that announces gaps, and the groups below it. */
export function linksIn(file: string, run: readonly Section[]): Links {
  const head = run[0];
  if (!head) return { gaps: [], groups: [], counts: [] };
  const listed = run.map((section) => ({ section, gaps: gapsOf(file, section, section !== head) }));
  const gaps = listed.flatMap((one) => one.gaps);
  const all = gaps.length > 0 ? gaps : headingGaps(file, head.heading);
  const groups = listed.slice(1).filter((one) => one.gaps.length > 0);
  return {
    gaps: all,
    groups: groups.map(({ section }) => titleOf(section.heading)),
    counts: [
      ...countInHeading(file, head.heading, distinct(all)),
      ...listed.slice(1).flatMap((one) => countInHeading(file, one.section.heading, distinct(one.gaps))),
    ],
  };
}

export const distinct = (gaps: readonly LinkedGap[]): number =>
  new Set(gaps.map((gap) => gap.id.toUpperCase())).size;

function gapsOf(file: string, section: Section, isGroup: boolean): LinkedGap[] {
  const gaps = section.lines.filter((line) => line.kind !== 'code').flatMap((line) => gapsInLine(file, line));
  if (!isGroup) return gaps;
  const found = gaps.length > 0 ? gaps : headingGaps(file, section.heading);
  return found.map((gap) => ({ ...gap, group: titleOf(section.heading) }));
}

/** A heading's ids count only where no line below it lists any: else they describe the lines. */
function headingGaps(file: string, heading: Piece | undefined): LinkedGap[] {
  if (!heading) return [];
  return idsIn(heading).map(({ id, start, end }) => ({
    id,
    at: partOf(file, heading, start, end - start),
    text: '',
  }));
}

/** Gaps that the front matter lists, under either key, as a list or as one text. */
export function frontMatterGaps(document: Document): LinkedGap[] {
  const root = RowAt.root(document);
  return ['gaps', 'linked_gaps'].flatMap((key) =>
    root.texts(key).flatMap(({ value, at }) => {
      const ids = idsIn({ text: value, start: 0 });
      const place = 'path' in at && at.path.length > 1 ? at : atValue(document.file, key);
      return ids.map(({ id }) => ({ id, at: place, text: '' }));
    }),
  );
}
