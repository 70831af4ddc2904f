import type { Argv, CommandModule } from 'yargs';
import { Refusal } from '../../finding/refusal.ts';
import { nearest } from '../../finding/suggest.ts';
import { diskTree } from '../../load/disk-tree.ts';
import { explainedGateText } from '../../report/explain.ts';
import { estateRoot } from '../estate-root.ts';
import { type Prepared, prepare } from '../judge.ts';
import { COLOR_OPTION, ESTATE_OPTION, NOW_OPTION } from '../judging-options.ts';
import { wantsColour } from '../text-report.ts';
import { explainedGapText } from './gap.ts';
import { explainedGate } from './gate.ts';

interface ExplainOptions {
  readonly name: string;
  readonly estate?: string;
  readonly now?: string;
  readonly color?: boolean;
}

export const explainCommand: CommandModule<object, ExplainOptions> = {
  command: 'explain <name>',
  describe: 'Explain a gate or a gap: the law, why, what it examines here, how to mend it, what names it',
  builder: (argv: Argv) =>
    argv
      .positional('name', { type: 'string', demandOption: true, describe: 'Id of a gate or of a gap' })
      .option('estate', ESTATE_OPTION)
      .option('now', NOW_OPTION)
      .option('color', COLOR_OPTION)
      .example('$0 explain guests/sequenced', 'one law, and what it found here')
      .example('$0 explain {gap}', 'what has to hold for a gap to be proven closed')
      .epilog('Exit code: 0 explained, 2 nothing is called so.') as unknown as Argv<ExplainOptions>,
  handler: async (argv) => {
    process.stdout.write(await explanation(argv));
  },
};

async function explanation({ name, estate: folder, now, color }: ExplainOptions): Promise<string> {
  const root = estateRoot(folder);
  const tree = diskTree(root);
  const prepared = await prepare(tree, folder ?? root, now, (_, catalogue) =>
    catalogue.filter(({ id }) => id === name),
  );
  const colour = wantsColour(color);
  const gate = prepared.catalogue.find(({ id }) => id === name);
  if (gate) return explainedGateText(explainedGate(gate, tree, root, prepared), colour);
  const gap = prepared.estate.index.gap(name);
  if (!gap) return refuseUnknown(name, prepared);
  const where = { ...(folder !== undefined && { estate: folder }), ...(now !== undefined && { now }) };
  return explainedGapText(gap, where, colour);
}

function refuseUnknown(name: string, { catalogue, estate }: Prepared): never {
  const gates = catalogue.map(({ id }) => id);
  const near =
    nearest(name, gates) ??
    nearest(
      name.toUpperCase(),
      estate.gaps.map(({ id }) => id),
    );
  throw new Refusal(
    `no gate or gap is called "${name}"`,
    near
      ? `Did you mean "${near}"?`
      : 'See `gates check --list` for the gates, `gates gap list` for the gaps.',
  );
}
