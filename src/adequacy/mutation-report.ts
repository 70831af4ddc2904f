import { lineAt, lineStarts } from '../load/lines.ts';
import { edited } from '../loop/text-edit.ts';
import type { Adequacy } from './adequacy.ts';
import type { Fate, Verdict } from './verdict.ts';

export interface MutationReportOptions {
  readonly tool: { readonly name: string; readonly version: string };
  readonly textOf: (file: string) => string;
}

/** Fates in the words of the mutation testing report schema. */
const STATUS: Readonly<Record<Fate, string>> = {
  killed: 'Killed',
  survived: 'Survived',
  invalid: 'CompileError',
  equivalent: 'Ignored',
};

/** The report in version 2 of the mutation testing report schema: contracts are the files, gates are the tests. */
export function mutationReport(adequacy: Adequacy, { tool, textOf }: MutationReportOptions) {
  const byFile = new Map<string, Verdict[]>();
  for (const verdict of adequacy.verdicts) {
    const same = byFile.get(verdict.mutant.file);
    if (same) same.push(verdict);
    else byFile.set(verdict.mutant.file, [verdict]);
  }
  const files = [...byFile].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    schemaVersion: '2',
    thresholds: { high: 100, low: 90 },
    framework: { name: `${tool.name} adequacy`, version: tool.version },
    config: { operators: adequacy.digest, mutants: adequacy.mutants },
    files: Object.fromEntries(files.map(([file, verdicts]) => [file, fileOf(file, textOf(file), verdicts)])),
    testFiles: testFilesOf(adequacy),
  };
}

function fileOf(file: string, source: string, verdicts: readonly Verdict[]) {
  const starts = lineStarts(source);
  return {
    language: languageOf(file, source),
    source,
    mutants: verdicts.map((verdict) => mutantOf(verdict, source, starts)),
  };
}

function mutantOf({ mutant, fate, by, ran, reason }: Verdict, source: string, starts: number[]) {
  const start = Math.min(...mutant.edits.map((edit) => edit.start));
  const end = Math.max(...mutant.edits.map((edit) => edit.end));
  const moved = mutant.edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
  const statusReason = reason ?? by[0]?.message;
  return {
    id: mutant.id,
    mutatorName: mutant.operator.id,
    description: `${mutant.text}. Law: ${mutant.operator.law}.`,
    location: { start: positionOf(start, starts), end: positionOf(end, starts) },
    replacement: edited(source.slice(start, end), moved),
    status: STATUS[fate],
    ...(statusReason !== undefined && { statusReason }),
    killedBy: by.map((kill) => kill.gate),
    coveredBy: [...ran],
    testsCompleted: ran.length,
  };
}

/** Lines and columns from 1; the column of an end is the one behind the last character. */
function positionOf(offset: number, starts: readonly number[]) {
  const line = lineAt(starts, offset);
  return { line: line + 1, column: offset - starts[line]! + 1 };
}

/** One file of tests for each family of gates. */
function testFilesOf({ runs }: Adequacy) {
  const families = new Map<string, { id: string; name: string }[]>();
  for (const { gate } of runs) {
    const family = `gates/${gate.id.slice(0, gate.id.lastIndexOf('/'))}`;
    families.set(family, [
      ...(families.get(family) ?? []),
      { id: gate.id, name: `${gate.id}: ${gate.title}` },
    ]);
  }
  return Object.fromEntries([...families].map(([family, tests]) => [family, { tests }]));
}

function languageOf(file: string, source: string): string {
  if (/\.ya?ml$/.test(file)) return 'yaml';
  if (/\.md$/i.test(file)) return 'markdown';
  return /\.py$/.test(file) || /^#!.*python/.test(source) ? 'python' : 'bash';
}
