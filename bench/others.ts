/**
 * `npm run bench:others [-- --runs N]`: the estate of the operator's size judged by this tool, without a cache and with
 * one, and by what people use for a part of it: spectral (the schemas of nine contracts), ast-grep (literals in scripts), yamllint.
 * Installs them from npm and PyPI into a temporary folder.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { floorFiles } from './floor-files.ts';
import { OPERATOR, writeEstate } from './generate/estate.ts';
import { sitesOf } from './generate/site.ts';
import { medians } from './measure.ts';
import { placeRules, spectralRuleset } from './other-rules.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '3' }, tools: { type: 'string' } },
});
const home = mkdtempSync(join(tmpdir(), 'gates-others-'));
process.env.XDG_CACHE_HOME = join(home, 'cache');
process.on('exit', () => rmSync(home, { recursive: true, force: true }));
const tools = values.tools === undefined ? install(home) : resolve(values.tools);

/** The versions that were compared last; newer ones may be slower or faster. */
function install(folder: string): string {
  const run = (file: string, ...args: string[]) => execFileSync(file, args, { cwd: folder, stdio: 'ignore' });
  writeFileSync(join(folder, 'package.json'), '{"private": true}');
  run('npm', 'install', '--no-audit', '--no-fund', '@stoplight/spectral-cli@6.16.3', '@ast-grep/cli@0.51.1');
  run('python3', '-m', 'venv', 'venv');
  run(join(folder, 'venv/bin/pip'), 'install', '-q', 'yamllint==1.38.0');
  return folder;
}

const estate = join(home, 'operator');
writeEstate(estate, OPERATOR, { seed: 1, variant: 'clean', pinned: true });
const ruleset = join(home, 'ruleset.json');
writeFileSync(
  ruleset,
  JSON.stringify(spectralRuleset((kind) => readFileSync(`schemas/${kind}.schema.json`, 'utf8'))),
);
const rules = join(home, 'places.yml');
writeFileSync(rules, placeRules(sitesOf(OPERATOR.sites, OPERATOR)));

/** Told from other files by their ending, as ast-grep does. */
const scripts = join(home, 'scripts');
mkdirSync(scripts);
const { shell } = await floorFiles(estate);
shell.forEach((path, at) => {
  copyFileSync(path, join(scripts, `${at}.sh`));
});

const bin = (name: string) => join(tools, 'node_modules/.bin', name);
const commands = {
  gates: () => ['node', resolve('bin/gates.js'), 'check', '-q', '--no-cache', '-C', estate],
  'gates, nothing changed': () => ['node', resolve('bin/gates.js'), 'check', '-q', '-C', estate],
  spectral: () => [bin('spectral'), 'lint', '-r', ruleset, join(estate, 'ops/bindings/*/*.yaml')],
  'ast-grep': () => [bin('ast-grep'), 'scan', '-r', rules, scripts],
  yamllint: () => [join(tools, 'venv/bin/yamllint'), '-d', 'relaxed', join(estate, 'ops')],
};
const all = medians(commands, Number(values.runs));
const gates = all.get('gates')!;
console.log(
  '| tool | median | processor time | gates takes, of its time | of its processor time |\n|---|---|---|---|---|',
);
for (const [tool, { wallMs, cpuMs }] of all)
  console.log(
    `| ${tool} | ${wallMs.toFixed(0)} ms | ${cpuMs.toFixed(0)} ms | ${(gates.wallMs / wallMs).toFixed(2)} | ${(gates.cpuMs / cpuMs).toFixed(2)} |`,
  );
