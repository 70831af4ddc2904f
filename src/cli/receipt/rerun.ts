import { join } from 'node:path';
import type { Argv, CommandModule } from 'yargs';
import { packOf } from '../../config/packs.ts';
import { printable } from '../../finding/printable.ts';
import { Refusal } from '../../finding/refusal.ts';
import { withWorktree } from '../../git/worktree.ts';
import { diskTree } from '../../load/disk-tree.ts';
import { buildStatement } from '../../receipt/build-statement.ts';
import { divergence } from '../../receipt/compare.ts';
import { differenceWords } from '../../receipt/difference.ts';
import { findReceipt } from '../../receipt/find.ts';
import { digestIn } from '../../receipt/governed.ts';
import { governedDifferences } from '../../receipt/governed-differences.ts';
import { inspect } from '../../receipt/inspect.ts';
import type { Predicate, Statement } from '../../receipt/statement.ts';
import { adequacyScore } from '../adequacy/measure.ts';
import { prepare } from '../judge.ts';
import { judgedWithBaseline } from '../judgement.ts';
import { ESTATE_OPTION } from '../judging-options.ts';
import { packRun } from '../pack-run.ts';
import { restoreEvidence } from './evidence.ts';
import { trustFrom } from './signing.ts';
import { type ReceiptStore, receiptStore } from './store.ts';

interface RerunOptions {
  readonly key: string;
  readonly estate?: string;
}

export const receiptRerunCommand: CommandModule<object, RerunOptions> = {
  command: 'rerun <key>',
  describe: 'Judge the recorded commit again as of the recorded time: reproduced or diverged',
  builder: (argv: Argv) =>
    argv
      .positional('key', {
        type: 'string',
        demandOption: true,
        describe: 'Run key, the start of its last part, or "last"',
      })
      .option('estate', ESTATE_OPTION)
      .example('$0 receipt rerun last', 'judge again what the newest receipt judged')
      .epilog(
        'Exit code: 0 reproduced, 1 diverged, 2 could not be repeated.',
      ) as unknown as Argv<RerunOptions>,
  handler: async ({ key, estate }) => {
    const store = receiptStore(estate);
    const statement = intactStatement(store, key);
    const { differences, notes } = await repeat(store.root, statement);
    process.stdout.write(rerunText(statement, differences, notes));
    process.exitCode = differences.length === 0 ? 0 : 1;
  },
};

function intactStatement({ root, settings, places }: ReceiptStore, key: string): Statement {
  const stored = findReceipt(places, key);
  const { differences } = inspect(stored, trustFrom(root, settings));
  if (differences.length === 0) return stored.statement!;
  throw new Refusal(
    `the receipt ${stored.runKey} was changed: ${differences.map(differenceWords).join('; ')}`,
    'Only an intact receipt says what to repeat.',
  );
}

interface Repeated {
  /** A sentence per gate that judged otherwise. */
  readonly differences: readonly string[];
  readonly notes: readonly string[];
}

async function repeat(root: string, statement: Statement): Promise<Repeated> {
  const { commit, root: inside } = statement.predicate.gates_estate;
  if (commit === null) {
    throw new Refusal(
      'the receipt names no commit, because its estate was not in git',
      'Only what git holds can be judged again.',
    );
  }
  return withWorktree(root, commit, async (folder) => {
    const place = inside === '.' ? folder : join(folder, inside);
    const restored = restoreEvidence(root, place, statement);
    const now = await judgeAgain(place, statement);
    return {
      differences: divergence(statement.predicate, now),
      notes: [...restored, ...inputNotes(place, statement), ...configurationNotes(statement.predicate, now)],
    };
  });
}

/** Everything as `gates verify` does it, but for the clock, and nothing is left behind. */
async function judgeAgain(place: string, { predicate }: Statement): Promise<Predicate> {
  const tree = diskTree(place);
  const prepared = await prepare(tree, 'the recorded commit', predicate.gates_asOf);
  const pack = packOf(predicate.gates_pack, prepared.settings, prepared.catalogue);
  const judgement = judgedWithBaseline(tree, prepared, predicate.gates_estate, pack.gates);
  const run = packRun(tree, prepared, pack, judgement, {
    capability: predicate.gates_capability,
    runner: predicate.gates_runner,
    startedAt: Date.parse(predicate.gates_startedAt),
    ...(predicate.gates_adequacy && {
      adequacy: await adequacyScore(tree, prepared, pack.gates, predicate.gates_adequacy),
    }),
  });
  const sealing = { finishedAt: run.startedAt, previous: null, files: predicate.gates_files };
  return { ...buildStatement(run, sealing).predicate, gates_runKey: predicate.gates_runKey };
}

function inputNotes(place: string, statement: Statement): string[] {
  const tree = diskTree(place);
  const differences = governedDifferences(statement, (file) => digestIn(tree, file));
  return differences.map((difference) => `other input: ${differenceWords(difference)}`);
}

function configurationNotes(then: Predicate, now: Predicate): string[] {
  const operators = then.gates_adequacy && then.gates_adequacy.operators !== now.gates_adequacy?.operators;
  const after = new Map(now.configuration.map((part) => [part.name, part.digest.sha256]));
  const parts = then.configuration
    .filter(({ name, digest }) => after.get(name) !== digest.sha256)
    .map(({ name, annotations }) => {
      const version = annotations?.version === undefined ? '' : ` (then version ${annotations.version})`;
      return `${name}${version} is not what it was then`;
    });
  return operators ? [...parts, 'the operators of the adequacy score are not what they were then'] : parts;
}

function rerunText(
  { predicate }: Statement,
  differences: readonly string[],
  notes: readonly string[],
): string {
  const what = `the pack "${predicate.gates_pack}" as of ${predicate.gates_asOf} on commit ${predicate.gates_estate.commit}`;
  const verdict = differences.length === 0 ? 'reproduced' : 'diverged';
  const dirty = predicate.gates_estate.dirty
    ? ['note: it was made from a work tree that differed from that commit']
    : [];
  const lines = [
    `${predicate.gates_runKey}: ${what}`,
    ...differences.map((difference) => `differs: ${difference}`),
    ...dirty,
    ...notes.map((note) => `note: ${note}`),
    verdict,
  ];
  return `${lines.map((line) => printable(line)).join('\n')}\n`;
}
