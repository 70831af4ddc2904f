import type { ContractTypes } from '../contract/generated/index.ts';
import { eachTold } from '../timing/progress.ts';
import { timed } from '../timing/stopwatch.ts';
import { Aside } from './aside/aside.ts';
import { decode, MAX_CONTRACT_BYTES } from './decode.ts';
import { type Candidate, type DiscoverySettings, discover } from './discover.ts';
import type { Document } from './document.ts';
import { readFrontMatter } from './front-matter.ts';
import { headerNotes } from './header.ts';
import type { ContractMemory, KeptTexts } from './memory.ts';
import { parseYaml } from './parse-yaml.ts';
import type { LoadProblem } from './problem.ts';
import { type QuickData, quickYaml } from './quick-yaml.ts';
import type { Tree } from './tree.ts';

/** Every contract of a tree, parsed and in path order. A file that cannot be read is a document with a problem. */
export function loadContracts(tree: Tree, settings: DiscoverySettings, memory?: ContractMemory): Document[] {
  const candidates = discover(tree, settings);
  const aside = new Aside(candidates.filter(isYaml).length);
  try {
    const begun = eachTold('reading contracts', candidates, (candidate) =>
      begin(tree, candidate, memory, aside),
    );
    const documents = begun.flatMap((finish) => finish() ?? []);
    memory?.texts?.keep();
    return documents;
  } finally {
    aside.end();
  }
}

const isYaml = ({ rule }: Candidate): boolean => rule.format === 'yaml';

type Finish = () => Document | undefined;

/** Reads a contract, or lets it be read beside the next ones. */
function begin(tree: Tree, candidate: Candidate, memory: ContractMemory | undefined, aside: Aside): Finish {
  const bytes = readBytes(tree, candidate);
  if ('message' in bytes) return () => (mayBeAnyPage(candidate) ? undefined : unread(candidate, bytes));
  const { text, problems } = decode(candidate.path, bytes.bytes);
  // Bytes that are no UTF-8 may decode to a text that others are, which has no problems.
  const remembered = problems.length === 0 ? memory?.documents : undefined;
  const known = remembered?.get(candidate.path, text);
  if (known) return () => known;
  if (!isConfirmed(candidate, text)) return () => undefined;
  const quick = isYaml(candidate) ? quickReading(candidate.path, text, memory?.texts, aside) : undefined;
  const finish = () => {
    const document = quick
      ? yamlDocument(candidate, text, problems, quick.data)
      : markdownDocument(candidate, text, problems);
    remembered?.set(candidate.path, text, document);
    return document;
  };
  if (quick?.isLater) return finish;
  const document = finish();
  return () => document;
}

/** A text as it was kept, as a spare thread will have read it, or as it is read when somebody asks. */
function quickReading(path: string, text: string, texts: KeptTexts | undefined, aside: Aside): QuickReading {
  const kept = texts?.get(path, text);
  if (kept) return { data: () => kept.data, isLater: false };
  const later = aside.takes(text);
  const data = () => {
    const read = later ? later() : quickYaml(text);
    texts?.set(path, text, read);
    return read;
  };
  return { data, isLater: later !== undefined };
}

interface QuickReading {
  readonly data: () => QuickData;
  /** Whether others should be begun with before it is asked for. */
  readonly isLater: boolean;
}

/** Every Markdown file could be a runbook; one that cannot be read is none as far as its name tells. */
const mayBeAnyPage = ({ confirm, rule }: Candidate): boolean => confirm && rule.format === 'markdown';

function readBytes(tree: Tree, candidate: Candidate): { bytes: Uint8Array } | { message: string } {
  const { path, type } = candidate;
  if (type === 'directory') return { message: 'a folder stands here; expected a file' };
  if (type === 'other') return { message: 'a pipe, socket or device stands here; expected a file' };
  try {
    if (tree.size(path) > MAX_CONTRACT_BYTES) {
      return { message: `the file is larger than ${MAX_CONTRACT_BYTES / 1024 / 1024} MiB; split it` };
    }
    return { bytes: tree.read(path) };
  } catch (error) {
    return { message: unreadable(type, error) };
  }
}

function unreadable(type: string, error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (message.includes('outside the estate')) {
    return 'this symlink leads outside the estate and is not followed; keep the file inside the estate';
  }
  if (type === 'symlink') return 'this symlink leads to no readable file; mend or remove it';
  return `the file cannot be read (${code ?? message}); check its permissions`;
}

function unread(candidate: Candidate, problem: { message: string }): Document {
  const at = { file: candidate.path, start: 0, end: 0 };
  return documentOf(candidate, '', null, () => ({ start: 0, end: 0 }), [
    { kind: 'unreadable', message: problem.message, at, fatal: true },
  ]);
}

function yamlDocument(
  candidate: Candidate,
  text: string,
  before: readonly LoadProblem[],
  quick: () => QuickData,
): Document {
  const parsed = timed('parse contracts', () => parseYaml(candidate.path, text, quick));
  const problems = [...before, ...parsed.problems];
  if (parsed.data === null && problems.every((problem) => !problem.fatal)) {
    problems.push(emptyFile(candidate));
  }
  return documentOf(candidate, text, parsed.data, parsed.locate, problems);
}

/** Whether a file whose name leaves it open is a contract. */
export function isConfirmed({ confirm, rule }: Candidate, text: string): boolean {
  if (!confirm) return true;
  return rule.format === 'markdown' ? isRunbook(text) : hasRootKey(text, rule.roots);
}

function isRunbook(text: string): boolean {
  const start = text.search(/^---/m);
  const frontMatter = start < 0 ? '' : text.slice(start, start + 2_000);
  return /^scope:\s*["']?reboot-validation\b/m.test(frontMatter);
}

function hasRootKey(text: string, roots: readonly string[]): boolean {
  const keys = `(?:${roots.map((root) => root.replace('<site>', '[\\w.@+-]+')).join('|')})`;
  if (!FLOW.test(text)) return new RegExp(`^["']?${keys}["']?\\s*:`, 'm').test(text);
  const isRoot = new RegExp(`^${keys}$`);
  return Object.keys(quickYaml(text) ?? {}).some((key) => isRoot.test(key));
}

/** A text that is one map in braces, as JSON is. */
const FLOW = /^(?:\s|#.*\n|---)*\{/;

function emptyFile(candidate: Candidate): LoadProblem {
  const expected = candidate.rule.roots.map((root) => `"${root}"`).join(' or ');
  return {
    kind: 'empty',
    message: `the file is empty; expected a map with ${expected}`,
    at: { file: candidate.path, start: 0, end: 0 },
    fatal: true,
  };
}

function markdownDocument(candidate: Candidate, text: string, before: readonly LoadProblem[]): Document {
  const front = timed('parse contracts', () => readFrontMatter(candidate.path, text));
  const document = documentOf(candidate, text, front.data, front.locate, [...before, ...front.problems]);
  return { ...document, bodyStart: front.bodyStart };
}

function documentOf(
  candidate: Candidate,
  text: string,
  data: unknown,
  locate: Document['locate'],
  problems: readonly LoadProblem[],
): Document {
  return {
    kind: candidate.rule.kind,
    file: candidate.path,
    text,
    data: data as ContractTypes[Document['kind']],
    header: candidate.rule.format === 'yaml' ? headerNotes(text) : [],
    problems,
    loaded: problems.every((problem) => !problem.fatal),
    locate,
  };
}
