import { Refusal } from '../finding/refusal.ts';
import type { Gate } from '../gate/gate.ts';
import type { Document } from '../load/document.ts';
import type { LoadProblem } from '../load/problem.ts';
import { resolver } from '../load/resolve.ts';
import { oncePer } from '../once/once-per.ts';
import { brokenGate, ownGate } from './own-gate.ts';

type OwnDocument = Document<'own.gate'>;

export const isOwnGate = (document: Document): document is OwnDocument => document.kind === 'own.gate';

/** The estate's own gates by id, and its documents with what is wrong with the expressions among their problems. */
export interface OwnGates {
  readonly gates: readonly Gate[];
  readonly documents: readonly Document[];
}

/** Reads the gates of an estate's own beside the built-in ones. Two gates with one id are refused. */
export function ownGates(documents: readonly Document[], builtIn: readonly Gate[]): OwnGates {
  const read = documents.map((document) => (isOwnGate(document) ? readGate(document) : { document }));
  const gates = read.flatMap(({ gate }) => gate ?? []);
  demandOneEach(gates, builtIn, documents);
  return {
    gates: gates.sort((a, b) => (a.id < b.id ? -1 : 1)),
    documents: read.map(({ document }) => document),
  };
}

interface ReadGate {
  readonly document: Document;
  readonly gate?: Gate;
}

const readGate = oncePer((document: OwnDocument): ReadGate => {
  if (!document.loaded) return { document, gate: brokenGate(document, reason(document, document.problems)) };
  const read = ownGate(document);
  if ('gate' in read) return { document, gate: read.gate };
  return {
    document: { ...document, problems: [...document.problems, ...read.problems], loaded: false },
    gate: brokenGate(document, reason(document, read.problems)),
  };
});

function reason(document: OwnDocument, problems: readonly LoadProblem[]): string {
  const worst = problems.find((problem) => problem.fatal)!;
  return `${spot(document, worst.at)}: ${worst.message}`;
}

function spot(document: Document, at: LoadProblem['at']): string {
  const { file, line, column } = resolver([document], () => document.text)(at);
  return `${file}:${line}:${column}`;
}

function demandOneEach(
  gates: readonly Gate[],
  builtIn: readonly Gate[],
  documents: readonly Document[],
): void {
  const files = new Map<string, string>(builtIn.map(({ id }) => [id, 'a built-in gate']));
  for (const { id, own } of gates) {
    const other = files.get(id);
    if (other !== undefined) refuse(id, own!.file, other, documents);
    files.set(id, own!.file);
  }
}

function refuse(id: string, file: string, other: string, documents: readonly Document[]): never {
  const document = documents.find((one) => one.file === file)!;
  throw new Refusal(
    `${spot(document, { file, path: ['id'], on: 'value' })}: the id "${id}" belongs to ${other} already`,
    'Give the gate an id of its own; `gates check --list` shows those that are taken.',
  );
}
