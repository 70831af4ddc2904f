import type { Argv, CommandModule } from 'yargs';
import { Refusal } from '../../finding/refusal.ts';
import { planOf } from '../../plan/plan.ts';
import { acknowledged, emergencyFrom, execute, tokenFrom } from './execute.ts';
import { type KnownWindow, knownWindow } from './known.ts';
import { type LicenceOptions, withLicence } from './licence-options.ts';
import { type MakeWorld, type Setting, settingOf, usualWorld, windowFolder } from './setting.ts';
import { receiptNamed } from './stand-in.ts';
import { withId } from './status.ts';

interface ResumeOptions extends LicenceOptions {
  readonly estate?: string;
  readonly id?: string;
}

export const windowResumeCommand: CommandModule<object, ResumeOptions> = {
  command: 'resume [id]',
  describe: 'Go on with a window that was stopped or killed: looks at the machines again, then acts',
  builder: (argv) =>
    withLicence(withId(argv))
      .example('$0 window resume', 'go on with the window that is open')
      .epilog(
        'Exit code: 0 completed, 1 stopped again, 2 it cannot be resumed.',
      ) as unknown as Argv<ResumeOptions>,
  handler: async (argv) => {
    process.exitCode = await windowResume(argv);
  },
};

/** Runs `gates window resume`; returns the exit code. */
export async function windowResume(argv: ResumeOptions, make: MakeWorld = usualWorld): Promise<0 | 1> {
  const setting = await settingOf(argv.estate, true, make);
  const known = knownWindow(windowFolder(setting), argv.id);
  const { files, journal, state } = known;
  if (state.ending !== null) {
    throw new Refusal(
      `window "${files.id}" has ended (${state.ending})`,
      'Start a new one with `gates window run`.',
    );
  }
  noteChanges(setting, known);
  const token = tokenFrom(argv['ack-token']);
  const { capability, owner, plan } = state.open;
  const given = acknowledged(setting, token);
  return execute(setting, {
    files,
    plan,
    capability,
    owner,
    emergency: emergencyFrom(argv.emergency) ?? state.open.emergency,
    acknowledgement: given.provided ? given : state.open.acknowledgement,
    receipt: receiptNamed(setting, argv.receipt) ?? state.open.receipt ?? null,
    token,
    before: journal,
  });
}

/** A window ends as it was planned, whatever the contracts say by now. */
function noteChanges({ prepared, place }: Setting, { state }: KnownWindow): void {
  const { sites, phase, poweroff, digest } = state.plan;
  const backupNow = state.plan.steps.some((step) => step.action === 'backup-now');
  const planned = planOf(prepared.estate, { sites, phase, poweroff, backupNow }, place);
  if ('plan' in planned && planned.plan.digest === digest) return;
  if (state.open.capability.startsWith('nas.')) return;
  process.stderr.write(
    'gates: the contracts have changed since this window was planned; it goes on as planned (abort it to plan anew)\n',
  );
}
