import type { Argv, CommandModule } from 'yargs';
import type { Adequacy } from '../../adequacy/adequacy.ts';
import { adequacyText } from '../../adequacy/adequacy-text.ts';
import { mutationPage } from '../../adequacy/mutation-page.ts';
import { mutationReport } from '../../adequacy/mutation-report.ts';
import { packOf } from '../../config/packs.ts';
import { KINDS } from '../../contract/kinds.ts';
import { Refusal } from '../../finding/refusal.ts';
import { nearest } from '../../finding/suggest.ts';
import { diskTree } from '../../load/disk-tree.ts';
import { estateRoot } from '../estate-root.ts';
import { prepare } from '../judge.ts';
import { COLOR_OPTION, ESTATE_OPTION, NOW_OPTION, sampleOption } from '../judging-options.ts';
import { terminalColumns, wantsColour } from '../text-report.ts';
import { textReader } from '../texts.ts';
import { VERSION } from '../version.ts';
import { wholeNumberOption } from '../whole-number.ts';
import { measured } from './measure.ts';
import { viewerScript } from './viewer.ts';

interface AdequacyCommandOptions {
  readonly estate?: string;
  readonly pack: string;
  readonly site?: string;
  readonly kind?: string;
  readonly sample?: number;
  readonly seed: number;
  readonly survivors: number;
  readonly format: 'text' | 'json' | 'html';
  readonly now?: string;
  readonly color?: boolean;
}

export const adequacyCommand: CommandModule<object, AdequacyCommandOptions> = {
  command: 'adequacy',
  describe: 'Damage each governed fact in memory, one at a time, and see which damage no gate notices',
  builder: options,
  handler: async (argv) => {
    process.exitCode = await adequacy(argv);
  },
};

function options(argv: Argv): Argv<AdequacyCommandOptions> {
  return argv
    .option('estate', ESTATE_OPTION)
    .option('pack', {
      type: 'string',
      requiresArg: true,
      default: 'all',
      describe: 'The gates that are put to the test (see `gates packs`)',
    })
    .option('site', { type: 'string', requiresArg: true, describe: 'Only facts about this site' })
    .option('kind', {
      type: 'string',
      requiresArg: true,
      describe: 'Only contracts of this kind (see `gates schema`), or "script"',
    })
    .option('sample', sampleOption('sample'))
    .option('seed', { ...wholeNumberOption('seed', 0), default: 1, describe: 'Which sample' })
    .option('survivors', {
      ...wholeNumberOption('survivors', 0),
      default: 20,
      describe: 'How many survivors the text shows with their diff',
    })
    .option('format', {
      choices: ['text', 'json', 'html'] as const,
      default: 'text' as const,
      describe: 'Text; JSON of the mutation testing report schema; a page that shows it',
    })
    .option('now', NOW_OPTION)
    .option('color', COLOR_OPTION)
    .example('$0 adequacy --sample 50', 'fifty damages, chosen at random and always the same')
    .example('$0 adequacy --kind startup.sequencing --format html', 'one contract, as a page')
    .epilog(
      'Nothing is written: the damage is done in memory.\nExit code: 0 every damage that matters was noticed, 1 some was not, 2 could not judge.',
    ) as unknown as Argv<AdequacyCommandOptions>;
}

async function adequacy(argv: AdequacyCommandOptions): Promise<0 | 1 | 2> {
  const root = estateRoot(argv.estate);
  const tree = diskTree(root);
  const prepared = await prepare(tree, argv.estate ?? root, argv.now);
  const { catalogue, estate, settings } = prepared;
  const gates = packOf(argv.pack, settings, catalogue).gates;
  const site = known(
    'site',
    argv.site,
    estate.sites.map(({ id }) => id),
  );
  const kind = known('contract kind', argv.kind, [...KINDS, 'script']);
  const { sample, seed } = argv;
  const result = await measured(tree, prepared, gates, { site, kind, sample, seed });
  process.stdout.write(rendered(result, argv, textReader(estate, tree)));
  return exitOf(result);
}

function exitOf({ verdicts }: Adequacy): 0 | 1 | 2 {
  if (verdicts.some(({ fate }) => fate === 'survived')) return 1;
  if (verdicts.some(({ fate }) => fate === 'killed')) return 0;
  process.stderr.write('gates: no damage could be judged: this says nothing about the gates\n');
  return 2;
}

function rendered(result: Adequacy, argv: AdequacyCommandOptions, textOf: (file: string) => string): string {
  const { survivors } = argv;
  if (argv.format === 'text') {
    const columns = terminalColumns();
    return adequacyText(result, { colour: wantsColour(argv.color), survivors, columns, textOf });
  }
  const report = mutationReport(result, { tool: { name: 'gates', version: VERSION }, textOf });
  if (argv.format === 'json') return `${JSON.stringify(report)}\n`;
  return mutationPage(adequacyText(result, { colour: false, survivors, textOf }), report, viewerScript());
}

function known(what: string, value: string | undefined, values: readonly string[]): string | undefined {
  if (value === undefined || values.includes(value)) return value;
  const near = nearest(value, values);
  throw new Refusal(
    `no ${what} is called "${value}"`,
    `${near ? `Did you mean "${near}"? ` : ''}There are: ${values.join(', ')}.`,
  );
}
