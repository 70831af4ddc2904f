import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { isLeftOut } from '../../src/load/left-out.ts';
import type { ScriptTree } from '../../src/scripts/discover.ts';
import type { CapabilityCommand } from '../../src/scripts/grade/calls.ts';
import { lineCounter } from '../../src/scripts/literal/find.ts';
import { readScripts, type ScriptReport } from '../../src/scripts/read.ts';
import { type Lexicon, lexiconOf, type VocabularyEntry } from '../../src/scripts/vocabulary.ts';

/** What a person says about one place of a script. */
export interface Label {
  readonly path: string;
  readonly line: number;
  readonly verdict: 'error' | 'warning' | 'nothing';
  readonly kind?: string;
  readonly value?: string;
}

const FOLDER = join(import.meta.dirname, '../../fixtures/scripts');
/** Folders of scripts with a vocabulary of their own. */
export const CORPORA = readdirSync(FOLDER)
  .filter((name) => existsSync(join(FOLDER, name, 'vocabulary.yaml')))
  .map((name) => join(FOLDER, name))
  .sort();

export interface Corpus {
  readonly labels: readonly Label[];
  readonly lexicon: Lexicon;
  readonly report: ScriptReport;
}

/** What the reader says about the same places. */
export interface Judged {
  readonly path: string;
  readonly line: number;
  readonly severity: 'error' | 'warning';
  readonly kind: string;
  readonly value: string;
}

export function folderTree(root: string): ScriptTree {
  const paths = (readdirSync(root, { recursive: true }) as string[])
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
  return {
    files: () =>
      paths.map((path) => ({ path, type: statSync(join(root, path)).isDirectory() ? 'directory' : 'file' })),
    read: (path) => readFileSync(join(root, path)),
    size: (path) => statSync(join(root, path)).size,
    executable: (path) => (statSync(join(root, path)).mode & 0o100) !== 0,
  };
}

export async function readCorpus(folder: string): Promise<Corpus> {
  const contracts = parse(readFileSync(join(folder, 'vocabulary.yaml'), 'utf8')) as {
    entries: VocabularyEntry[];
    capabilities?: CapabilityCommand[];
  };
  const report = await readScripts(folderTree(join(folder, 'estate')), {
    roots: [],
    ignore: [],
    isLeftOut,
    vocabulary: { entries: contracts.entries },
    triggers: ['qm', 'pct', 'vm_ids', 'startup_order', 'docker ps'],
    checks: [],
    named: [],
    capabilities: contracts.capabilities ?? [],
  });
  const lexicon = lexiconOf({ entries: contracts.entries });
  return { labels: labelsBelow(join(folder, 'labels')), lexicon, report };
}

function labelsBelow(folder: string): Label[] {
  const files = (readdirSync(folder, { recursive: true }) as string[])
    .filter((file) => file.endsWith('.yaml'))
    .sort();
  return files.flatMap((file) => {
    const labels = parse(readFileSync(join(folder, file), 'utf8')) as Omit<Label, 'path'>[];
    const path = file.replaceAll('\\', '/').replace(/\.yaml$/, '');
    return labels.map((label) => ({ ...label, path }));
  });
}

export function judgedIn(report: ScriptReport): Judged[] {
  return report.scripts.flatMap((script) => {
    const lineAt = lineCounter(script.source);
    return script.defects.map((each) => ({
      path: script.path,
      line: lineAt(each.anchor.start),
      severity: each.severity,
      kind: `${each.of}-${each.form}`,
      value: each.value,
    }));
  });
}

const keyOf = (path: string, line: number, grade: string, kind: string, value: string): string =>
  `${path}:${line} ${grade} ${kind} ${value}`;

/** Labels without a finding, findings without a label, and the two measures. */
export function compare(corpus: Corpus): {
  missed: string[];
  invented: string[];
  precision: number;
  recall: number;
  hits: number;
} {
  const expected = corpus.labels
    .filter((label) => label.verdict !== 'nothing')
    .map((label) => keyOf(label.path, label.line, label.verdict, label.kind ?? '', label.value ?? ''));
  const found = judgedIn(corpus.report).map((each) =>
    keyOf(each.path, each.line, each.severity, each.kind, each.value),
  );
  const missed = expected.filter((key) => !found.includes(key));
  const invented = found.filter((key) => !expected.includes(key));
  const hits = expected.length - missed.length;
  return {
    missed,
    invented,
    hits,
    precision: (found.length - invented.length) / found.length,
    recall: hits / expected.length,
  };
}
