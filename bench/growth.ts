import { spawnSync } from 'node:child_process';
import type { Timings } from '../src/result/result.ts';

/** How the time of a run, of its stages and of its gates grows with the number of sites. */
export function growth(grown: readonly { sites: number; command: readonly string[] }[]): string {
  const seen = grown.map(({ sites, command }) => ({ sites, timings: timingsOf(command) }));
  const lines = seen.map(({ sites, timings }) => {
    const { contractBytes } = timings.estate;
    const megabytes = (contractBytes / 1e6).toFixed(1);
    return `${sites} sites: ${megabytes} MB of contracts, ${(total(timings) / 1000).toFixed(1)} s, peak memory ${Math.round(timings.peakMemoryBytes / 1e6)} MB`;
  });
  const [before, after] = seen.slice(-2);
  if (!before || !after) return lines.join('\n');
  const factor = Math.log(after.sites / before.sites);
  const exponent = (a: number, b: number) => (Math.log(b / a) / factor).toFixed(2);
  const steep = after.timings.gates
    .filter(({ ms }) => ms > 20)
    .map(({ gate, ms }) => ({ gate, grows: exponent(msOf(before.timings, gate), ms) }))
    .filter(({ grows }) => Number(grows) > 1.05);
  return [
    ...lines,
    `exponent from ${before.sites} to ${after.sites} sites: ${exponent(total(before.timings), total(after.timings))}`,
    `gates above 1.05: ${steep.map(({ gate, grows }) => `${gate} ${grows}`).join(', ') || 'none'}`,
  ].join('\n');
}

const msOf = ({ gates }: Timings, gate: string): number =>
  Math.max(1, gates.find((one) => one.gate === gate)?.ms ?? 1);

const total = ({ stages, gates }: Timings): number =>
  [...stages, ...gates].reduce((sum, { ms }) => sum + ms, 0);

function timingsOf([file, ...args]: readonly string[]): Timings {
  const { stdout } = spawnSync(file!, [...args, '--timings', '--format', 'json'], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  return (JSON.parse(stdout) as { timings: Timings }).timings;
}
