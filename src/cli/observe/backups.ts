import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { Argv, CommandModule } from 'yargs';
import { enabledTargets } from '../../estate/ask/backups.ts';
import type { BackupTarget } from '../../estate/model/backup.ts';
import { printable, quoted } from '../../finding/printable.ts';
import { Refusal } from '../../finding/refusal.ts';
import { leadsOut } from '../../load/leads-out.ts';
import type { Copy } from '../../window/backups/copy.ts';
import { lookAtCopies } from '../../window/backups/look.ts';
import {
  type Earlier,
  earlierSnapshot,
  keptFor,
  newSnapshot,
  snapshotText,
} from '../../window/backups/snapshot.ts';
import { type MakeWorld, planningOf, type Setting, settingOf, usualWorld } from '../window/setting.ts';
import { withSite } from './options.ts';

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
    withSite(argv)
      .example('$0 observe backups', 'every target of the estate')
      .option('out', {
        type: 'string',
        requiresArg: true,
        describe: 'File to write (default: the snapshot of the estate)',
      })
      .epilog(
        'What was seen before of targets that are not seen now stays in the file, with its time.\nExit code: 0 every target has a copy, 1 not every one, 2 nothing could be looked at.',
      ) as unknown as Argv<BackupsOptions>,
  handler: async (argv) => {
    process.exitCode = await observeBackups(argv);
  },
};

/** Runs `gates observe backups`; returns the exit code. */
export async function observeBackups(argv: BackupsOptions, make: MakeWorld = usualWorld): Promise<0 | 1 | 2> {
  const setting = await settingOf(argv.estate, true, make);
  const targets = targetsOf(setting, argv.site);
  const path = argv.out === undefined ? usualFile(setting) : resolve(argv.out);
  const earlier = existsSync(path)
    ? earlierSnapshot(shown(setting.root, path), readFileSync(path, 'utf8'))
    : newSnapshot();
  const planning = planningOf(setting);
  const copies: Copy[] = [];
  for (const target of targets) {
    const copy = await lookAtCopies(setting.world, planning, target);
    process.stdout.write(`${printable(line(earlier, copy))}\n`);
    copies.push(copy);
  }
  if (copies.every((copy) => copy.state === 'unreachable')) {
    process.stderr.write('gates: no target could be looked at; nothing was written\n');
    return 2;
  }
  const names = enabledTargets(setting.prepared.estate).map((target) => target.name);
  const text = snapshotText(earlier, copies, names, setting.world.time.now());
  writeFileAtomic.sync(path, text, { mode: 0o644 });
  process.stdout.write(`written: ${printable(shown(setting.root, path))}\n`);
  return copies.every((copy) => copy.state === 'ok') ? 0 : 1;
}

/** A path of the estate is shown from its root. */
function shown(root: string, path: string): string {
  const inside = relative(root, path);
  return inside.startsWith('..') ? path : inside;
}

function targetsOf({ prepared }: Setting, site: string | undefined): BackupTarget[] {
  const { estate } = prepared;
  if (site !== undefined && !estate.index.site(site)) {
    const known = estate.sites.map((one) => one.id).join(', ');
    throw new Refusal(`no site is called "${site}"`, `Sites: ${known}.`);
  }
  const targets = enabledTargets(estate).filter((one) => site === undefined || one.site === site);
  if (targets.length > 0) return targets;
  throw new Refusal(
    'there is no enabled backup target to look at',
    'Targets are rows of backup.inventory.yaml.',
  );
}

function line(earlier: Earlier, copy: Copy): string {
  const { target, state, newestMs, sizeBytes, note } = copy;
  const when = newestMs === null ? '' : `  ${new Date(newestMs).toISOString()}  ${sizeBytes} bytes`;
  const kept = keptFor(earlier, copy);
  const last = kept ? `; what was seen on ${new Date(kept.ms).toISOString()} stays` : '';
  return `${state.padEnd(12)}${target}${when}${note === null ? '' : `  ${note}`}${last}`;
}

/** The snapshot that the estate has, else a new one beside the inventory. */
function usualFile({ root, prepared }: Setting): string {
  const file = (kind: string) => prepared.estate.documents.find((document) => document.kind === kind)?.file;
  const known = file('backup.freshness.snapshot');
  const path = known ?? join(dirname(file('backup.inventory') ?? 'x'), 'backup.freshness.snapshot.yaml');
  if (!leadsOut(root, path)) return join(root, path);
  throw new Refusal(
    `${quoted(path)} is a link that leads outside the estate, and is not followed`,
    'Remove the link, or name a file with --out.',
  );
}
