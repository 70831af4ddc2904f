import type { ReceiptEstate, ReceiptFinding, ReceiptTest } from '../contract/generated/receipt.ts';
import type { Difference } from './difference.ts';
import type { GovernedFile } from './governed.ts';
import { digestOver, filesReadBy } from './governed.ts';
import { recordedFiles } from './governed-differences.ts';
import type { ReceiptPlaces } from './places.ts';
import type { SignatureState, Trust } from './signature.ts';
import { type ReceiptCheck, verifyStore } from './verify-store.ts';

/** A receipt as evidence: what it says, and whether it may be believed. */
export interface ReceiptView {
  readonly runKey: string;
  readonly pack: string;
  readonly loop?: string;
  readonly capability: string;
  readonly result: 'PASSED' | 'WARNED' | 'FAILED';
  readonly exitCode: 0 | 1 | 2;
  readonly asOf: string;
  readonly finishedAt: string;
  /** True when somebody had it judge as of another day than that of its run (--now): then it proves no gap. */
  readonly otherDay: boolean;
  readonly runner: string;
  readonly estate: ReceiptEstate;
  /** True when it set policy aside: then it proves nothing. */
  readonly emergency: boolean;
  readonly signature: SignatureState;
  /** Empty when envelope, key, files, chain and ledger all hold. */
  readonly differences: readonly Difference[];
  readonly tests: ReadonlyMap<string, ReceiptTest>;
  readonly findings: readonly ReceiptFinding[];
  /** Governed files as they were. */
  readonly files: readonly GovernedFile[];
}

/** Every readable receipt of an estate, newest first. */
export function receiptViews(places: ReceiptPlaces, trust: Trust): ReceiptView[] {
  const views = verifyStore(places, trust).receipts.flatMap((check) => viewOf(check) ?? []);
  return views.sort((a, b) => order(b, a));
}

function order(a: ReceiptView, b: ReceiptView): number {
  const [first, second] = [`${a.finishedAt} ${a.runKey}`, `${b.finishedAt} ${b.runKey}`];
  return first < second ? -1 : first > second ? 1 : 0;
}

function viewOf({ stored, signature, differences }: ReceiptCheck): ReceiptView | undefined {
  const statement = signature.state === 'wrong' ? undefined : stored.statement;
  if (!statement) return undefined;
  const facts = statement.predicate;
  return {
    runKey: stored.runKey,
    pack: facts.gates_pack,
    ...(facts.gates_loop !== undefined && { loop: facts.gates_loop }),
    capability: facts.gates_capability,
    result: facts.result,
    exitCode: facts.gates_exitCode,
    asOf: facts.gates_asOf,
    finishedAt: facts.gates_finishedAt,
    otherDay: facts.gates_clock === '--now' && isFar(facts.gates_asOf, facts.gates_finishedAt),
    runner: facts.gates_runner,
    estate: facts.gates_estate,
    emergency: facts.gates_emergency !== undefined,
    signature,
    differences,
    tests: new Map(facts.gates_tests.map((test) => [test.id, test])),
    findings: facts.gates_findings,
    files: recordedFiles(statement),
  };
}

const DAY_MS = 86_400_000;

const isFar = (time: string, other: string): boolean =>
  Math.abs(Date.parse(time) - Date.parse(other)) > DAY_MS;

/** True when what a gate read for a receipt is, byte for byte, what it reads now. */
export function inputsHold(test: ReceiptTest, now: readonly GovernedFile[]): boolean {
  return digestOver(filesReadBy(test, now)) === test.inputs;
}

/** Files that a gate read for a receipt and that are now others, by name. */
export function changedInputs(view: ReceiptView, gate: string, now: readonly GovernedFile[]): string[] {
  const test = view.tests.get(gate);
  return test ? changedNames(filesReadBy(test, view.files), filesReadBy(test, now)) : [];
}

/** Governed files that are now others than those that a receipt's whole pack was run over. */
export const changedFiles = (view: ReceiptView, now: readonly GovernedFile[]): string[] =>
  changedNames(view.files, now);

function changedNames(then: readonly GovernedFile[], now: readonly GovernedFile[]): string[] {
  const digests = (files: readonly GovernedFile[]) => new Map(files.map((file) => [file.name, file.sha256]));
  const [before, after] = [digests(then), digests(now)];
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name)).sort();
}
