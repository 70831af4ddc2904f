import type { Argv, CommandModule } from 'yargs';
import { impactOf } from '../../estate/ask/impact.ts';
import { diskTree } from '../../load/disk-tree.ts';
import { resolver } from '../../load/resolve.ts';
import { impactJson, impactText } from '../../report/impact.ts';
import { estateRoot } from '../estate-root.ts';
import { prepare } from '../judge.ts';
import { COLOR_OPTION, ESTATE_OPTION } from '../judging-options.ts';
import { wantsColour } from '../text-report.ts';
import { textReader } from '../texts.ts';
import { thingNamed } from './thing.ts';

interface ImpactOptions {
  readonly thing: string;
  readonly estate?: string;
  readonly format: 'text' | 'json';
  readonly color?: boolean;
}

export const impactCommand: CommandModule<object, ImpactOptions> = {
  command: 'impact <thing>',
  describe: 'Show what stops working when a node, guest, service or mount is down, and why',
  builder: (argv: Argv) =>
    argv
      .positional('thing', {
        type: 'string',
        demandOption: true,
        describe: 'Node id, <site>/<VMID>, service id, path of a mount, or a subject as in a finding',
      })
      .option('estate', ESTATE_OPTION)
      .option('format', {
        choices: ['text', 'json'] as const,
        default: 'text' as const,
        describe: 'How to print the tree',
      })
      .option('color', COLOR_OPTION)
      .example('$0 impact {node}', 'what goes down with a node')
      .example('$0 impact {guest}', 'what goes down with a guest')
      .epilog('Exit code: 0 shown, 2 nothing is called so.') as unknown as Argv<ImpactOptions>,
  handler: impact,
};

async function impact(argv: ImpactOptions): Promise<void> {
  const root = estateRoot(argv.estate);
  const tree = diskTree(root);
  const { estate } = await prepare(tree, argv.estate ?? root, undefined, () => []);
  const { entity, what } = thingNamed(argv.thing, estate);
  const place = resolver(estate.documents, textReader(estate, tree));
  const impacts = impactOf(estate, entity);
  process.stdout.write(
    argv.format === 'json'
      ? impactJson(entity, impacts, place)
      : impactText(what, impacts, place, wantsColour(argv.color)),
  );
}
