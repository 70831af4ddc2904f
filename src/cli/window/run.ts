import type { Argv, CommandModule } from 'yargs';
import type { Plan } from '../../plan/model.ts';
import type { PlanPhase } from '../../plan/phases.ts';
import { planOf } from '../../plan/plan.ts';
import { refusedText } from '../../plan/refused-text.ts';
import type { PlanRequest } from '../../plan/scope.ts';
import { newWindowId } from '../../window/window-id.ts';
import { withPhase, withSites } from '../plan-options.ts';
import { rehearse } from './dry.ts';
import { acknowledged, emergencyFrom, execute, ownerOf, tokenFrom } from './execute.ts';
import { judgesOf, packJudgement } from './judges.ts';
import { type LicenceOptions, withLicence } from './licence-options.ts';
import { type MakeWorld, type Setting, settingOf, usualWorld, windowFolder } from './setting.ts';
import { receiptNamed } from './stand-in.ts';

/** What every command that runs a window takes. */
export interface RunOptions extends LicenceOptions {
  readonly estate?: string;
  readonly site: string[];
  readonly execute: boolean;
  readonly 'window-id'?: string;
}

interface WindowOptions extends RunOptions {
  readonly phase: PlanPhase;
  readonly poweroff: string[];
  readonly 'backup-now': boolean;
}

export const windowRunCommand: CommandModule<object, WindowOptions> = {
  command: 'run',
  describe: 'Run a maintenance window; without --execute it only says what it would do',
  builder: options,
  handler: async (argv) => {
    process.exitCode = await windowRun(argv);
  },
};

/** The options that a window has whatever it does. */
export function runOptions(argv: Argv): Argv {
  return withLicence(withSites(argv))
    .option('execute', { type: 'boolean', default: false, describe: 'Act; without it nothing is touched' })
    .option('window-id', {
      type: 'string',
      requiresArg: true,
      describe: 'Id of the window (default: a new one)',
    })
    .epilog(
      'Exit code: 0 completed (dry: nothing stands against it), 1 refused or stopped, 2 no plan or usage.',
    );
}

function options(argv: Argv): Argv<WindowOptions> {
  return withPhase(runOptions(argv))
    .example('$0 window run --site all --phase recovery', 'how everything would come back')
    .example('$0 window run --site {site} --phase full --poweroff {site}', 'say what it would do')
    .example(
      '$0 window run --site {site} --phase recovery',
      'how a site would come back; with --execute it does',
    ) as unknown as Argv<WindowOptions>;
}

/** Runs `gates window run`; returns the exit code. */
export function windowRun(argv: WindowOptions, make: MakeWorld = usualWorld): Promise<0 | 1 | 2> {
  const { site: sites, phase, poweroff } = argv;
  const request = { sites, phase, poweroff, backupNow: argv['backup-now'] };
  return runRequest(argv, request, 'infra.maintenance.window', make);
}

/** Plans a request, and rehearses or runs the plan. */
export async function runRequest(
  argv: RunOptions,
  request: PlanRequest,
  capability: string,
  make: MakeWorld,
): Promise<0 | 1 | 2> {
  const setting = await settingOf(argv.estate, argv.execute, make);
  const token = tokenFrom(argv['ack-token']);
  const acknowledgement = acknowledged(setting, token);
  const emergency = emergencyFrom(argv.emergency);
  const planned = planOf(setting.prepared.estate, request, setting.place);
  if ('refused' in planned) {
    process.stderr.write(refusedText(planned.refused));
    return 2;
  }
  const { plan } = planned;
  const receipt = receiptNamed(setting, argv.receipt);
  const id = argv['window-id'] ?? newWindowId(setting.world.time.now(), plan.sites);
  const files = windowFolder(setting).filesOf(id);
  if (!argv.execute) return rehearsal(setting, plan, receipt, acknowledgement.matches || emergency !== null);
  const owner = ownerOf();
  return execute(setting, {
    files,
    plan,
    capability,
    owner,
    emergency,
    acknowledgement,
    receipt,
    token,
    before: null,
  });
}

async function rehearsal(
  setting: Setting,
  plan: Plan,
  receipt: string | null,
  licensed: boolean,
): Promise<0 | 1> {
  const { text, refused } = await rehearse(setting, plan, judgesOf(setting, packJudgement(setting), receipt));
  process.stdout.write(text);
  return refused && !licensed ? 1 : 0;
}
