import type { Loop } from '../../estate/model/loop.ts';
import type { Finding } from '../../finding/finding.ts';
import { printable } from '../../finding/printable.ts';
import { Refusal } from '../../finding/refusal.ts';
import type { Gate } from '../../gate/gate.ts';
import { type GapState, type LoopState, loopState } from '../../loop/state.ts';
import { NO_RECEIPTS } from '../../loop/verdict.ts';
import { inkFor } from '../../report/ink.ts';
import { summaryLines } from '../../report/summary.ts';
import { findingBlocks, type TextOptions } from '../../report/text.ts';
import { lawsOf } from '../../result/settled.ts';
import type { Prepared } from '../judge.ts';
import type { Judgement } from '../judgement.ts';
import { gatesBoundTo } from '../situation.ts';
import { byGroup, countLines, paintedVerdict } from './status-text.ts';

/** The gates that a loop's gaps are bound to. */
export function gatesOfLoop(loop: Loop, prepared: Prepared): Gate[] {
  const gates = gatesBoundTo(
    prepared,
    loop.gaps.map((gap) => gap.id),
  );
  if (gates.length > 0) return gates;
  throw new Refusal(
    `no gate is bound to a gap of loop "${loop.id}", so nothing can be judged`,
    `\`gates gap suggest --loop ${loop.id}\` proposes bindings for gap.gates.yaml.`,
  );
}

export const isOfLoop = (loop: Loop, { gap = [] }: Finding): boolean =>
  loop.gaps.some((link) => gap.includes(link.id));

/** The loop's gaps by what the gates found just now; receipts have no part in it. */
export function stateNow(
  loop: Loop,
  { estate, settings, catalogue }: Prepared,
  { runs, result }: Judgement,
): LoopState {
  return loopState(loop, settings, {
    estate,
    laws: lawsOf(catalogue, runs, result.findings),
    shelf: NO_RECEIPTS,
  });
}

export const hasUnproven = ({ gaps }: LoopState): boolean =>
  gaps.some((gap) => gap.verdict.word === 'unproven');

/** Each gap's verdict with its findings, by the groups of the loop. */
export function loopCheckText(
  state: LoopState,
  { result }: Pick<Judgement, 'result'>,
  options: TextOptions,
): string {
  const ink = inkFor(options.colour);
  const groups = byGroup(state.gaps).flatMap(([name, gaps]) => [
    ...(name === '' ? [] : [ink.strong(printable(name))]),
    ...gaps.map((gap) => gapBlock(gap, options)),
  ]);
  const summary = summaryLines(result, options.clock, ink).join('\n');
  return `${[...groups, countLines(state, ink), summary].join('\n\n')}\n`;
}

function gapBlock({ link, severity, registered, title, verdict }: GapState, options: TextOptions): string {
  const ink = inkFor(options.colour);
  const facts = printable(`${severity ?? '?'}, register: ${registered ?? 'no row'}`);
  const head = `${ink.strong(link.id)} ${paintedVerdict(verdict.word, ink)} (${facts}) ${printable(title)}`;
  const reasons =
    verdict.findings.length > 0 ? [] : verdict.reasons.map((reason) => `  ${printable(reason)}`);
  return [head, ...reasons, ...findingBlocks(verdict.findings, options)].join('\n');
}
