import type { Argv, CommandModule } from 'yargs';
import type { Estate } from '../../estate/model/estate.ts';
import type { Gap } from '../../estate/model/loop.ts';
import { printable } from '../../finding/printable.ts';
import { type Suggestion, suggestionsFor } from '../../loop/suggest.ts';
import { loopNamed } from '../loop/named.ts';
import { type LoopOptions, loopOptions, printJson, whereOf } from '../loop/options.ts';
import { situation } from '../situation.ts';
import { gapNamed } from './state.ts';

interface SuggestOptions extends LoopOptions {
  readonly gap?: string;
  readonly loop?: string;
}

export const gapSuggestCommand: CommandModule<object, SuggestOptions> = {
  command: 'suggest [gap]',
  describe: 'Propose what could prove gaps that are bound to nothing; writes nothing',
  builder: (argv: Argv) =>
    loopOptions(
      argv.positional('gap', { type: 'string', describe: 'Id of the gap (default: all that are unbound)' }),
    )
      .option('loop', {
        type: 'string',
        requiresArg: true,
        describe: 'Only unbound gaps that this loop lists',
      })
      .example(
        '$0 gap suggest',
        'lines for gap.gates.yaml, to be chosen by a person',
      ) as unknown as Argv<SuggestOptions>,
  handler: async (argv) => {
    const { prepared, ground } = await situation(whereOf(argv), ({ catalogue }) =>
      catalogue.filter((gate) => !gate.needs),
    );
    const { estate, laws } = ground;
    const found = chosen(argv, estate).map((gap) => ({
      gap,
      suggestions: suggestionsFor(gap, estate, prepared.catalogue, laws),
    }));
    if (argv.format === 'json')
      printJson(found.map(({ gap, suggestions }) => ({ gap: gap.id, suggestions })));
    else process.stdout.write(suggestText(found));
  },
};

function chosen({ gap, loop }: SuggestOptions, estate: Estate): Gap[] {
  if (gap !== undefined) return [gapNamed(gap, estate)];
  const linked =
    loop === undefined ? undefined : new Set(loopNamed(loop, estate).gaps.map((link) => link.id));
  return estate.gaps.filter(
    (one) => estate.index.bindingsOf(one.id).length === 0 && (linked ? linked.has(one.id) : !one.closed),
  );
}

/** YAML for gap.gates.yaml, with the reasons as comments. */
function suggestText(found: readonly { gap: Gap; suggestions: readonly Suggestion[] }[]): string {
  if (found.length === 0) return 'No gap that is not closed is without a binding.\n';
  const blocks = found.map(({ gap, suggestions }) => {
    if (suggestions.length === 0) return `  # ${gap.id}: nothing fits its words (${oneLine(gap.title)})`;
    const lines = suggestions.map(
      ({ gate, subject, because }) =>
        `    # ${oneLine(because.join('; '))}\n    - {gate: ${gate}, subject: ${JSON.stringify(subject)}}`,
    );
    return [`  ${gap.id}:  # ${oneLine(gap.title)}`, ...lines].join('\n');
  });
  return `# Proposals for gap.gates.yaml. Keep what proves the gap, delete the rest.\ngaps:\n${blocks.join('\n')}\n`;
}

const oneLine = (text: string): string => printable(text).replace(/\s+/g, ' ');
