import { type Subject, subjectKind } from '../finding/subject.ts';

/** How many subjects there are of each kind, in words: 2 guests, 1 hypervisor. */
export function countedKinds(subjects: Iterable<Subject>): string {
  return [...countsByKind(subjects)].map(([kind, count]) => counted(count, kind)).join(', ');
}

/** Kinds in the order in which they come first. */
export function countsByKind(subjects: Iterable<Subject>): Map<string, number> {
  const kinds = new Map<string, number>();
  for (const subject of subjects) {
    const kind = subjectKind(subject);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  return kinds;
}

function counted(count: number, kind: string): string {
  if (count === 1 || kind === 'nas') return `${count} ${kind}`;
  return `${count} ${kind.endsWith('y') ? `${kind.slice(0, -1)}ies` : `${kind}s`}`;
}
