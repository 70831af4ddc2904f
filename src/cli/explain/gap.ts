import type { Gap } from '../../estate/model/loop.ts';
import { printable } from '../../finding/printable.ts';
import type { Gate } from '../../gate/gate.ts';
import { type Held, standingOf } from '../../loop/standing.ts';
import { verdictOn } from '../../loop/verdict.ts';
import { type Ink, inkFor } from '../../report/ink.ts';
import { paintedVerdict } from '../loop/status-text.ts';
import { gatesBoundTo, type Situation, situation, type Where } from '../situation.ts';

/** A gap: what it says, how it stands, and each law that is to prove it closed. */
export async function explainedGapText(gap: Gap, where: Where, colour: boolean): Promise<string> {
  const { ground, prepared } = await situation(where, (one) => gatesBoundTo(one, [gap.id]));
  const ink = inkFor(colour);
  const verdict = verdictOn(gap.id, { ...ground, signed: false });
  const { held } = standingOf(gap.id, ground.estate, ground.laws);
  const blocks = [
    gapLines(gap, ground.estate.loops, ink),
    [
      `${ink.strong('verdict')}: ${paintedVerdict(verdict.word, ink)}`,
      ...verdict.reasons.map((reason) => `  ${printable(reason)}`),
    ],
    ...held.map((one) => lawLines(one, prepared.catalogue, ink)),
    [nextLine(gap, held, ink)],
  ];
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
}

function gapLines(gap: Gap, loops: Situation['ground']['estate']['loops'], ink: Ink): string[] {
  const linkedBy = loops.filter((loop) => loop.gaps.some(({ id }) => id === gap.id)).map(({ id }) => id);
  const status = gap.status?.value ?? 'no status';
  return [
    `${ink.strong(printable(gap.id))} (${printable(`${gap.severity?.value ?? 'no severity'}, ${status}`)})`,
    printable(gap.title),
    `${ink.strong('listed by')}: ${linkedBy.map((id) => printable(id)).join(', ') || 'no loop'}`,
  ];
}

/** What must hold for the gap to be proven closed, why, and how to get there. */
function lawLines({ binding, unproven, findings }: Held, catalogue: readonly Gate[], ink: Ink): string[] {
  const { subject, site, file } = binding;
  const limits = [subject, site === undefined ? undefined : `site ${site}`, file].filter(
    (one) => one !== undefined,
  );
  const gate = catalogue.find(({ id }) => id === binding.gate);
  const state = unproven
    ? ink.warning('says nothing')
    : findings.length > 0
      ? ink.error('fails')
      : ink.good('holds');
  return [
    `${ink.strong(printable(binding.gate))}${limits.length > 0 ? printable(` on ${limits.join(', ')}`) : ''}: ${state}`,
    ...(unproven === undefined ? [] : [`  ${printable(unproven)}`]),
    ...(gate ? [`  law: ${printable(gate.title)}`, `  why: ${printable(gate.why)}`] : []),
    ...findings.flatMap(({ place: { file: where, line, column }, message, fix, waived }) => [
      `  ${printable(where)}:${line}:${column}: ${printable(message)}${waived ? ' (waived)' : ''}`,
      ...(fix === undefined ? [] : [`    fix: ${printable(fix)}`]),
    ]),
  ];
}

function nextLine(gap: Gap, held: readonly Held[], ink: Ink): string {
  const gates = [...new Set(held.map(({ binding }) => binding.gate))];
  if (gates.length === 0) return ink.dim(`Next: gates gap suggest ${printable(gap.id)}`);
  return ink.dim(`Next: gates explain ${printable(gates[0]!)}, gates gap show ${printable(gap.id)}`);
}
