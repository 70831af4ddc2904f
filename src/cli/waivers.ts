import type { Argv, CommandModule } from 'yargs';
import { daysLeft, type Waiver } from '../config/waivers.ts';
import { printable } from '../finding/printable.ts';
import { diskTree } from '../load/disk-tree.ts';
import { inkFor } from '../report/ink.ts';
import { estateRoot } from './estate-root.ts';
import { prepare } from './judge.ts';
import { type LoopOptions, loopOptions, printJson } from './loop/options.ts';
import { wantsColour } from './text-report.ts';

export const waiversCommand: CommandModule<object, LoopOptions> = {
  command: 'waivers',
  describe: 'Accepted risks with the days they have left, soonest first',
  builder: (argv: Argv) =>
    loopOptions(argv).example(
      '$0 waivers',
      'the waivers of the estate around the working directory',
    ) as never,
  handler: async (argv) => {
    const root = estateRoot(argv.estate);
    const { estate } = await prepare(diskTree(root), argv.estate ?? root, argv.now, () => []);
    const waivers = estate.waivers.map((row) => row.waiver).sort((a, b) => endOf(a) - endOf(b));
    const rows = waivers.map((waiver) => rowOf(waiver, estate.now));
    if (argv.format === 'json') printJson(rows);
    else if (rows.length === 0) process.stdout.write('Nothing is waived.\n');
    else process.stdout.write(rows.map((row) => lineOf(row, wantsColour(argv.color))).join(''));
  },
};

/** A waiver whose end cannot be read comes first: it has no effect. */
const endOf = ({ until }: Waiver): number => until ?? Number.NEGATIVE_INFINITY;

function rowOf(
  { gate, subject, fingerprint, site, gap, owner, reason, expires, until, refusals }: Waiver,
  now: number,
) {
  return {
    gate,
    subject: subject ?? null,
    fingerprint: fingerprint ?? null,
    site: site ?? null,
    gap: gap ?? null,
    owner,
    reason,
    expires,
    daysLeft: until === undefined ? null : daysLeft(until, now),
    inForce: refusals.length === 0,
    problems: refusals.map((refusal) => refusal.message),
  };
}

function lineOf(row: ReturnType<typeof rowOf>, colour: boolean): string {
  const ink = inkFor(colour);
  const left = remaining(row.daysLeft);
  const state = row.inForce ? left : `${left}, NOT IN FORCE`;
  const about = row.subject ?? row.fingerprint ?? '';
  const head = `${(row.inForce ? ink.strong : ink.error)(state)}  ${printable(`${row.gate}  ${about}  until ${row.expires}, by ${row.owner}`)}`;
  const lines = [
    `  ${printable(row.reason)}`,
    ...row.problems.map((problem) => `  ${ink.error(printable(problem))}`),
  ];
  return `${[head, ...lines].join('\n')}\n`;
}

function remaining(days: number | null): string {
  if (days === null) return 'no end';
  const count = `${Math.abs(days)} day${Math.abs(days) === 1 ? '' : 's'}`;
  return days < 0 ? `ended ${count} ago` : `${count} left`;
}
