import type { Argv, CommandModule } from 'yargs';
import { countOf } from '../../config/baseline.ts';
import { printable } from '../../finding/printable.ts';
import { printJson } from '../loop/options.ts';
import { baselineOptions } from './options.ts';
import {
  type BaselineOptions,
  type BaselineStanding,
  baselineStanding,
  type RowStanding,
} from './standing.ts';

export const baselineShowCommand: CommandModule<object, BaselineOptions> = {
  command: 'show',
  describe: 'List what the baseline hides, what of it is mended, and what it cannot hide',
  builder: (argv: Argv) =>
    baselineOptions(argv)
      .option('format', {
        choices: ['text', 'json'] as const,
        default: 'text' as const,
        describe: 'How to print the list',
      })
      .example('$0 baseline show', 'the old debt, row by row')
      .epilog('Exit code: 0, or 2 when the estate could not be judged.') as unknown as Argv<BaselineOptions>,
  handler: async (argv) => {
    const standing = await baselineStanding(argv);
    if (argv.format === 'json') printJson(standing.rows.map(jsonOf));
    else process.stdout.write(textOf(standing));
  },
};

const jsonOf = ({ row, found, state }: RowStanding) => ({ ...row, count: countOf(row), found, state });

const WORDS: Readonly<Record<RowStanding['state'], string>> = {
  hides: 'hidden',
  fixed: 'mended: prune takes it out',
  idle: 'not hidden: the gate cannot be waived',
  unjudged: 'not known: the gate could not judge',
};

function textOf({ file, rows, prepared }: BaselineStanding): string {
  if (!prepared.baseline) return `No baseline: ${printable(file)} is not there.\n`;
  const lines = rows.map(({ row, found, state }) => {
    const count = countOf(row) > 1 ? ` (${found} of ${countOf(row)})` : '';
    const about = printable(row.subject ?? row.fingerprint.slice(0, 12));
    return `${printable(row.file)}: ${printable(row.gate)}: ${about}${count}: ${WORDS[state]}`;
  });
  const of = (state: RowStanding['state']) => rows.filter((one) => one.state === state).length;
  const counts = `${of('hides')} hidden, ${of('fixed')} mended, ${of('idle')} not hidden, ${of('unjudged')} not known`;
  return `${[...lines, `${rows.length} in ${printable(file)}: ${counts}.`].join('\n')}\n`;
}
