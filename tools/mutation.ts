import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOMS, type Room } from './mutation/rooms.ts';
import { scoreOf } from './mutation/score.ts';

/**
 * Mutates the code of a room and runs its tests: `npm run mutation -- [ROOM ...] [--sample 0.1] [--seed 1]
 * [--files GLOB]`. The commit that is checked out is judged, in a clone of its own: nothing here is changed.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    files: { type: 'string' },
  },
});
const wanted = positionals.length > 0 ? positionals : Object.keys(ROOMS);
const unknown = wanted.filter((name) => !ROOMS[name]);
if (unknown.length > 0)
  throw new Error(`no room ${unknown.join()}; expected one of ${Object.keys(ROOMS).join(', ')}`);

mkdirSync('reports', { recursive: true });
for (const name of wanted) run(name, ROOMS[name]!);

function run(name: string, room: Room): void {
  const clone = mkdtempSync(join(tmpdir(), 'gates-mutation-'));
  try {
    execFileSync('git', ['clone', '--quiet', resolve('.'), clone]);
    execFileSync('cp', ['-al', resolve('node_modules'), join(clone, 'node_modules')]);
    configure(clone, room);
    const env = { ...process.env, MUTATION_SAMPLE: values.sample, MUTATION_SEED: values.seed };
    spawnSync(process.execPath, ['node_modules/.bin/stryker', 'run', 'stryker.room.json'], {
      cwd: clone,
      env,
      stdio: 'inherit',
    });
    for (const ending of ['json', 'html'])
      copyFileSync(join(clone, `reports/mutation.${ending}`), `reports/mutation-${name}.${ending}`);
    tell(name);
  } finally {
    rmSync(clone, { recursive: true, force: true });
  }
}

function configure(clone: string, { mutate, ...inProcess }: Room): void {
  const config = JSON.parse(readFileSync('stryker.config.json', 'utf8')) as object;
  const files = values.files === undefined ? mutate : [values.files];
  writeFileSync(join(clone, 'stryker.room.json'), JSON.stringify({ ...config, mutate: files, inProcess }));
}

function tell(name: string): void {
  const report = JSON.parse(readFileSync(`reports/mutation-${name}.json`, 'utf8'));
  const { noticed, missed, share, margin } = scoreOf(report, values.sample !== '1');
  const percent = (part: number) => (100 * part).toFixed(1);
  console.log(`${name}: ${percent(share)} % ± ${percent(margin)} (${noticed} noticed, ${missed} not)`);
}
