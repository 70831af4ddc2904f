import type { CommandModule } from 'yargs';
import { type BaselineRow, countOf } from '../../config/baseline.ts';
import { printable } from '../../finding/printable.ts';
import { Refusal } from '../../finding/refusal.ts';
import { writeBaseline } from './file.ts';
import { baselineOptions } from './options.ts';
import { type BaselineOptions, baselineStanding, type RowStanding } from './standing.ts';

export const baselinePruneCommand: CommandModule<object, BaselineOptions> = {
  command: 'prune',
  describe: 'Take out of the baseline what is mended; nothing is added',
  builder: (argv) =>
    baselineOptions(argv)
      .example('$0 baseline prune', 'after mending old debt')
      .epilog('Exit code: 0 pruned, or nothing to prune; 2 could not judge.'),
  handler: async (argv) => {
    const { root, file, rows, prepared } = await baselineStanding(argv);
    if (!prepared.baseline) {
      throw new Refusal(
        `there is no baseline: ${file} is not there`,
        '`gates baseline write` records the findings of today as old debt.',
      );
    }
    const kept = rows.flatMap(left);
    const out = total(rows.map(({ row }) => row)) - total(kept);
    if (out > 0) await writeBaseline(root, file, kept);
    const words = out === 0 ? 'Nothing to take out' : `${out} taken out`;
    process.stdout.write(`${words}; ${printable(file)} holds ${total(kept)}.\n`);
  },
};

/** What stays of a row: as many as are still found, none of a gate that cannot be waived. */
function left({ row, found, state }: RowStanding): BaselineRow[] {
  if (state === 'unjudged') return [row];
  return state === 'idle' || found === 0 ? [] : [{ ...row, count: found }];
}

const total = (rows: readonly BaselineRow[]): number => rows.reduce((sum, row) => sum + countOf(row), 0);
