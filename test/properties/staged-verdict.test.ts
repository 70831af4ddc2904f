import {
  chmodSync,
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Change, stagedChange } from '../../src/cli/change/change.ts';
import { judgeChange } from '../../src/cli/change/judge-change.ts';
import { type Memory, newMemory, type PickGates, prepare } from '../../src/cli/judge.ts';
import { judgedWithBaseline } from '../../src/cli/judgement.ts';
import { packOf } from '../../src/config/packs.ts';
import type { Finding } from '../../src/finding/finding.ts';
import { Refusal } from '../../src/finding/refusal.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import type { Tree } from '../../src/load/tree.ts';
import { counts } from '../../src/result/result.ts';
import { commitAll, emptyFolder, git } from '../git/repository.ts';
import { ODD_NAMES, ODD_VALUES, type RowEdit, withRowEdit } from './row-edit.ts';

const COMMITS = process.env.NIGHTLY ? 200 : 20;
const SEED = process.env.NIGHTLY ? Date.now() : 20260119;
const NOWHERE = { root: '.', commit: null, tree: null, dirty: null };
const pick: PickGates = (settings, catalogue) => packOf('hook', settings, catalogue).gates;

/** One file of a commit: how it is staged, and whether the work tree has yet another version of it. */
interface StagedEdit {
  readonly file: number;
  readonly how: 'rows' | 'text' | 'remove' | 'rename' | 'mode' | 'empty' | 'copy';
  readonly rows: readonly RowEdit[];
  readonly partly: boolean;
}

const rowEdit: fc.Arbitrary<RowEdit> = fc.record({
  how: fc.constantFrom('drop', 'duplicate', 'retype', 'rename', 'reorder'),
  collection: fc.nat(10_000),
  item: fc.nat(1_000),
  value: fc.constantFrom(...ODD_VALUES),
  name: fc.constantFrom(...ODD_NAMES),
});
const commit: fc.Arbitrary<StagedEdit[]> = fc.array(
  fc.record({
    file: fc.nat(10_000),
    // Mostly new text in a file that stays: only then are gates spared.
    how: fc.oneof(
      { weight: 5, arbitrary: fc.constant('rows' as const) },
      { weight: 2, arbitrary: fc.constant('text' as const) },
      { weight: 1, arbitrary: fc.constantFrom('remove', 'rename', 'mode', 'empty', 'copy') },
    ),
    rows: fc.array(rowEdit, { minLength: 1, maxLength: 3 }),
    partly: fc.boolean(),
  }),
  { minLength: 1, maxLength: 2 },
);

/** Lines that a script or page may well get. */
const ADDED_TEXT = '\nqm stop 105\nif [ "$SITE" = "home" ]; then pct list; fi\n';

/** Stages the edits; gives the paths before, by the paths after, of files that it moved. */
function stage(
  root: string,
  files: readonly string[],
  edits: readonly StagedEdit[],
): ReadonlyMap<string, string> {
  const later: [string, string][] = [];
  const moved = new Map<string, string>();
  for (const edit of edits) {
    const file = files[edit.file % files.length]!;
    const path = join(root, file);
    if (!statSync(path, { throwIfNoEntry: false })) continue;
    const text = readFileSync(path, 'utf8');
    apply(path, text, edit);
    if (edit.how === 'rename') moved.set(movedName(file), file);
    if (edit.partly && edit.how !== 'remove' && edit.how !== 'rename')
      later.push([path, `${text}# not staged\n`]);
  }
  git(root, 'add', '-A');
  for (const [path, text] of later) writeFileSync(path, text);
  return moved;
}

const movedName = (path: string): string => path.replace(/([^/]+)$/, 'moved.$1');

function apply(path: string, text: string, { how, rows }: StagedEdit): void {
  if (how === 'remove') rmSync(path);
  else if (how === 'rename') renameSync(path, movedName(path));
  else if (how === 'mode') chmodSync(path, statSync(path).mode & 0o100 ? 0o644 : 0o755);
  else if (how === 'empty') writeFileSync(path, '');
  else if (how === 'copy') writeFileSync(path.replace(/([^/]+)$/, 'second.$1'), text);
  else if (how === 'text' || !path.endsWith('.yaml')) writeFileSync(path, text + ADDED_TEXT);
  else writeFileSync(path, rows.reduce(withRowEdit, text));
}

type Judged = readonly Finding[] | Refusal;

async function orRefused<T>(work: () => Promise<T>): Promise<T | Refusal> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** All findings of a tree, by every gate of the pack. */
const full = (tree: Tree, memory: Memory): Promise<Judged> =>
  orRefused(async () => {
    const prepared = await prepare(tree, 'a checkout', undefined, pick, memory);
    const gates = pick(prepared.settings, prepared.catalogue);
    return judgedWithBaseline(tree, prepared, NOWHERE, gates, () => true).result.findings.filter(counts);
  });

const staged = (change: Change, memory: Memory): Promise<Judged> =>
  orRefused(async () => {
    const terms = { where: 'the index', now: undefined, pick, keeps: () => () => true, all: false, memory };
    return (await judgeChange(change, terms)).result.findings.filter(counts);
  });

/**
 * What the first list has beyond the second, equal findings by number. In a file that was moved a finding is known by
 * what it said under the name before: fingerprints commit to the name.
 */
function without(
  findings: readonly Finding[],
  known: readonly Finding[],
  moved: ReadonlyMap<string, string> = new Map(),
): string[] {
  const left = [...known];
  const isTaken = (at: number) => at >= 0 && left.splice(at, 1).length > 0;
  return findings.flatMap((finding) => {
    const { fingerprint, gate } = finding;
    if (isTaken(left.findIndex((one) => one.fingerprint === fingerprint))) return [];
    const said = saidBefore(finding, moved);
    if (said !== undefined && isTaken(left.findIndex((one) => saidBefore(one) === said))) return [];
    return [`${gate} ${fingerprint}`];
  });
}

/** What a finding says, with the names that files had before they moved; undefined where it speaks of none of them. */
function saidBefore(
  { gate, subject, message, place }: Finding,
  moved?: ReadonlyMap<string, string>,
): string | undefined {
  const said = [gate, subject, place.file, message].join('\n');
  if (!moved) return said;
  const before = [...moved].reduce((text, [after, name]) => text.replaceAll(after, () => name), said);
  return before === said ? undefined : before;
}

/** Some of what was found, recorded as old debt. */
const baselineOf = (findings: readonly Finding[]): string =>
  JSON.stringify({
    version: 1,
    findings: findings.map(({ gate, place, fingerprint }) => ({ gate, file: place.file, fingerprint })),
  });

/** A sample estate with a gate of its own and a baseline as a repository, with what was found in it before any change. */
async function repositoryWith(estate: string, memory: Memory) {
  const root = emptyFolder();
  cpSync(`fixtures/estates/${estate}`, root, { recursive: true });
  mkdirSync(join(root, 'gates'), { recursive: true });
  cpSync('fixtures/cli/role.gate.yaml', join(root, 'gates/role.gate.yaml'));
  git(root, 'init', '-q');
  const old = (await full(diskTree(root), memory)) as readonly Finding[];
  writeFileSync(join(root, 'gate.baseline.yaml'), baselineOf(old.filter((_, index) => index % 7 === 0)));
  commitAll(root);
  const files = git(root, 'ls-files', '-z').split('\0').slice(0, -1);
  return { root, files, before: (await full(diskTree(root), memory)) as readonly Finding[] };
}

/** The index as a tree: laid out as files in the long run, which the tests of trees say is the same. */
function indexOf(root: string): Tree {
  if (!process.env.NIGHTLY) return stagedChange(root).after;
  const aside = `${emptyFolder()}/index/`;
  git(root, 'checkout-index', '-a', `--prefix=${aside}`);
  return diskTree(aside);
}

test.each(['two-sites', 'two-sites-gapped'])(
  `random partial commits of %s have the verdict of a full run (seed ${SEED})`,
  { timeout: COMMITS * 20_000 },
  async (estate) => {
    const memory = newMemory();
    const { root, files, before } = await repositoryWith(estate, memory);
    let introduced = 0;
    for (const edits of fc.sample(commit, { numRuns: COMMITS / 2, seed: SEED })) {
      const moved = stage(root, files, edits);
      const verdict = await staged(stagedChange(root), memory);
      const reference = await full(indexOf(root), memory);
      git(root, 'reset', '-q', '--hard');
      git(root, 'clean', '-fdq');
      if (verdict instanceof Refusal || reference instanceof Refusal) {
        expect(verdict instanceof Refusal).toBe(reference instanceof Refusal);
        continue;
      }
      const expected = without(reference, before, moved);
      expect(without(verdict, before, moved), JSON.stringify(edits)).toEqual(expected);
      expect(without(verdict, reference), JSON.stringify(edits)).toEqual([]);
      introduced += expected.length;
    }
    expect(introduced).toBeGreaterThan(0);
  },
);
