import { basename } from 'node:path';
import type { Anchor } from '../../../finding/place.ts';
import { subjectOf } from '../../../finding/subject.ts';
import type { Document } from '../../../load/document.ts';
import type { Stated } from '../../model/entity.ts';
import type { Gap, LinkedGap, Loop } from '../../model/loop.ts';
import { RowAt } from '../../reading/row-at.ts';
import { present } from '../../reading/stated.ts';
import type { Sources } from '../../sources.ts';
import { countsInProse, severityCounts, totalInSummary } from './loop-counts.ts';
import { criteriaOf, runKeysIn } from './loop-criteria.ts';
import { partsOf } from './loop-headings.ts';
import { distinct, frontMatterGaps, linksIn } from './loop-links.ts';
import { sectionsOf } from './loop-sections.ts';
import { type Piece, partOf, type Section } from './loop-text.ts';

const CLOSED = /^(?:closed|complete|completed|done)$/;

/** Every loop scope, in path order. */
export function joinLoops(sources: Sources, findGap: (id: string) => Gap | undefined): Loop[] {
  return sources.of('loop.scope').map((document) => readLoop(document as Document, findGap));
}

function readLoop(document: Document, findGap: (id: string) => Gap | undefined): Loop {
  const { file } = document;
  const sections = sectionsOf(document);
  const parts = partsOf(sections);
  const links = (parts.get('linked') ?? []).map((run) => linksIn(file, run));
  const listed = [...links.flatMap((one) => one.gaps), ...notIn(links, frontMatterGaps(document))];
  const { gaps, repeated } = once(listed.map((gap) => ({ ...gap, id: findGap(gap.id)?.id ?? gap.id })));
  const summary = parts.get('severity')?.[0];
  const summaryLines = summary?.flatMap((section) => section.lines) ?? [];
  const root = RowAt.root(document);
  const id = idOf(document, root, sections);
  const status = statusOf(root.text('status'));
  return {
    subject: subjectOf('loop', id.value),
    at: id.at,
    file,
    id: id.value,
    closed: CLOSED.test(status?.value ?? ''),
    groups: links.flatMap((one) => one.groups),
    gaps,
    repeated,
    counts: [
      ...links.flatMap((one) => one.counts),
      ...countsInProse(file, sections, distinct(gaps)),
      ...totalInSummary(file, summaryLines, distinct(gaps)),
    ],
    successCriteria: criteriaOf(file, parts.get('success') ?? []),
    definitionOfDone: criteriaOf(file, parts.get('done') ?? []),
    runKeys: runKeysIn(file, parts.get('receipts') ?? []),
    ...present({
      status,
      owner: root.text('owner')?.value,
      objective: root.text('objective')?.value,
      summary: summary && summaryOf(file, summary),
    }),
  };
}

/** The front matter may list the same gaps as the text; that repeats nothing. */
function notIn(links: readonly { readonly gaps: readonly LinkedGap[] }[], more: readonly LinkedGap[]) {
  const known = new Set(links.flatMap((one) => one.gaps.map((gap) => gap.id)));
  return more.filter((gap) => !known.has(gap.id));
}

function once(listed: readonly LinkedGap[]): Pick<Loop, 'gaps' | 'repeated'> {
  const gaps = new Map<string, LinkedGap>();
  const repeated: LinkedGap[] = [];
  for (const gap of listed) {
    const key = gap.id.toUpperCase();
    if (gaps.has(key)) repeated.push(gap);
    else gaps.set(key, gap);
  }
  return { gaps: [...gaps.values()], repeated };
}

function summaryOf(file: string, run: readonly Section[]): Loop['summary'] {
  const heading = run[0]?.heading ?? { text: '', start: 0 };
  const counts = severityCounts(
    file,
    run.flatMap((section) => section.lines),
  );
  return counts.length > 0 ? { at: partOf(file, heading, 0, heading.text.length), counts } : undefined;
}

/** Front matter, else the id that the title ends with, else the file's name. */
function idOf(document: Document, root: RowAt, sections: readonly Section[]): Stated<string> {
  const written = root.text('loop_id', 'id');
  if (written) return written;
  const title = sections.find((section) => section.depth === 1)?.heading;
  const match = title && /\b(?:LOOP-|OL_)[\w-]+/.exec(title.text);
  if (match) return { value: match[0], at: partOf(document.file, title, match.index, match[0].length) };
  return { value: basename(document.file).replace(/\.scope\.md$/i, ''), at: titleAt(document.file, title) };
}

function titleAt(file: string, title: Piece | undefined): Anchor {
  return title ? partOf(file, title, 0, title.text.length) : { file, start: 0, end: 0 };
}

/** The first word: a status in prose may be followed by a date or a remark. */
function statusOf(text: Stated<string> | undefined): Stated<string> | undefined {
  const word = /[A-Za-z][\w-]*/.exec(text?.value ?? '')?.[0];
  return text && word ? { value: word.toLowerCase(), at: text.at } : undefined;
}
