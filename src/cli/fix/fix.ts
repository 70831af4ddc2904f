import type { Argv, CommandModule } from 'yargs';
import type { Finding } from '../../finding/finding.ts';
import { type Mended, mend, suggestion, type Workbench } from '../../fix/mend.ts';
import { REPAIRS } from '../../fix/repairs/catalogue.ts';
import { Search } from '../../fix/search/search.ts';
import type { Judge } from '../../fix/verdict.ts';
import { selectGates } from '../../gate/select.ts';
import { diskTree } from '../../load/disk-tree.ts';
import { inkFor } from '../../report/ink.ts';
import { contractSchemas } from '../contract-schemas.ts';
import { estateRoot } from '../estate-root.ts';
import { COLOR_OPTION, ESTATE_OPTION, GATE_OPTION, NOW_OPTION } from '../judging-options.ts';
import { wantsColour } from '../text-report.ts';
import { rewrittenBy, writeFiles } from '../write-files.ts';
import { judgeOf } from './judge-edited.ts';
import { diffOf, type Remaining, remainingText, summaryText } from './text.ts';

interface FixOptions {
  readonly estate?: string;
  readonly gate?: string[];
  readonly 'dry-run': boolean;
  readonly search: boolean;
  readonly now?: string;
  readonly color?: boolean;
}

export const fixCommand: CommandModule<object, FixOptions> = {
  command: 'fix',
  describe: 'Make the edits that follow from the contracts; show the rest as what is left to decide',
  builder: (argv: Argv) =>
    argv
      .option('estate', ESTATE_OPTION)
      .option('gate', GATE_OPTION)
      .option('dry-run', { type: 'boolean', default: false, describe: 'Show the edits and make none' })
      .option('search', {
        type: 'boolean',
        default: true,
        describe: 'Look for the smallest edit that satisfies the gate of each finding that is left',
      })
      .option('now', NOW_OPTION)
      .option('color', COLOR_OPTION)
      .example('$0 fix --dry-run', 'what would be written')
      .example('$0 fix --gate "mounts/*" --dry-run', 'one family of gates')
      .epilog(
        'The edited estate is judged before anything is written; an edit that adds a finding is not offered.\n' +
          'Exit code: 0 nothing remains, 1 findings remain or edits were only shown, 2 could not judge.',
      ) as unknown as Argv<FixOptions>,
  handler: async (argv) => {
    process.exitCode = await fix(argv);
  },
};

async function fix(argv: FixOptions): Promise<0 | 1 | 2> {
  const root = estateRoot(argv.estate);
  const judge = shown(judgeOf(diskTree(root), argv.estate ?? root, argv.now));
  const before = await judge(new Map());
  const gates = new Set(selectGates(before.gates, argv.gate ?? ['**']).map((gate) => gate.id));
  const wanted = ({ gate }: Finding) => gates.has(gate);
  const bench: Workbench = { judge, before, repairs: REPAIRS, wanted };
  const mended = await mend(bench);
  const dry = argv['dry-run'];
  if (!dry) await writeFiles(root, rewrittenBy(mended.patch));
  const ink = inkFor(wantsColour(argv.color));
  const diff = diffOf(mended.patch);
  const remaining = remainingText(await remainingOf(bench, mended, argv.search), ink);
  const parts = [diff, remaining, `${summaryText(bench, mended, dry, ink)}\n`];
  process.stdout.write(parts.filter((part) => part !== '').join('\n'));
  if ([...mended.after.unjudged].some((gate) => gates.has(gate)) && !mended.after.findings.some(wanted))
    return 2;
  return mended.after.findings.some(wanted) || (dry && diff !== '') ? 1 : 0;
}

/** Says on a terminal that something is done: judging many variants takes seconds. */
function shown(judge: Judge): Judge {
  if (!process.stderr.isTTY) return judge;
  let count = 0;
  return async (files, gate) => {
    process.stderr.write(`\rjudging edits … ${++count}`);
    try {
      return await judge(files, gate);
    } finally {
      process.stderr.write('\r\u001b[K');
    }
  };
}

async function remainingOf(bench: Workbench, mended: Mended, searching: boolean): Promise<Remaining[]> {
  const search = searching ? new Search(bench, mended, contractSchemas()) : undefined;
  const remaining: Remaining[] = [];
  for (const finding of mended.after.findings.filter(bench.wanted)) {
    const suggested = await suggestion(bench, mended, finding);
    const found = suggested ? undefined : await search?.find(finding);
    const refused = mended.refused.get(finding.fingerprint);
    remaining.push({
      finding,
      ...(suggested && { suggestion: { decision: suggested.decision, diff: diffOf(suggested.patch) } }),
      ...(found?.patch && { found: diffOf(found.patch) }),
      ...(found &&
        !found.patch && { searched: found.cut ? 'in part' : found.tried === 0 ? 'nowhere' : 'fully' }),
      ...(refused !== undefined && { refused }),
    });
  }
  return remaining;
}
