import type { Argv, CommandModule } from 'yargs';
import { Refusal } from '../../finding/refusal.ts';
import { stops } from '../../plan/phases.ts';
import { redactor } from '../../window/acknowledge.ts';
import { Journal } from '../../window/journal.ts';
import { isAlive } from '../../window/local-lock.ts';
import { SiteLocks } from '../../window/site-locks.ts';
import { clearUnbegun, unbegunWindow } from '../../window/unbegun.ts';
import { WindowLog } from '../../window/window-log.ts';
import type { WindowState } from '../../window/window-state.ts';
import { packJudgement } from './judges.ts';
import { type KnownWindow, knownWindow } from './known.ts';
import { leaveWindowReceipt } from './receipt.ts';
import { type MakeWorld, type Setting, settingOf, usualWorld, windowFolder } from './setting.ts';
import { withId } from './status.ts';

interface AbortOptions {
  readonly estate?: string;
  readonly id?: string;
}

export const windowAbortCommand: CommandModule<object, AbortOptions> = {
  command: 'abort [id]',
  describe: 'End a window for good: runs nothing, gives the locks back and says what is off now',
  builder: (argv) =>
    withId(argv).example('$0 window abort', 'end the window that is open') as unknown as Argv<AbortOptions>,
  handler: async (argv) => {
    process.exitCode = await windowAbort(argv);
  },
};

/** Runs `gates window abort`; returns the exit code. */
export async function windowAbort(argv: AbortOptions, make: MakeWorld = usualWorld): Promise<0> {
  const setting = await settingOf(argv.estate, true, make);
  const folder = windowFolder(setting);
  const unbegun = argv.id === undefined ? undefined : unbegunWindow(folder, argv.id);
  if (unbegun) {
    clearUnbegun(folder, unbegun);
    process.stdout.write(`Window ${argv.id} did nothing; what it left here is cleared.\n`);
    return 0;
  }
  const known = knownWindow(folder, argv.id);
  const { state, files } = known;
  if (state.ending === null && state.process && isAlive(state.process)) {
    const { pid, host } = state.process;
    throw new Refusal(
      `window "${files.id}" is run by process ${pid} on ${host}`,
      'Stop it there first, with Ctrl-C.',
    );
  }
  if (state.ending === null) await close(setting, known);
  const locks = new SiteLocks(setting.world, folder.folder, state.plan, files.id, state.open.owner);
  const problems = await locks.release();
  process.stdout.write(`${[...summary(state), ...problems].join('\n')}\n`);
  return 0;
}

async function close(setting: Setting, { files, journal, state }: KnownWindow): Promise<void> {
  const now = () => setting.world.time.now();
  const log = new WindowLog(
    files,
    Journal.reopen(files.journal, journal, now),
    state,
    now,
    redactor([]),
    () => {},
  );
  try {
    const runKey = await leaveWindowReceipt(setting, packJudgement(setting), state, journal.last, 'aborted');
    log.write({ kind: 'closed', how: 'aborted', runKey });
  } finally {
    log.journal.close();
  }
}

/** What the journal says is off; what the machines say is for `gates observe guests`. */
function summary(state: WindowState): string[] {
  const { plan, open } = state;
  const acted = plan.steps.filter((step) => state.steps.get(step.id)?.status === 'done');
  const started = new Set(acted.filter((step) => !stops(step.phase)).map((step) => step.subject));
  const off = acted.filter(
    (step) =>
      ['stop-guest', 'power-off-hypervisor', 'stop-nas'].includes(step.action) && !started.has(step.subject),
  );
  const begun = plan.steps.filter((step) =>
    ['begun', 'failed'].includes(state.steps.get(step.id)?.status ?? ''),
  );
  const sites = plan.sites.map((site) => `--site ${site}`).join(' ');
  return [
    `Window ${open.windowId} is aborted; nothing was run, and its locks are given back.`,
    ...(off.length === 0 ? ['By its journal it left nothing off.'] : ['Off now, by its journal:']),
    ...off.map((step) => `  ${step.site}: ${step.title}`),
    ...begun.map((step) => `  ${step.site}: ${step.title}: begun and not finished; look at it`),
    ...(off.length + begun.length === 0
      ? []
      : [`To start them: gates window run ${sites} --phase startup --execute`]),
    ...(state.runKey === null ? [] : [state.runKey]),
  ];
}
