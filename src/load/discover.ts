import { basename } from 'node:path';
import picomatch from 'picomatch';
import { type ContractKind, KIND_RULES, type KindRule } from '../contract/kinds.ts';
import type { Tree, TreeFile } from './tree.ts';

export interface Candidate {
  readonly path: string;
  readonly type: TreeFile['type'];
  readonly rule: KindRule;
  /** The name alone does not decide: a root key of the kind (or the runbook scope) must be there. */
  readonly confirm: boolean;
}

/** Globs relative to the estate's root. */
export interface DiscoverySettings {
  /** Files that are read although they lie in a left-out folder. */
  readonly add: readonly string[];
  readonly ignore: readonly string[];
  /** Kinds that are wanted; all when left out. */
  readonly only?: readonly ContractKind[];
}

/** Files of a contract kind anywhere below the root, by name. */
export function discover(tree: Tree, settings: DiscoverySettings): Candidate[] {
  const ignored = settings.ignore.length > 0 ? picomatch([...settings.ignore], { dot: true }) : () => false;
  const files = tree.files(settings.add);
  const candidates = files.flatMap((file) => {
    if (ignored(file.path)) return [];
    const candidate = candidateOf(file);
    return candidate && isWanted(candidate, settings) ? [candidate] : [];
  });
  return withoutLinkedTwins(files, candidates);
}

const isWanted = ({ rule }: Candidate, { only }: DiscoverySettings): boolean =>
  only === undefined || only.includes(rule.kind);

/** A symlink to a contract that is found under its own name would count every row twice. */
function withoutLinkedTwins(files: readonly TreeFile[], candidates: readonly Candidate[]): Candidate[] {
  const found = new Set(candidates.map((candidate) => candidate.path));
  const twins = new Set(
    files.flatMap((file) => (file.target !== undefined && found.has(file.target) ? [file.path] : [])),
  );
  return candidates.filter((candidate) => !twins.has(candidate.path));
}

/** The kind of contract that a file's name makes it, or may make it. */
export function candidateOf(file: TreeFile): Candidate | undefined {
  const name = basename(file.path).toLowerCase();
  if (name.endsWith('.md')) return markdownCandidate(file, name);
  const stem = /^(.+)\.ya?ml$/.exec(name)?.[1];
  if (stem === undefined) return undefined;
  const inFolder = KIND_RULES.find((rule) => isInFolder(rule, file.path, stem));
  if (inFolder) return { path: file.path, type: file.type, rule: inFolder, confirm: false };
  const rule = yamlRule(stem) ?? yamlRule(withDots(stem));
  return rule && { path: file.path, type: file.type, rule, confirm: !rule.stems.includes(stem) };
}

/** `topology_sites` and `topology-sites` for `topology.sites`. */
const withDots = (stem: string): string => stem.replace(/[_-]/g, '.');

const yamlRule = (stem: string): KindRule | undefined =>
  KIND_RULES.find(
    ({ format, folder, stems }) =>
      format === 'yaml' &&
      folder === undefined &&
      stems.some((known) => stem === known || isVariant(stem, known)),
  );

const isInFolder = ({ folder, stems }: KindRule, path: string, stem: string): boolean =>
  folder !== undefined &&
  path.startsWith(`${folder}/`) &&
  stems.some((known) => stem.endsWith(known.slice(1)));

/** `<part>.<stem>`, `<part>_<stem>` or `<stem>.<part>`: one file of a kind that is spread per site. */
function isVariant(stem: string, known: string): boolean {
  return (
    stem.startsWith(`${known}.`) || (stem.endsWith(known) && /[._-]$/.test(stem.slice(0, -known.length)))
  );
}

function markdownCandidate(file: TreeFile, name: string): Candidate {
  const named = KIND_RULES.find(
    (rule) => rule.format === 'markdown' && rule.stems.some((stem) => name.endsWith(`${stem.slice(1)}.md`)),
  );
  if (named) return { path: file.path, type: file.type, rule: named, confirm: false };
  const rule = KIND_RULES.find((known) => known.kind === ('reboot.runbook' satisfies ContractKind))!;
  return { path: file.path, type: file.type, rule, confirm: true };
}
