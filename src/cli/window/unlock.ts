import { hostname } from 'node:os';
import type { Argv, CommandModule } from 'yargs';
import { Refusal } from '../../finding/refusal.ts';
import { planOf } from '../../plan/plan.ts';
import { breakLocalLock, isAlive, localHolder } from '../../window/local-lock.ts';
import { breakFarLock, seeFarLock } from '../../window/remote-lock.ts';
import { ESTATE_OPTION } from '../judging-options.ts';
import { type MakeWorld, type Setting, settingOf, usualWorld, windowFolder } from './setting.ts';

interface UnlockOptions {
  readonly estate?: string;
  readonly site: string;
  readonly owner: string;
}

export const windowUnlockCommand: CommandModule<object, UnlockOptions> = {
  command: 'unlock',
  describe: "Break the lock of a site, here and on the machine that keeps it; names the lock's owner",
  builder: (argv) =>
    argv
      .option('estate', ESTATE_OPTION)
      .example('$0 window unlock --site {site} --owner "$(whoami)@$(hostname)"', 'a lock of your own')
      .option('site', { type: 'string', requiresArg: true, demandOption: true, describe: 'Site to unlock' })
      .option('owner', {
        type: 'string',
        requiresArg: true,
        demandOption: true,
        describe: 'Owner as the lock names him; another lock is left alone',
      }) as unknown as Argv<UnlockOptions>,
  handler: async (argv) => {
    process.exitCode = await windowUnlock(argv);
  },
};

/** Runs `gates window unlock`; returns the exit code. */
export async function windowUnlock(argv: UnlockOptions, make: MakeWorld = usualWorld): Promise<0 | 1> {
  if (argv.owner.trim() === '') {
    throw new Refusal(
      '--owner names nobody',
      '`gates window status` names the owners of the locks that lie here.',
    );
  }
  const setting = await settingOf(argv.estate, true, make);
  const via = keeperOf(setting, argv.site);
  const lines = [unlockHere(setting, argv)];
  if (via) lines.push(await unlockThere(setting, via, argv));
  process.stdout.write(`${lines.map((line) => line.text).join('\n')}\n`);
  return lines.every((line) => line.ok) ? 0 : 1;
}

interface Outcome {
  readonly ok: boolean;
  readonly text: string;
}

/** Who keeps the lock of a site, as a plan for it would have it. */
function keeperOf({ prepared, place }: Setting, site: string) {
  const planned = planOf(prepared.estate, { sites: [site], phase: 'verify' }, place);
  if ('refused' in planned) {
    throw new Refusal(
      `the keeper of the lock is not known: ${planned.refused[0]!.text}`,
      'Correct that first.',
    );
  }
  const checks = planned.plan.guards.flatMap((guard) => guard.checks);
  return checks.flatMap((check) => (check.kind === 'lock' ? [check.via] : []))[0] ?? null;
}

function unlockHere(setting: Setting, { site, owner }: UnlockOptions): Outcome {
  const { folder } = windowFolder(setting);
  const found = localHolder(folder, site);
  if (found === null) return { ok: true, text: `here: site "${site}" is not locked` };
  if (found === 'unreadable') {
    breakLocalLock(folder, site);
    return { ok: true, text: 'here: a lock that could not be read is removed' };
  }
  const who = `window "${found.windowId}" of ${found.owner}`;
  if (found.owner !== owner) return { ok: false, text: `here: left alone, it belongs to ${who}` };
  if (isAlive(found) && found.host === hostname()) {
    return { ok: false, text: `here: left alone, ${who} is run by process ${found.pid}` };
  }
  breakLocalLock(folder, site);
  return { ok: true, text: `here: the lock of ${who} is removed` };
}

async function unlockThere(
  { world }: Setting,
  via: NonNullable<ReturnType<typeof keeperOf>>,
  { site, owner }: UnlockOptions,
): Promise<Outcome> {
  const found = await seeFarLock(world, via, site, '');
  if (found.state === 'free') return { ok: true, text: `${via.id}: site "${site}" is not locked` };
  if (found.state === 'unseen') return { ok: false, text: `${via.id}: cannot be looked at: ${found.text}` };
  const holder = found.state === 'foreign' ? found.holder : { windowId: '', owner: '' };
  const who = `window "${holder.windowId}" of ${holder.owner}`;
  if (holder.owner !== owner) return { ok: false, text: `${via.id}: left alone, it belongs to ${who}` };
  const gone = await breakFarLock(world, via, site);
  if (gone.state === 'unseen') return { ok: false, text: `${via.id}: the lock stays: ${gone.text}` };
  return { ok: true, text: `${via.id}: the lock of ${who} is removed` };
}
