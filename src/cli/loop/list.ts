import type { Argv, CommandModule } from 'yargs';
import { severitiesOf } from '../../estate/ask/loops.ts';
import type { Estate } from '../../estate/model/estate.ts';
import type { Loop } from '../../estate/model/loop.ts';
import { printable } from '../../finding/printable.ts';
import { diskTree } from '../../load/disk-tree.ts';
import { estateRoot } from '../estate-root.ts';
import { prepare } from '../judge.ts';
import { type LoopOptions, loopOptions, printJson } from './options.ts';

export const loopListCommand: CommandModule<object, LoopOptions> = {
  command: 'list',
  describe: 'Every loop with its status and its gaps by severity',
  builder: (argv: Argv) =>
    loopOptions(argv).example(
      '$0 loop list',
      'the loops of the estate around the working directory',
    ) as never,
  handler: async (argv) => {
    const root = estateRoot(argv.estate);
    const { estate } = await prepare(diskTree(root), argv.estate ?? root, argv.now, () => []);
    const rows = estate.loops.map((loop) => rowOf(loop, estate));
    if (argv.format === 'json') printJson(rows);
    else process.stdout.write(rows.map(lineOf).join('') || 'The estate has no loop scope (*.scope.md).\n');
  },
};

function rowOf(loop: Loop, estate: Estate) {
  const { known, unknown } = severitiesOf(estate, loop);
  return {
    loop: loop.id,
    file: loop.file,
    status: loop.status?.value ?? null,
    owner: loop.owner ?? null,
    gaps: loop.gaps.length,
    open: loop.gaps.filter((gap) => !estate.index.gap(gap.id)?.closed).length,
    severities: Object.fromEntries([...known].filter(([, count]) => count > 0)),
    unknown,
  };
}

function lineOf({ loop, status, gaps, open, severities }: ReturnType<typeof rowOf>): string {
  const words = Object.entries(severities).map(([name, count]) => `${count} ${name}`);
  const all = gaps === 1 ? '1 gap' : `${gaps} gaps`;
  const counts = gaps === 0 ? 'no gaps' : `${all} (${[...words, `${open} not closed`].join(', ')})`;
  return printable(`${loop}  ${status ?? 'without a status'}  ${counts}\n`);
}
