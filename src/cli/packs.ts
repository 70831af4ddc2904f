import type { Argv, CommandModule } from 'yargs';
import { packNames, packOf } from '../config/packs.ts';
import { uncountedPaths } from '../config/uncounted.ts';
import { printable } from '../finding/printable.ts';
import { Refusal } from '../finding/refusal.ts';
import { identityOf } from '../git/identity.ts';
import { diskTree } from '../load/disk-tree.ts';
import type { GateResult } from '../result/result.ts';
import { estateRoot } from './estate-root.ts';
import { type Prepared, prepare } from './judge.ts';
import { judgedWithBaseline } from './judgement.ts';
import { COLORLESS_OPTION, ESTATE_OPTION, NOW_OPTION } from './judging-options.ts';

interface PacksOptions {
  readonly estate?: string;
  readonly now?: string;
}

export const packsCommand: CommandModule<object, PacksOptions> = {
  command: 'packs',
  describe: 'List the packs, built in and from gates.yaml, with what each examines in this estate',
  builder: (argv: Argv) =>
    argv
      .option('color', COLORLESS_OPTION)
      .option('estate', ESTATE_OPTION)
      .option('now', NOW_OPTION)
      .example('$0 packs', 'every pack of the estate around the working directory') as Argv<PacksOptions>,
  handler: async ({ estate, now }) => {
    const root = estateRoot(estate);
    const tree = diskTree(root);
    const prepared = await prepare(tree, estate ?? root, now);
    const identity = identityOf(root, uncountedPaths(prepared.settings, prepared.estate.documents));
    const { result } = judgedWithBaseline(tree, prepared, identity, prepared.catalogue);
    process.stdout.write(packTable(prepared, new Map(result.gates.map((gate) => [gate.id, gate]))));
  },
};

function packTable(prepared: Prepared, results: ReadonlyMap<string, GateResult>): string {
  const names = packNames(prepared.settings);
  const width = Math.max(...names.map((name) => name.length));
  return names
    .map((name) => `${printable(name).padEnd(width)}  ${packWords(name, prepared, results)}\n`)
    .join('');
}

function packWords(
  name: string,
  { settings, catalogue }: Prepared,
  results: ReadonlyMap<string, GateResult>,
): string {
  try {
    const pack = packOf(name, settings, catalogue);
    const gates = pack.gates.flatMap((gate) => results.get(gate.id) ?? []);
    const subjects = new Set(gates.flatMap((gate) => gate.examined));
    const outcomes = (['passed', 'failed', 'vacuous', 'blocked', 'crashed'] as const)
      .map((outcome) => [gates.filter((gate) => gate.outcome === outcome).length, outcome] as const)
      .flatMap(([count, outcome]) => (count > 0 ? [`${count} ${outcome}`] : []));
    const required = pack.required.length > 0 ? `; requires ${pack.required.join(', ')}` : '';
    return `${gates.length} gates examined ${subjects.size} subjects: ${outcomes.join(', ')} (${pack.about}${required})`;
  } catch (error) {
    if (error instanceof Refusal) return printable(error.message);
    throw error;
  }
}
