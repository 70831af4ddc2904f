import type { Argv, CommandModule } from 'yargs';
import { uncountedPaths } from '../../config/uncounted.ts';
import type { Loop } from '../../estate/model/loop.ts';
import type { Finding } from '../../finding/finding.ts';
import { Refusal } from '../../finding/refusal.ts';
import { subjectOf } from '../../finding/subject.ts';
import { selectGates } from '../../gate/select.ts';
import { identityOf } from '../../git/identity.ts';
import { diskTree } from '../../load/disk-tree.ts';
import { jsonReport } from '../../report/json.ts';
import { exitCode } from '../../result/exit-code.ts';
import { sayCrashes } from '../crashes.ts';
import { estateRoot } from '../estate-root.ts';
import { prepare } from '../judge.ts';
import { judged } from '../judgement.ts';
import { terminalColumns, textOfJudgement, wantsColour } from '../text-report.ts';
import { loopNamed } from './named.ts';
import { type LoopOptions, loopOptions } from './options.ts';

interface AuditOptions extends LoopOptions {
  readonly loop?: string;
  readonly all: boolean;
  readonly quiet: boolean;
}

export const loopAuditCommand: CommandModule<object, AuditOptions> = {
  command: 'audit [loop]',
  describe: 'What is closed on paper only, and what loops and register say that is not so',
  builder: (argv: Argv) =>
    loopOptions(argv.positional('loop', { type: 'string', describe: 'Id of the loop (default: all)' }))
      .option('all', { type: 'boolean', default: false, describe: 'Every loop, and gaps of none' })
      .option('quiet', { alias: 'q', type: 'boolean', default: false, describe: 'One line a finding' })
      .example('$0 loop audit --all', 'false closures, hollow reasons and wrong counts of the whole estate')
      .epilog(
        'Exit code: 0 nothing to fix, 1 findings, warnings too, 2 could not judge.',
      ) as unknown as Argv<AuditOptions>,
  handler: async (argv) => {
    process.exitCode = await audit(argv);
  },
};

async function audit(argv: AuditOptions): Promise<0 | 1 | 2> {
  if (argv.all && argv.loop !== undefined) {
    throw new Refusal('--all and a loop exclude each other', 'Name the loop, or audit all of them.');
  }
  const root = estateRoot(argv.estate);
  const tree = diskTree(root);
  const prepared = await prepare(tree, argv.estate ?? root, argv.now);
  const { estate, settings, clock, catalogue } = prepared;
  const loop = argv.loop === undefined ? undefined : loopNamed(argv.loop, estate);
  const identity = identityOf(root, uncountedPaths(settings, estate.documents));
  const gates = selectGates(catalogue, ['loops/*', 'gaps/*']);
  const judgement = judged(tree, prepared, identity, gates, loop && ((finding) => isAbout(loop, finding)));
  const style = { colour: wantsColour(argv.color), quiet: argv.quiet, columns: terminalColumns() };
  process.stdout.write(
    argv.format === 'json' ? jsonReport(judgement) : textOfJudgement(judgement, clock, style),
  );
  sayCrashes(judgement.runs, false);
  return exitCode(judgement.result, 'warning');
}

/** What stands in the loop's scope, and what is said of its gaps. */
function isAbout(loop: Loop, { place, subject }: Finding): boolean {
  return (
    place.file === loop.file ||
    subject === loop.subject ||
    loop.gaps.some((gap) => subject === subjectOf('gap', gap.id))
  );
}
