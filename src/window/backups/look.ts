import type { BackupTarget } from '../../estate/model/backup.ts';
import type { Estate } from '../../estate/model/estate.ts';
import type { Planning } from '../../plan/planning.ts';
import type { Argv, Route } from '../../plan/route-model.ts';
import { routeTo } from '../../plan/routes.ts';
import { PATTERNS } from '../../plan/safe.ts';
import { complaint } from '../observe/answer.ts';
import type { World } from '../world.ts';
import { type Copy, unreachableCopy } from './copy.ts';
import { dumpTime, isSidecar, isUnfinished } from './dump-name.ts';

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
  return newest(target, filesIn(ran.stdout), zoneOf(planning.estate, target));
}

function wayTo(planning: Planning, target: BackupTarget): { route: Route; find: Argv } | string {
  const base = target.basePath?.value.replace(/\/+$/, '');
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
  const depth = String(glob.split('/').length);
  const where = ['-mindepth', depth, '-maxdepth', depth, '-type', 'f', '-path', `${base}/${glob}`];
  return ['find', base, ...where, '-exec', 'stat', '-c', '%Y:%s:%n', '{}', '+'];
}

interface Seen {
  readonly file: string;
  readonly changedMs: number;
  readonly size: number;
}

function filesIn(text: string): Seen[] {
  return text.split('\n').flatMap((line) => {
    const [, seconds, size, file] = /^(\d+):(\d+):(.+)$/.exec(line.trim()) ?? [];
    return file === undefined ? [] : [{ file, changedMs: Number(seconds) * 1000, size: Number(size) }];
  });
}

function newest(target: BackupTarget, files: readonly Seen[], zone: string | undefined): Copy {
  const times = files
    .filter(({ file }) => !isSidecar(file))
    .map((seen) => ({ ...seen, ms: dumpTime(seen.file, zone) ?? seen.changedMs }))
    .sort((a, b) => b.ms - a.ms);
  const whole = times.find(({ file, size }) => size > 0 && !isUnfinished(file));
  const state = whole ? 'ok' : times.length > 0 ? 'partial' : 'missing';
  return {
    target: target.name,
    state,
    newestMs: whole?.ms ?? null,
    sizeBytes: whole?.size ?? null,
    file: whole ? whole.file.slice(whole.file.lastIndexOf('/') + 1) : null,
    note: state === 'partial' ? 'only unfinished or empty files' : null,
  };
}

/** The zone of the hypervisor that writes the dumps: that of the guest's site. */
function zoneOf(estate: Estate, { site }: BackupTarget): string | undefined {
  return site === undefined ? undefined : estate.index.site(site)?.timezone?.value;
}
