import { subjectOf } from '../../../finding/subject.ts';
import type { Stated } from '../../model/entity.ts';
import type { BoundGap, Gap, GapBinding } from '../../model/loop.ts';
import { RowAt } from '../../reading/row-at.ts';
import { present } from '../../reading/stated.ts';
import type { Sources } from '../../sources.ts';
import { gapFinder } from './gap-finder.ts';
import { gapSeverityOf } from './gap-severity.ts';

const CLOSED = /^(?:fixed|closed|resolved|done|complete|completed)$/;

/** The register of known defects, each id once, in the order of the register. */
export function joinGaps(sources: Sources): Gap[] {
  const gaps = sources
    .of('operational.gaps')
    .flatMap((document) => RowAt.root(document).rows('gaps').flatMap(gapFromRow));
  return [...new Map(gaps.reverse().map((gap) => [gap.id.toUpperCase(), gap])).values()].reverse();
}

function gapFromRow(row: RowAt): Gap[] {
  const id = row.text('id');
  if (!id) return [];
  const status = lower(row.text('status'));
  const title = row.text('title', 'description')?.value ?? '';
  return [
    {
      subject: subjectOf('gap', id.value),
      at: id.at,
      id: id.value,
      title: title.split('\n', 1)[0]!.trim(),
      text: ['title', 'description', 'doc'].flatMap((key) => row.text(key)?.value ?? []).join('\n'),
      closed: CLOSED.test(status?.value ?? ''),
      parentLoops: ['parent_loop', 'loop'].flatMap((key) => row.text(key) ?? []),
      runKeys: row.texts('evidence_run_keys'),
      ...present({
        severity: severityOf(row.text('severity')),
        status,
        fixedIn: row.text('fixed_in'),
        resolution: row.text('resolution'),
        notes: row.text('notes'),
        lock: row.text('regression_lock_id'),
        doc: row.text('doc'),
      }),
    },
  ];
}

function lower(text: Stated<string> | undefined): Stated<string> | undefined {
  return text && { value: text.value.toLowerCase(), at: text.at };
}

function severityOf(text: Stated<string> | undefined): Gap['severity'] {
  const value = gapSeverityOf(text?.value);
  return text && value && { value, at: text.at };
}

/** Gaps of gap.gates with what must hold for each, under the register's spelling of their ids. */
export function joinBoundGaps(sources: Sources, gaps: readonly Gap[]): BoundGap[] {
  const find = gapFinder(gaps);
  const bound = new Map<string, BoundGap>();
  for (const document of sources.of('gap.gates')) {
    for (const [name, rows] of Object.entries(document.data?.gaps ?? {})) {
      const key = new RowAt(document.file, ['gaps', name], {});
      const id = find(name)?.id ?? name;
      const bindings = rows.map((row, index): GapBinding => ({ ...row, gap: id, at: key.at(index, 'gate') }));
      const before = bound.get(id);
      bound.set(id, {
        subject: subjectOf('gap', id),
        at: before?.at ?? key.here,
        id,
        bindings: [...(before?.bindings ?? []), ...bindings],
      });
    }
  }
  return [...bound.values()];
}
