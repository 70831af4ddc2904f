import type { CommandModule } from 'yargs';
import { type BaselineRow, countOf, rowsFor } from '../../config/baseline.ts';
import { printable } from '../../finding/printable.ts';
import { Refusal } from '../../finding/refusal.ts';
import { writeBaseline } from './file.ts';
import { baselineOptions } from './options.ts';
import { type BaselineOptions, type BaselineStanding, baselineStanding } from './standing.ts';

export const baselineWriteCommand: CommandModule<object, BaselineOptions> = {
  command: 'write',
  describe: 'Record every finding of today as old debt; new ones still fail',
  builder: (argv) =>
    baselineOptions(argv)
      .example('$0 baseline write', 'start from the debt that is there')
      .epilog('Exit code: 0 written, 2 could not judge; then nothing was written.'),
  handler: async (argv) => {
    const standing = await baselineStanding(argv);
    if (standing.crashed.length > 0) {
      throw new Refusal(
        `${standing.crashed.join(', ')} crashed, so it is not known what there is to record`,
        'Run the command again with --debug and report what it says.',
      );
    }
    const rows = recorded(standing);
    await writeBaseline(standing.root, standing.file, rows);
    process.stdout.write(written(standing, rows));
  },
};

/** What is found now; rows of gates that could not judge stay as they are. */
function recorded({ findings, rows, prepared }: BaselineStanding): BaselineRow[] {
  const kept = rows.filter(({ state }) => state === 'unjudged').map(({ row }) => row);
  return [...rowsFor(findings, prepared.estate.unwaivable), ...kept];
}

function written({ file, rows, findings, prepared }: BaselineStanding, now: readonly BaselineRow[]): string {
  const before = total(rows.map(({ row }) => row));
  const still = rows.reduce(
    (sum, { row, found, state }) => sum + (state === 'unjudged' ? countOf(row) : found),
    0,
  );
  const barred = findings.filter((one) => !one.waived && prepared.estate.unwaivable(one.gate)).length;
  const unjudged = rows.filter(({ state }) => state === 'unjudged').length;
  return `${[
    `${printable(file)} holds ${findingsWord(total(now))}: ${total(now) - still} added, ${before - still} taken out.`,
    ...(barred > 0 ? [`${findingsWord(barred)} of gates that cannot be waived stay out of it.`] : []),
    ...(unjudged > 0 ? [`${findingsWord(unjudged)} of gates that could not judge stay in it.`] : []),
  ].join('\n')}\n`;
}

const total = (rows: readonly BaselineRow[]): number => rows.reduce((sum, row) => sum + countOf(row), 0);

const findingsWord = (count: number): string => `${count} ${count === 1 ? 'finding' : 'findings'}`;
