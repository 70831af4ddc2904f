import type { Argv, CommandModule } from 'yargs';
import { printable } from '../../finding/printable.ts';
import { type VerdictWord, verdictOn } from '../../loop/verdict.ts';
import { inkFor } from '../../report/ink.ts';
import { loopNamed } from '../loop/named.ts';
import { type LoopOptions, loopOptions, printJson, whereOf } from '../loop/options.ts';
import { paintedVerdict } from '../loop/status-text.ts';
import { gatesBoundTo, situation } from '../situation.ts';
import { wantsColour } from '../text-report.ts';
import { gapJson } from './state.ts';

const WORDS = ['unproven', 'open', 'false-closure', 'accepted-risk', 'quiet', 'stale', 'proven'] as const;

interface ListOptions extends LoopOptions {
  readonly loop?: string;
  readonly verdict?: VerdictWord;
  readonly all: boolean;
}

export const gapListCommand: CommandModule<object, ListOptions> = {
  command: 'list',
  describe: 'Gaps of the register with their verdicts: those that are bound or not closed',
  builder: (argv: Argv) =>
    loopOptions(argv)
      .option('loop', { type: 'string', requiresArg: true, describe: 'Only gaps that this loop lists' })
      .option('verdict', { choices: WORDS, describe: 'Only gaps with this verdict' })
      .option('all', {
        type: 'boolean',
        default: false,
        describe: 'Closed gaps that are bound to nothing too',
      })
      .example(
        '$0 gap list --verdict false-closure',
        'gaps that are closed on paper only',
      ) as unknown as Argv<ListOptions>,
  handler: async (argv) => {
    const { ground } = await situation(whereOf(argv), (prepared) =>
      gatesBoundTo(
        prepared,
        prepared.estate.boundGaps.map((gap) => gap.id),
      ),
    );
    const { estate } = ground;
    const linked =
      argv.loop === undefined ? undefined : new Set(loopNamed(argv.loop, estate).gaps.map((gap) => gap.id));
    const rows = estate.gaps
      .filter((gap) => argv.all || linked || !gap.closed || estate.index.bindingsOf(gap.id).length > 0)
      .filter((gap) => linked?.has(gap.id) ?? true)
      .map((gap) => gapJson(gap, verdictOn(gap.id, { ...ground, signed: false })))
      .filter((row) => argv.verdict === undefined || row.verdict === argv.verdict);
    if (argv.format === 'json') printJson(rows);
    else
      process.stdout.write(
        rows.map((row) => lineOf(row, wantsColour(argv.color))).join('') ||
          (estate.gaps.length === 0
            ? 'The estate has no gap (operational.gaps).\n'
            : 'No such gap; `gates gap list --all` has every one.\n'),
      );
  },
};

function lineOf(row: ReturnType<typeof gapJson>, colour: boolean): string {
  const verdict = paintedVerdict(row.verdict, inkFor(colour), 13);
  const facts = `${row.id}  ${(row.severity ?? '?').padEnd(8)}`;
  return `${printable(facts)}  ${verdict}  ${printable(`(register: ${row.status ?? 'without a status'})  ${row.title}`)}\n`;
}
