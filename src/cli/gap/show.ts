import type { Argv, CommandModule } from 'yargs';
import type { Gap, GapBinding } from '../../estate/model/loop.ts';
import { printable } from '../../finding/printable.ts';
import { type Held, standingOf } from '../../loop/standing.ts';
import { type Verdict, verdictOn } from '../../loop/verdict.ts';
import { type Ink, inkFor } from '../../report/ink.ts';
import { type LoopOptions, loopOptions, printJson, whereOf } from '../loop/options.ts';
import { paintedVerdict } from '../loop/status-text.ts';
import { gatesBoundTo, situation } from '../situation.ts';
import { wantsColour } from '../text-report.ts';
import { gapJson, gapNamed } from './state.ts';

interface ShowOptions extends LoopOptions {
  readonly gap: string;
}

export const gapShowCommand: CommandModule<object, ShowOptions> = {
  command: 'show <gap>',
  describe: 'A gap: its row, what it is bound to, what is found now, and the receipt that proved it',
  builder: (argv: Argv) =>
    loopOptions(
      argv.positional('gap', { type: 'string', demandOption: true, describe: 'Id of the gap' }),
    ).example('$0 gap show {gap}', 'one gap with its verdict') as unknown as Argv<ShowOptions>,
  handler: async (argv) => {
    const { ground } = await situation(whereOf(argv), (prepared) =>
      gatesBoundTo(prepared, [gapNamed(argv.gap, prepared.estate).id]),
    );
    const gap = gapNamed(argv.gap, ground.estate);
    const verdict = verdictOn(gap.id, { ...ground, signed: false });
    const { held } = standingOf(gap.id, ground.estate, ground.laws);
    const loops = ground.estate.loops.filter((loop) => loop.gaps.some((link) => link.id === gap.id));
    const linkedBy = loops.map((loop) => loop.id);
    if (argv.format === 'json')
      printJson({ ...gapJson(gap, verdict), linkedBy, bindings: held.map(heldJson) });
    else process.stdout.write(showText(gap, verdict, held, linkedBy, inkFor(wantsColour(argv.color))));
  },
};

function heldJson({ binding, unproven, findings }: Held) {
  const { gate, subject, site, file } = binding;
  return { gate, subject, site, file, unproven: unproven ?? null, findings };
}

function showText(
  gap: Gap,
  verdict: Verdict,
  held: readonly Held[],
  linkedBy: readonly string[],
  ink: Ink,
): string {
  const row = [
    ['severity', gap.severity?.value],
    ['status', gap.status?.value],
    ['fixed in', gap.fixedIn?.value],
    ['about', gap.doc?.value],
    ['names the loop', gap.parentLoops.map((loop) => loop.value).join(', ') || undefined],
    ['listed by', linkedBy.join(', ') || 'no loop'],
    ['run keys in its row', gap.runKeys.map((key) => key.value).join(', ') || undefined],
  ].flatMap(([name, value]) =>
    value === undefined ? [] : [`  ${name}: ${printable(value.split('\n', 1)[0]!)}`],
  );
  return `${[
    `${ink.strong(printable(gap.id))} ${printable(gap.title)}`,
    ...row,
    `  verdict: ${paintedVerdict(verdict.word, ink)}`,
    ...verdict.reasons.map((reason) => `    ${printable(reason)}`),
    ...verdict.runKeys.map((key) => `    receipt: ${key}`),
    held.length === 0 ? '  bound to nothing: `gates gap suggest` proposes bindings' : '  bound to:',
    ...held.flatMap((one) => heldLines(one, ink)),
  ].join('\n')}\n`;
}

function heldLines({ binding, unproven, findings }: Held, ink: Ink): string[] {
  const state = unproven
    ? ink.warning('says nothing')
    : findings.length > 0
      ? ink.error('fails')
      : ink.good('holds');
  return [
    `    ${printable(bindingWords(binding))}: ${state}`,
    ...findings.map(
      ({ place, message, waived }) =>
        `      ${place.file}:${place.line}:${place.column}: ${printable(message)}${waived ? ' (waived)' : ''}`,
    ),
  ];
}

const bindingWords = ({ gate, subject, site, file }: GapBinding): string =>
  [
    gate,
    ...(subject ? [`on ${subject}`] : []),
    ...(site ? [`at site ${site}`] : []),
    ...(file ? [`in ${file}`] : []),
  ].join(' ');
