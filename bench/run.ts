/**
 * `npm run bench [-- --runs N --sites 10,100]`: start, an estate of the operator's size, and growth, as ratios of whole processes run in
 * turn; compares them with the last recorded ones. `--record` keeps them as the new ones.
 */
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { BUNDLING } from '../tools/build/bundling.ts';
import { floorFiles } from './floor-files.ts';
import { OPERATOR, sitesOnly, writeEstate } from './generate/estate.ts';
import { growth } from './growth.ts';
import { medians, type Run } from './measure.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '9' },
    sites: { type: 'string', default: '10,100,1000' },
    record: { type: 'boolean', default: false },
  },
});
const RECORD = join(import.meta.dirname, 'ratios.json');
const home = mkdtempSync(join(tmpdir(), 'gates-bench-'));
process.env.XDG_CACHE_HOME = join(home, 'cache');
process.on('exit', () => rmSync(home, { recursive: true, force: true }));

const gates = resolve('bin/gates.js');
const check = (estate: string, ...more: string[]) => ['node', gates, 'check', '-q', '-C', estate, ...more];
const runs = Number(values.runs);

await build({
  entryPoints: [join(import.meta.dirname, 'floor.ts')],
  outdir: home,
  outExtension: { '.js': '.mjs' },
  ...BUNDLING,
});

/** The command that parses what an estate's check has to parse. */
async function floorOf(estate: string): Promise<string[]> {
  const list = `${estate}.json`;
  writeFileSync(list, JSON.stringify(await floorFiles(estate)));
  return ['node', join(home, 'floor.mjs'), list];
}

const choice = { seed: 1, variant: 'clean', pinned: true } as const;
/** Of wall time, which people wait for, and of processor time, which other work on the machine disturbs less. */
const ratios: Record<string, { wall: number; cpu: number }> = {};
const rows: string[][] = [];

function report(
  all: ReadonlyMap<string, Run>,
  limits: readonly [name: string, of: string, limit: number][],
): void {
  for (const [name, of, limit] of limits) {
    const [run, base] = [all.get(name)!, all.get(of)!];
    const key = `${name} / ${of}`;
    const ratio = { wall: rounded(run.wallMs / base.wallMs), cpu: rounded(run.cpuMs / base.cpuMs) };
    ratios[key] = ratio;
    rows.push([
      key,
      `${run.wallMs.toFixed(0)} ms`,
      `${base.wallMs.toFixed(0)} ms`,
      String(ratio.wall),
      String(ratio.cpu),
      String(limit),
    ]);
  }
}

const rounded = (ratio: number): number => Math.round(ratio * 1000) / 1000;

const small = resolve('fixtures/estates/two-sites');
report(
  medians(
    {
      node: () => ['node', '-e', '0'],
      '--version': () => ['node', gates, '--version'],
      'warm, two sites': () => check(small),
    },
    runs,
  ),
  [
    ['--version', 'node', 1.35],
    ['warm, two sites', 'node', 2.2],
  ],
);

const estate = join(home, 'operator');
writeEstate(estate, OPERATOR, choice);
const floor = await floorOf(estate);
const contract = join(estate, 'ops/bindings/st0000/st0000.topology.sites.yaml');
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=b', '-c', 'user.email=b@example.invalid', ...args], { cwd: estate });
git('init', '-q');
git('add', '.');
git('commit', '-qm', 'all');
let edit = 0;
const edited = () => appendFileSync(contract, `# ${edit++}\n`);
report(
  medians(
    {
      floor: () => floor,
      cold: () => check(estate, '--no-cache'),
      warm: () => {
        medians({ before: () => check(estate) }, 0);
        return check(estate);
      },
      'one contract changed': () => {
        edited();
        return check(estate);
      },
      'one line staged': () => {
        edited();
        git('add', '.');
        return check(estate, '--staged');
      },
    },
    runs,
  ),
  [
    ['cold', 'floor', 1.5],
    ['warm', 'cold', 0.25],
    ['one contract changed', 'cold', 0.4],
    ['one line staged', 'cold', 0.3],
  ],
);

const sizes = values.sites.split(',').filter(Boolean).map(Number);
const grown = sizes.map((sites) => {
  const folder = join(home, `sites-${sites}`);
  writeEstate(folder, sitesOnly(sites), choice);
  return { sites, folder, command: check(folder, '--no-cache') };
});
/** The largest estate takes half a minute. */
const few = Math.min(runs, 5);
const growing = growth(grown, few);
const last = grown.at(-1);
if (last) {
  const command = await floorOf(last.folder);
  report(medians({ 'floor, most sites': () => command, 'cold, most sites': () => last.command }, few), [
    ['cold, most sites', 'floor, most sites', 1.2],
  ]);
}

const known = existsSync(RECORD) ? (JSON.parse(readFileSync(RECORD, 'utf8')) as typeof ratios) : {};
const recorded = (key: string): string => (known[key] ? `${known[key].wall} and ${known[key].cpu}` : '-');
const table = [
  ['what', 'median', 'of', 'ratio', 'ratio of CPU time', 'target', 'recorded'],
  ...rows.map((row) => [...row, recorded(row[0]!)]),
];
console.log(
  `${cpus().length} x ${cpus()[0]?.model}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}, medians of ${runs}\n`,
);
console.log(
  table
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n')
    .replace('\n', `\n|${'---|'.repeat(7)}\n`),
);
console.log(`\n${growing}`);
if (values.record) writeFileSync(RECORD, `${JSON.stringify(ratios, null, 2)}\n`);
