import type { Argv, CommandModule } from 'yargs';
import { Refusal } from '../../finding/refusal.ts';
import type { Gate } from '../../gate/gate.ts';
import { selectGates } from '../../gate/select.ts';
import { diskTree } from '../../load/disk-tree.ts';
import { estateRoot } from '../estate-root.ts';
import { newMemory, prepare } from '../judge.ts';
import { COLOR_OPTION, ESTATE_OPTION } from '../judging-options.ts';
import { wantsColour } from '../text-report.ts';
import { type TestedGate, testedGate } from './tested.ts';
import { testText } from './text.ts';

interface TestOptions {
  readonly gate?: string;
  readonly estate?: string;
  readonly color?: boolean;
}

export const testCommand: CommandModule<object, TestOptions> = {
  command: 'test [gate]',
  describe: "Run the examples of the estate's own gates",
  builder: (argv: Argv) =>
    argv
      .positional('gate', { type: 'string', describe: 'Only gates that match this glob' })
      .option('estate', ESTATE_OPTION)
      .option('color', COLOR_OPTION)
      .example('$0 test', 'every example in gates/*.gate.yaml')
      .epilog(
        'Exit code: 0 all as expected, 1 an example differs or is missing, 2 nothing to test.',
      ) as unknown as Argv<TestOptions>,
  handler: async (argv) => {
    const tested = await testEstate(argv.estate, argv.gate);
    process.stdout.write(testText(tested, wantsColour(argv.color)));
    process.exitCode = tested.every((one) => one.asExpected) ? 0 : 1;
  },
};

/** Judges the examples of the own gates of an estate. */
export async function testEstate(estate: string | undefined, glob = '**'): Promise<TestedGate[]> {
  const root = estateRoot(estate);
  const tree = diskTree(root);
  const memory = newMemory();
  const { catalogue } = await prepare(tree, estate ?? root, undefined, () => [], memory);
  const tested: TestedGate[] = [];
  for (const gate of chosen(catalogue, glob)) tested.push(await testedGate(gate, root, tree, memory));
  return tested;
}

function chosen(catalogue: readonly Gate[], glob: string): Gate[] {
  const own = catalogue.filter((gate) => gate.own);
  if (own.length > 0) return selectGates(own, [glob]);
  throw new Refusal(
    'this estate has no gate of its own, so there is nothing to test',
    'Write one as gates/<name>.gate.yaml; `gates schema own.gate` shows what it holds.',
  );
}
