import { existsSync, lstatSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { readSettings } from '../../config/settings.ts';
import { SETTINGS_FILE } from '../../config/settings-file.ts';
import { KINDS, ruleOf } from '../../contract/kinds.ts';
import { printable } from '../../finding/printable.ts';
import { Refusal } from '../../finding/refusal.ts';
import { decode } from '../../load/decode.ts';
import { diskTree } from '../../load/disk-tree.ts';
import { loadContracts } from '../../load/load.ts';
import type { Tree } from '../../load/tree.ts';
import { packageRoot } from '../package-root.ts';
import { demandInside, type Rewritten, writeFiles } from '../write-files.ts';
import { schemaFile, withModeline } from './modeline.ts';
import { VSCODE_SETTINGS, withAssociations } from './vscode.ts';

/** What an installation writes. */
export interface InstallPlan {
  /** Whole files by path; only those that are not there yet, or differ. */
  readonly files: ReadonlyMap<string, string>;
  /** Contracts that get a line. */
  readonly rewritten: readonly Rewritten[];
  /** Contracts that stay as they are, with the reason. */
  readonly left: readonly { readonly file: string; readonly reason: string }[];
}

/** The kinds that a person writes as YAML: contracts, and the settings of this tool. */
const INSTALLED = [...KINDS, 'gates'] as const;

/** Compares an estate with what it should hold; reads only. */
export function plannedInstall(root: string, how: 'modelines' | 'vscode'): InstallPlan {
  const tree = diskTree(root);
  const wanted = new Map(INSTALLED.map((kind) => [schemaFile(kind), packaged(kind)]));
  if (how === 'vscode') wanted.set(VSCODE_SETTINGS, withAssociations(textIn(root, VSCODE_SETTINGS)));
  const files = new Map([...wanted].filter(([file, text]) => textIn(root, file) !== text));
  return { files, ...(how === 'modelines' ? modelines(tree) : { rewritten: [], left: [] }) };
}

const packaged = (kind: string): string =>
  readFileSync(join(packageRoot(), 'schemas', `${kind}.schema.json`), 'utf8');

function textIn(root: string, file: string): string | undefined {
  const path = join(root, file);
  demandInside(root, [file]);
  if (!existsSync(path)) return undefined;
  if (lstatSync(path).isFile()) return readFileSync(path, 'utf8');
  throw new Refusal(`${file} is no regular file; expected one that can be written`, 'Move it away.');
}

function modelines(tree: Tree): Pick<InstallPlan, 'rewritten' | 'left'> {
  const rewritten: Rewritten[] = [];
  const left: { file: string; reason: string }[] = [];
  for (const { file, kind, before } of yamlFiles(tree)) {
    const after = withModeline(before, file, kind);
    if (after === undefined) left.push({ file, reason: 'it names a schema of its own' });
    else if (!isPlainUtf8(tree, file, before)) left.push({ file, reason: 'it is not in UTF-8' });
    else if (after !== before) rewritten.push({ file, before, after });
  }
  return { rewritten, left };
}

interface YamlFile {
  readonly file: string;
  readonly kind: string;
  readonly before: string;
}

function yamlFiles(tree: Tree): YamlFile[] {
  const { add = [], ignore = [] } = readSettings(tree).contracts ?? {};
  const contracts = loadContracts(tree, { add, ignore })
    .filter(({ kind, problems }) => isYaml(kind) && problems.every((one) => one.kind !== 'unreadable'))
    .map(({ file, kind, text }) => ({ file, kind, before: text }));
  if (!tree.has(SETTINGS_FILE)) return contracts;
  const { text } = decode(SETTINGS_FILE, tree.read(SETTINGS_FILE));
  return [...contracts, { file: SETTINGS_FILE, kind: 'gates', before: text }];
}

const isYaml = (kind: (typeof KINDS)[number]): boolean => ruleOf(kind).format === 'yaml';

function isPlainUtf8(tree: Tree, file: string, text: string): boolean {
  const bytes = Buffer.from(tree.read(file));
  return bytes.equals(Buffer.from(text)) || bytes.equals(Buffer.from(`\ufeff${text}`));
}

export async function install(root: string, { files, rewritten }: InstallPlan): Promise<void> {
  for (const [file, text] of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    await writeFileAtomic(join(root, file), text);
  }
  await writeFiles(root, rewritten);
}

export function installText({ files, rewritten, left }: InstallPlan, dry: boolean): string {
  const lines = [
    ...[...files.keys()].map((file) => `${dry ? 'would write' : 'wrote'} ${printable(file)}`),
    ...rewritten.map(({ file }) => `${dry ? 'would add' : 'added'} its schema to ${printable(file)}`),
    ...left.map(({ file, reason }) => `left ${printable(file)} as it is: ${reason}`),
  ];
  const done = files.size + rewritten.length === 0 ? ['Everything is installed already.'] : [];
  return `${[...lines, ...done].join('\n')}\n`;
}
