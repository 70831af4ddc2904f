import type { BackupTarget } from '../../estate/model/backup.ts';
import type { Estate } from '../../estate/model/estate.ts';
import { folderPath } from '../../estate/reading/folder.ts';
import { RowAt } from '../../estate/reading/row-at.ts';
import type { Planning } from '../../plan/planning.ts';
import type { Argv, Route } from '../../plan/route-model.ts';
import { routeTo } from '../../plan/routes.ts';
import { PATTERNS } from '../../plan/safe.ts';
import { complaint } from '../observe/answer.ts';
import type { World } from '../world.ts';
import { type Copy, unreachableCopy } from './copy.ts';
import { namesSnapshots } from './dump-name.ts';
import { newestOf, type Seen } from './newest.ts';

const LOOK_MS = 120_000;
const GLOB = /^[A-Za-z0-9._+=,@*?[\]-]+(\/[A-Za-z0-9._+=,@*?[\]-]+)*$/;

/** The newest complete copy of a target, by a look at its folder on the machine that holds it. */
export async function lookAtCopies(
  world: World,
  planning: Planning,
  target: BackupTarget,
  signal?: AbortSignal,
): Promise<Copy> {
  const way = wayTo(planning, target);
  if (typeof way === 'string') return unreachableCopy(target.name, way);
  const options = { timeoutMs: LOOK_MS, ...(signal && { signal }) };
  const ran = await world.transport.run(way.route, way.find, options);
  if (ran.kind === 'unreachable') return unreachableCopy(target.name, ran.text);
  if (ran.code !== 0 && !/No such file/.test(ran.stderr)) return unreachableCopy(target.name, complaint(ran));
  return newestOf(target.name, filesIn(ran.stdout), zoneOf(planning.estate, target));
}

function wayTo(planning: Planning, target: BackupTarget): { route: Route; find: Argv } | string {
  const base = target.basePath && folderPath(target.basePath.value);
  const glob = target.glob?.value;
  const machine = target.host && planning.estate.index.named(target.host.value);
  if (base === undefined || glob === undefined) return 'the inventory states no base_path or no glob';
  if (!machine) return `its host "${target.host?.value ?? ''}" is no machine that the contracts know`;
  if (!PATTERNS.path.fits(base)) return `base_path "${base}" is no absolute path of plain words`;
  if (!GLOB.test(glob) || glob.includes('..')) return `glob "${glob}" is no pattern of plain words`;
  const route = routeTo(planning, machine);
  if (!route) return `no way to "${target.host!.value}" is known`;
  return { route, find: findCommand(base, glob) };
}

/** Words that the finders of GNU and of busybox both know. */
function findCommand(base: string, glob: string): Argv {
  const patterns = patternsOf(base, glob);
  const depth = patterns[0]!.split('/').length - base.split('/').length;
  const found = patterns.flatMap((pattern, index) => [
    ...(index === 0 ? [] : ['-o']),
    ...['-type', 'f', '-path', pattern, '-exec', 'stat', '-c', '%Y:%s:%n', '{}', '+'],
  ]);
  return ['find', base, '-mindepth', String(depth), '-maxdepth', String(depth), ...found];
}

/** The files of a target; those in its snapshots; the logs beside its dumps. */
function patternsOf(base: string, glob: string): string[] {
  const whole = `${base}/${glob}`;
  if (namesSnapshots(whole)) return [`${whole}/*`];
  const log = /^((?:.*\/)?vzdump-[^./]*)\.[^/]+$/.exec(whole)?.[1];
  return log === undefined ? [whole] : [whole, `${log}.log`];
}

function filesIn(text: string): Seen[] {
  return text.split('\n').flatMap((line) => {
    const [, seconds, size, file] = /^(\d+):(\d+):(.+)$/.exec(line.trim()) ?? [];
    return file === undefined ? [] : [{ file, changedMs: Number(seconds) * 1000, size: Number(size) }];
  });
}

/** The zone of the hypervisor that writes the dumps: that of the guest's site, else the usual one of the inventory. */
function zoneOf(estate: Estate, { site }: BackupTarget): string | undefined {
  const own = site === undefined ? undefined : estate.index.site(site)?.timezone;
  const usual = estate.index
    .loaded('backup.inventory')
    .map((document) => RowAt.root(document).child('defaults').text('timezone'))
    .find((zone) => zone !== undefined);
  return (own ?? usual)?.value;
}
