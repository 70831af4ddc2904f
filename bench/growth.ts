import { spawnSync } from 'node:child_process';
import type { Timings } from '../src/result/result.ts';
import { median } from './measure.ts';

interface Size {
  readonly sites: number;
  readonly runs: readonly Timings[];
}

/** A gate below this is told by the clock rather than by what it does, in milliseconds. */
const TELLING_MS = 20;

/** What takes few milliseconds is told by more runs. */
const SMALLER_TIMES = 4;

/**
 * How the time of a run and of its gates grows with the number of sites: of a run the median, of a gate the mean.
 * Garbage collection counts in the run, and not in the gate into which a pause happens to fall.
 */
export function growth(
  grown: readonly { readonly sites: number; readonly command: readonly string[] }[],
  times: number,
): string {
  const seen = grown.map(({ sites, command }, at): Size => {
    const length = at === grown.length - 1 ? times : times * SMALLER_TIMES;
    return { sites, runs: Array.from({ length }, () => timingsOf(command)) };
  });
  const [before, after] = seen.slice(-2);
  if (!before || !after) return seen.map(line).join('\n');
  const factor = Math.log(after.sites / before.sites);
  const exponent = (from: number, to: number) => Math.log(to / from) / factor;
  const gates = (after.runs[0]?.gates ?? [])
    .map(({ gate }) => ({
      gate,
      ms: mean(after, gate),
      grows: exponent(mean(before, gate), mean(after, gate)),
    }))
    .filter(({ ms }) => ms > TELLING_MS)
    .sort((one, other) => other.grows - one.grows);
  const steep = gates.filter(({ grows }) => grows > 1.05);
  return [
    ...seen.map(line),
    `exponent from ${before.sites} to ${after.sites} sites: ${exponent(total(before), total(after)).toFixed(2)}`,
    `gates above ${TELLING_MS} ms: ${gates.length}, of which ${steep.length} grow with more than 1.05`,
    ...steep.map(({ gate, ms, grows }) => `  ${gate} ${grows.toFixed(2)} (${ms.toFixed(0)} ms)`),
  ].join('\n');
}

function line(size: Size): string {
  const [first] = size.runs;
  const megabytes = ((first?.estate.contractBytes ?? 0) / 1e6).toFixed(1);
  const memory = median(size.runs.map(({ peakMemoryBytes }) => peakMemoryBytes)) / 1e6;
  return `${size.sites} sites: ${megabytes} MB of contracts, ${(total(size) / 1000).toFixed(1)} s, peak memory ${memory.toFixed(0)} MB`;
}

const mean = ({ runs }: Size, gate: string): number => {
  const times = runs.flatMap(({ gates }) => gates.filter((one) => one.gate === gate).map(({ ms }) => ms));
  return Math.max(1, times.reduce((sum, ms) => sum + ms, 0) / times.length);
};

const total = ({ runs }: Size): number =>
  median(runs.map(({ stages, gates }) => [...stages, ...gates].reduce((sum, { ms }) => sum + ms, 0)));

function timingsOf([file, ...args]: readonly string[]): Timings {
  const { stdout } = spawnSync(file!, [...args, '--timings', '--format', 'json'], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  return (JSON.parse(stdout) as { timings: Timings }).timings;
}
