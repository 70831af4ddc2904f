import { spawnSync } from 'node:child_process';
import type { Timings } from '../src/result/result.ts';
import { median } from './measure.ts';

interface Size {
  readonly sites: number;
  readonly runs: readonly Timings[];
}

/** A gate below this is told by the clock rather than by what it does, in milliseconds. */
const TELLING_MS = 20;

/** What the clock cannot tell, in milliseconds. */
const SHORTEST_MS = 0.01;

/** The greatest exponent that is meant to be seen. */
const MOST = 1.05;

/** What takes few milliseconds is told by more runs. */
const SMALLER_TIMES = 4;

/**
 * How the time of a run and of its gates grows with the number of sites: of a run the median, of a gate the mean. Over
 * all sizes, and over the last two, between which nothing warms up any more and what fits the processor's caches changes.
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
  const after = seen.at(-1);
  if (!after || seen.length < 2) return seen.map(line).join('\n');
  const gates = (after.runs[0]?.gates ?? [])
    .map(({ gate }) => {
      const of = (size: Size) => mean(size, gate);
      return { gate, ms: of(after), grows: exponent(seen, of), last: exponent(seen.slice(-2), of) };
    })
    .filter(({ ms }) => ms > TELLING_MS)
    .sort((one, other) => other.grows - one.grows);
  const steep = gates.filter(({ grows, last }) => grows > MOST || last > MOST);
  const count = (of: 'grows' | 'last') => gates.filter((gate) => gate[of] > MOST).length;
  return [
    ...seen.map(line),
    `exponent over all sizes: ${exponent(seen, total).toFixed(2)}, over the last two: ${exponent(seen.slice(-2), total).toFixed(2)}`,
    `gates above ${TELLING_MS} ms: ${gates.length}, of which grow with more than ${MOST}: ${count('grows')} over all sizes, ${count('last')} over the last two`,
    ...steep.map(
      ({ gate, ms, grows, last }) =>
        `  ${gate} ${grows.toFixed(2)}, ${last.toFixed(2)} (${ms.toFixed(0)} ms)`,
    ),
  ].join('\n');
}

/** The exponent of the power of the number of sites that comes nearest to what was seen (least squares of logarithms). */
function exponent(sizes: readonly Size[], ms: (size: Size) => number): number {
  const points = sizes.map((size) => ({ x: Math.log(size.sites), y: Math.log(ms(size)) }));
  const [x, y] = [average(points.map((point) => point.x)), average(points.map((point) => point.y))];
  const shared = points.reduce((sum, point) => sum + (point.x - x) * (point.y - y), 0);
  return shared / points.reduce((sum, point) => sum + (point.x - x) ** 2, 0);
}

function line(size: Size): string {
  const [first] = size.runs;
  const megabytes = ((first?.estate.contractBytes ?? 0) / 1e6).toFixed(1);
  const memory = median(size.runs.map(({ peakMemoryBytes }) => peakMemoryBytes)) / 1e6;
  return `${size.sites} sites: ${megabytes} MB of contracts, ${(total(size) / 1000).toFixed(1)} s, peak memory ${memory.toFixed(0)} MB`;
}

const average = (numbers: readonly number[]): number =>
  numbers.reduce((sum, each) => sum + each, 0) / Math.max(1, numbers.length);

const mean = ({ runs }: Size, gate: string): number =>
  Math.max(
    SHORTEST_MS,
    average(runs.flatMap(({ gates }) => gates.filter((one) => one.gate === gate).map(({ ms }) => ms))),
  );

const total = ({ runs }: Size): number =>
  median(runs.map(({ stages, gates }) => [...stages, ...gates].reduce((sum, { ms }) => sum + ms, 0)));

function timingsOf([file, ...args]: readonly string[]): Timings {
  const { stdout } = spawnSync(file!, [...args, '--timings', '--format', 'json'], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  return (JSON.parse(stdout) as { timings: Timings }).timings;
}
