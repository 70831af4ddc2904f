import type { Argv, CommandModule } from 'yargs';
import { diskTree } from '../load/disk-tree.ts';
import { resolver } from '../load/resolve.ts';
import { planAnsible } from '../plan/ansible.ts';
import { planMermaid } from '../plan/mermaid.ts';
import type { Plan } from '../plan/model.ts';
import type { PlanPhase } from '../plan/phases.ts';
import { planOf } from '../plan/plan.ts';
import { refusedText } from '../plan/refused-text.ts';
import { planText } from '../plan/text.ts';
import { estateRoot } from './estate-root.ts';
import { prepare } from './judge.ts';
import { COLORLESS_OPTION } from './judging-options.ts';
import { withPhase, withSites } from './plan-options.ts';
import { textReader } from './texts.ts';

interface PlanOptions {
  readonly estate?: string;
  readonly site: string[];
  readonly phase: PlanPhase;
  readonly poweroff: string[];
  readonly 'backup-now': boolean;
  readonly format: keyof typeof PRINTERS;
}

export const planCommand: CommandModule<object, PlanOptions> = {
  command: 'plan',
  describe: 'Show the ordered steps of a maintenance window, each with its reason; runs nothing',
  builder: options,
  handler: async (argv) => {
    process.exitCode = await plan(argv);
  },
};

function options(argv: Argv): Argv<PlanOptions> {
  return withPhase(withSites(argv))
    .option('color', COLORLESS_OPTION)
    .option('format', {
      choices: ['text', 'json', 'mermaid', 'ansible'] as const,
      default: 'text' as const,
      describe: 'How to print the plan',
    })
    .example('$0 plan --site {site} --phase shutdown --poweroff {site}', 'how one site would go dark')
    .example('$0 plan --site all --phase recovery', 'how everything comes back after a loss of power')
    .epilog('Exit code: 0 a plan, 2 no plan (each reason with its place).') as unknown as Argv<PlanOptions>;
}

/** Runs `gates plan`; returns the exit code. */
export async function plan(argv: PlanOptions): Promise<0 | 2> {
  const root = estateRoot(argv.estate);
  const tree = diskTree(root);
  const { estate } = await prepare(tree, argv.estate ?? root, undefined, () => []);
  const place = resolver(estate.documents, textReader(estate, tree));
  const { site: sites, phase, poweroff } = argv;
  const planned = planOf(estate, { sites, phase, poweroff, backupNow: argv['backup-now'] }, place);
  if ('refused' in planned) {
    process.stderr.write(refusedText(planned.refused));
    return 2;
  }
  process.stdout.write(PRINTERS[argv.format](planned.plan));
  return 0;
}

const PRINTERS = {
  text: planText,
  json: (value: Plan): string => `${JSON.stringify(value, null, 2)}\n`,
  mermaid: planMermaid,
  ansible: planAnsible,
};
