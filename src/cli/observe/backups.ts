import { dirname, join, resolve } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { Argv, CommandModule } from 'yargs';
import type { BackupTarget } from '../../estate/model/backup.ts';
import { printable } from '../../finding/printable.ts';
import { Refusal } from '../../finding/refusal.ts';
import type { Copy } from '../../window/backups/copy.ts';
import { lookAtCopies } from '../../window/backups/look.ts';
import { snapshotText } from '../../window/backups/snapshot.ts';
import { ESTATE_OPTION } from '../estate-option.ts';
import { type MakeWorld, planningOf, type Setting, settingOf, usualWorld } from '../window/setting.ts';

interface BackupsOptions {
  readonly estate?: string;
  readonly site?: string;
  readonly out?: string;
}

export const observeBackupsCommand: CommandModule<object, BackupsOptions> = {
  command: 'backups',
  describe:
    'Read the newest complete backup of every target over ssh and write backup.freshness.snapshot.yaml',
  builder: (argv) =>
    argv
      .option('estate', ESTATE_OPTION)
      .example('$0 observe backups', 'every target of the estate')
      .option('site', {
        type: 'string',
        requiresArg: true,
        describe: 'Only what protects this site; is printed, and written only to --out',
      })
      .option('out', {
        type: 'string',
        requiresArg: true,
        describe: 'File to write (default: the snapshot of the estate)',
      })
      .epilog(
        'Exit code: 0 every target has a copy, 1 not every one, 2 nothing could be looked at.',
      ) as unknown as Argv<BackupsOptions>,
  handler: async (argv) => {
    process.exitCode = await observeBackups(argv);
  },
};

/** Runs `gates observe backups`; returns the exit code. */
export async function observeBackups(argv: BackupsOptions, make: MakeWorld = usualWorld): Promise<0 | 1 | 2> {
  const setting = await settingOf(argv.estate, true, make);
  const targets = targetsOf(setting, argv.site);
  const planning = planningOf(setting);
  const copies: Copy[] = [];
  for (const target of targets) copies.push(await lookAtCopies(setting.world, planning, target));
  for (const copy of copies) process.stdout.write(`${printable(line(copy))}\n`);
  if (copies.every((copy) => copy.state === 'unreachable')) {
    process.stderr.write('gates: no target could be looked at; nothing was written\n');
    return 2;
  }
  write(setting, argv, copies);
  return copies.every((copy) => copy.state === 'ok') ? 0 : 1;
}

function targetsOf({ prepared }: Setting, site: string | undefined): BackupTarget[] {
  const { estate } = prepared;
  if (site !== undefined && !estate.index.site(site)) {
    const known = estate.sites.map((one) => one.id).join(', ');
    throw new Refusal(`no site is called "${site}"`, `Sites: ${known}.`);
  }
  const targets = estate.backupTargets.filter(
    (one) => one.enabled && (site === undefined || one.site === site),
  );
  if (targets.length > 0) return targets;
  throw new Refusal(
    'there is no enabled backup target to look at',
    'Targets are rows of backup.inventory.yaml.',
  );
}

function line({ target, state, newestMs, sizeBytes, note }: Copy): string {
  const when = newestMs === null ? '' : `  ${new Date(newestMs).toISOString()}  ${sizeBytes} bytes`;
  return `${state.padEnd(12)}${target}${when}${note === null ? '' : `  ${note}`}`;
}

/** What was seen of one site says nothing of the others, whose rows would then look as recent as these. */
function write(setting: Setting, { site, out }: BackupsOptions, copies: readonly Copy[]): void {
  if (site !== undefined && out === undefined) return;
  const path = out === undefined ? usualFile(setting) : resolve(out);
  writeFileAtomic.sync(path, snapshotText(copies, setting.world.time.now()), { mode: 0o644 });
  process.stdout.write(`written: ${path}\n`);
}

/** The snapshot that the estate has, else a new one beside the inventory. */
function usualFile({ root, prepared }: Setting): string {
  const file = (kind: string) => prepared.estate.documents.find((document) => document.kind === kind)?.file;
  const known = file('backup.freshness.snapshot');
  if (known !== undefined) return join(root, known);
  return join(root, dirname(file('backup.inventory') ?? 'x'), 'backup.freshness.snapshot.yaml');
}
