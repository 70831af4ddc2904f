import type { Estate } from '../../estate/model/estate.ts';
import type { Timings } from '../../result/result.ts';
import type { Times } from '../../timing/stopwatch.ts';

const GATE = 'gate ';

/** Where the time of a run went, and how large the estate was. */
export function timingsOf(times: Times, estate: Estate): Timings {
  const stages = [...times].filter(([stage]) => !stage.startsWith(GATE));
  const gates = [...times].filter(([stage]) => stage.startsWith(GATE)).sort(([, a], [, b]) => b - a);
  return {
    stages: stages.map(([stage, ms]) => ({ stage, ms: rounded(ms) })),
    gates: gates.map(([stage, ms]) => ({ gate: stage.slice(GATE.length), ms: rounded(ms) })),
    estate: {
      contracts: estate.documents.length,
      contractBytes: total(estate.documents.map((document) => Buffer.byteLength(document.text))),
      scriptsFound: estate.scriptsFound,
      scriptsRead: estate.scripts.length,
      scriptBytes: total(estate.scripts.map((script) => script.facts.size)),
      sites: estate.sites.length,
      nodes: estate.nodes.length,
      guests: estate.guests.length,
      services: estate.services.length,
    },
    peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
  };
}

const rounded = (ms: number): number => Math.round(ms * 100) / 100;
const total = (all: readonly number[]): number => all.reduce((sum, one) => sum + one, 0);

/** The same for people: stages, then the gates that took longest. */
export function timingsText({ stages, gates, estate, peakMemoryBytes }: Timings): string {
  const inGates = total(gates.map((gate) => gate.ms));
  const rows = [
    ...stages.map(({ stage, ms }) => [stage, ms] as const),
    [`${gates.length} gates`, inGates] as const,
    ...gates.map(({ gate, ms }) => [`  ${gate}`, ms] as const),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, ms]) => `${name.padEnd(width)}  ${ms.toFixed(1).padStart(9)} ms`);
  const size =
    `${estate.contracts} contracts of ${kilobytes(estate.contractBytes)}; ` +
    `${estate.scriptsRead} of ${estate.scriptsFound} scripts read, ${kilobytes(estate.scriptBytes)}; ` +
    `${estate.sites} sites, ${estate.nodes} nodes, ${estate.guests} guests, ${estate.services} services; ` +
    `peak memory ${Math.round(peakMemoryBytes / 1e6)} MB`;
  return `${[...lines, size].join('\n')}\n`;
}

const kilobytes = (bytes: number): string => `${Math.ceil(bytes / 1000)} kB`;
