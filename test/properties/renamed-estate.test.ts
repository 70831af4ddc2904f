import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GATES } from '../../gates/index.ts';
import { prepare } from '../../src/cli/judge.ts';
import { judged } from '../../src/cli/judgement.ts';
import { type Subject, subjectKey, subjectKind, subjectOf } from '../../src/finding/subject.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import type { Tree } from '../../src/load/tree.ts';
import type { Result } from '../../src/result/result.ts';
import { namesOf, type Rename, renamedTree, renaming } from './renaming.ts';

const NOWHERE = { root: '.', commit: null, tree: null, dirty: null };

async function judge(tree: Tree) {
  const prepared = await prepare(tree, 'a renamed estate', undefined);
  return { estate: prepared.estate, result: judged(tree, prepared, NOWHERE, GATES).result };
}

/** The kind of a subject is a word of the tool, only its key has names. */
const renamedSubject = (subject: Subject, rename: Rename) =>
  subjectOf(subjectKind(subject), rename(subjectKey(subject)));

/** What a result says, without what depends on the length and the order of names. */
function verdicts({ gates, findings, sites }: Result, rename: Rename = (text) => text) {
  return {
    sites: sites.map(rename).sort(),
    gates: gates.map((gate) => `${gate.id} ${gate.outcome} of ${gate.examined.length}`),
    findings: findings
      .map(({ gate, severity, subject, site, place }) =>
        [
          gate,
          severity,
          renamedSubject(subject, rename),
          rename(site ?? '-'),
          `${rename(place.file)}:${place.line}`,
        ].join(' | '),
      )
      .sort(),
  };
}

const LETTERS = /[A-Za-z]+/g;

/** One word of no language for each run of letters in the names: what is joined by a hyphen stays joined. */
const wordsFor = (names: readonly string[]) => {
  const count = names.flatMap((name) => name.match(LETTERS) ?? []).length;
  const words = fc.uniqueArray(fc.stringMatching(/^q[b-df-hj-np-tv-z]{5,9}$/), {
    minLength: count,
    maxLength: count,
  });
  return words.map((all) => {
    let next = 0;
    return names.map((name) => name.replace(LETTERS, () => all[next++]!));
  });
};

describe.each(['two-sites', 'three-sites', 'two-sites-gapped', 'odd-shapes'])('%s', (name) => {
  test('says the same when every site, node and guest has another name', async () => {
    const base = diskTree(`fixtures/estates/${name}`);
    const before = await judge(base);
    const names = namesOf(before.estate);
    await fc.assert(
      fc.asyncProperty(wordsFor(names), async (chosen) => {
        const rename = renaming(names, chosen);
        const after = await judge(renamedTree(base, rename));
        expect(verdicts(after.result)).toEqual(verdicts(before.result, rename));
      }),
      { numRuns: process.env.NIGHTLY ? 20 : 2, seed: 20260115, endOnFailure: true },
    );
  });
});
