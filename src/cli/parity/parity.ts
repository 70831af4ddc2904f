import type { Argv, CommandModule } from 'yargs';
import { uncountedPaths } from '../../config/uncounted.ts';
import { Refusal } from '../../finding/refusal.ts';
import { identityOf } from '../../git/identity.ts';
import { diskTree } from '../../load/disk-tree.ts';
import { parityTable } from '../../report/markdown/parity.ts';
import { parityJson, parityText } from '../../report/parity.ts';
import type { ExitCode } from '../../result/exit-code.ts';
import { facetOf } from '../../result/facets.ts';
import { type Parity, parityOf } from '../../result/parity.ts';
import type { Result } from '../../result/result.ts';
import { sayCrashes } from '../crashes.ts';
import { estateRoot } from '../estate-root.ts';
import { type PickGates, prepare } from '../judge.ts';
import { judgedWithBaseline } from '../judgement.ts';
import { COLOR_OPTION, ESTATE_OPTION, NOW_OPTION } from '../judging-options.ts';
import { clockWords, wantsColour } from '../text-report.ts';

interface ParityOptions {
  readonly estate?: string;
  readonly now?: string;
  readonly format: 'text' | 'markdown' | 'json';
  readonly color?: boolean;
  readonly debug?: boolean;
}

export const parityCommand: CommandModule<object, ParityOptions> = {
  command: 'parity',
  describe: 'Show the matrix of sites by facets of the standard: ok, gap, waived, not applicable',
  builder: (argv: Argv) =>
    argv
      .option('estate', ESTATE_OPTION)
      .option('now', NOW_OPTION)
      .option('format', {
        choices: ['text', 'markdown', 'json'] as const,
        default: 'text' as const,
        describe: 'How to print the matrix',
      })
      .option('color', COLOR_OPTION)
      .example('$0 parity', 'the matrix of the estate around the working directory')
      .example('$0 parity --format markdown', 'the same for a page')
      .epilog('Exit code: 0 no gap, 1 a gap, 2 could not judge all of it.') as unknown as Argv<ParityOptions>,
  handler: async (argv) => {
    process.exitCode = await parity(argv);
  },
};

const pick: PickGates = (_, catalogue) => catalogue.filter((gate) => facetOf(gate.id));

async function parity(argv: ParityOptions): Promise<ExitCode> {
  const root = estateRoot(argv.estate);
  const tree = diskTree(root);
  const prepared = await prepare(tree, argv.estate ?? root, argv.now, pick);
  const { estate, settings, catalogue } = prepared;
  if (estate.sites.length === 0) {
    throw new Refusal(
      'no contract declares a site, so there is nothing to compare',
      'Declare the sites in topology.sites.yaml; `gates schema topology.sites` has its shape.',
    );
  }
  const identity = identityOf(root, uncountedPaths(settings, estate.documents));
  const { runs, result } = judgedWithBaseline(tree, prepared, identity, pick(settings, catalogue));
  const matrix = parityOf(estate.sites, runs, result.findings);
  process.stdout.write(printed(matrix, result, clockWords(prepared.clock.source), argv));
  sayCrashes(runs, argv.debug === true);
  return exitOf(matrix);
}

function printed(matrix: Parity, { estate, now }: Result, clock: string, argv: ParityOptions): string {
  if (argv.format === 'json') return parityJson(matrix, estate, now);
  if (argv.format === 'markdown') return `${parityTable(matrix).join('\n')}\n`;
  return parityText(matrix, `Judged at ${now} (${clock}).`, wantsColour(argv.color));
}

/** A gap is told before what could not be judged: the gap is certain. */
function exitOf({ summary, elsewhere }: Parity): ExitCode {
  if (summary.gap + elsewhere.findings > 0) return 1;
  return summary.unknown > 0 || summary.ok + summary.waived === 0 ? 2 : 0;
}
