import { type ContractKind, KINDS } from '../contract/kinds.ts';
import type { Entity } from '../estate/model/entity.ts';
import { printable } from '../finding/printable.ts';
import { nearest } from '../finding/suggest.ts';
import type { Edit, Example, Gate } from '../gate/gate.ts';
import type { Document } from '../load/document.ts';
import type { LoadProblem } from '../load/problem.ts';
import { type Law, lawOf } from './law.ts';
import type { EntityView } from './model/entity-view.ts';
import { ENTITIES, scopeOf } from './model/model.ts';
import { Source } from './source.ts';

type OwnDocument = Document<'own.gate'>;

/** A file's gate, or what is wrong with its expressions. */
export type Read = { readonly gate: Gate } | { readonly problems: readonly LoadProblem[] };

/** Turns a file that fits its schema into a gate. */
export function ownGate(document: OwnDocument): Read {
  const { data } = document;
  const kind = ENTITIES.get(data.for)!;
  const source = new Source(document, scopeOf(kind));
  const where = source.expression('where');
  const assert = source.expression('assert');
  const message = source.message();
  const reads = readsOf(source, kind);
  if (!assert || source.problems.length > 0) return { problems: source.problems };
  const law: Law = { kind, where, assert, message, path: data.at?.split('.') };
  const used = expressionsOf(law);
  const asked = used.flatMap((one) => [...one.lists]);
  return {
    gate: {
      ...headOf(document),
      reads: data.reads === undefined ? [...new Set([...reads, ...asked.flatMap(readsOfList)])] : reads,
      ...(used.some((one) => one.names.has('now')) && { clock: true }),
      ...([kind.plural, ...asked].includes('scripts') && { scripts: { triggers: [] } }),
      ...lawOf(law),
    },
  };
}

/** A gate for a file that cannot be read: it is there, and it is blocked. */
export function brokenGate(document: OwnDocument, reason: string): Gate {
  const head = headOf(document);
  return {
    ...head,
    reads: [],
    own: { ...head.own, broken: reason },
    examines: (): readonly Entity[] => [],
    judge: () => [],
  };
}

/** All that a gate says of itself; tolerant, for the file may be broken. */
function headOf({ file, data }: OwnDocument) {
  const said = (data ?? {}) as Partial<OwnDocument['data']>;
  const { examples, ...definition } = said;
  const unseen = sentence(said.unseen);
  return {
    id: typeof said.id === 'string' && /^[a-z0-9-]+\/[a-z0-9-]+$/.test(said.id) ? said.id : usualId(file),
    title: sentence(said.title),
    why: sentence(said.why),
    fix: sentence(said.fix),
    severity: said.severity === 'warning' ? ('warning' as const) : ('error' as const),
    ...(unseen !== '' && { unseen }),
    own: { file, definition },
    examples: { passing: examplesOf(examples?.passing), failing: examplesOf(examples?.failing) },
  };
}

const usualId = (file: string): string =>
  `own/${file
    .replace(/^.*\//, '')
    .replace(/\.gate\.ya?ml$/i, '')
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')}`;

const sentence = (text: unknown): string =>
  typeof text === 'string' ? printable(text).trim().replace(/\s+/g, ' ') : '';

type OwnExamples = NonNullable<NonNullable<OwnDocument['data']['examples']>['passing']>;

const examplesOf = (examples: OwnExamples | undefined): Example[] =>
  Array.isArray(examples)
    ? examples.map(({ name, base, edits }) => ({ name, base: base ?? 'estate', edits: edits as Edit[] }))
    : [];

function readsOf(source: Source, kind: EntityView): ContractKind[] {
  const stated = source.document.data.reads;
  if (stated === undefined) return [...kind.reads];
  const known: readonly string[] = KINDS;
  for (const [index, name] of stated.entries()) {
    if (known.includes(name)) continue;
    const near = nearest(name, known);
    source.refuse(
      `no contract kind is called "${name}"${near ? `; did you mean "${near}"?` : '; `gates schema` lists them'}`,
      'reads',
      index,
    );
  }
  return stated as ContractKind[];
}

const readsOfList = (plural: string): readonly ContractKind[] =>
  [...ENTITIES.values()].find((kind) => kind.plural === plural)?.reads ?? [];

const expressionsOf = ({ where, assert, message }: Law) => [
  ...(where ? [where] : []),
  assert,
  ...message.flatMap((part) => ('expression' in part ? [part.expression] : [])),
];
