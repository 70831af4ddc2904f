import { named, shortly } from '../estate/ask/describe.ts';
import { type Edge, edgeKey } from '../estate/ask/edges.ts';
import { referenceOf } from '../estate/reading/reference.ts';
import type { Block, Draft } from './draft.ts';
import { neededEdges } from './needed-edges.ts';
import type { WindowPhase } from './phases.ts';
import type { Planning, Reason } from './planning.ts';
import { waysOf } from './ways.ts';

/** A step of one site that has to be done before one of another site, and why. */
export interface Crossing extends Reason {
  readonly first: Draft;
  readonly next: Draft;
}

export function crossingsOf(planning: Planning, blocks: readonly Block[]): Crossing[] {
  const found = new Map(blocks.map((block) => [keyOf(block.phase, block.part, block.about), block]));
  return [...neededAcross(planning, found), ...waysAcross(planning, blocks, found)];
}

type Found = ReadonlyMap<string, Block>;

/** A consumer at one site starts after its provider at another, and stops before it. */
function neededAcross(planning: Planning, found: Found): Crossing[] {
  const across = neededEdges(planning.estate).filter(
    ({ consumer, provider }) => consumer.site !== provider.site,
  );
  return across.flatMap((edge) =>
    PARTS.flatMap(([phase, part]): Crossing[] => {
      const consumer = found.get(keyOf(phase, part, referenceOf(edge.consumer)));
      const provider = found.get(keyOf(phase, part, referenceOf(edge.provider)));
      if (!consumer || !provider) return [];
      const [first, next] = phase === 'shutdown' ? [consumer, provider] : [provider, consumer];
      return [{ first: first.steps.at(-1)!, next: next.steps[0]!, ...becauseOf(edge) }];
    }),
  );
}

const PARTS = (['shutdown', 'startup', 'recovery'] as const).flatMap((phase) =>
  (['machine', 'stacks'] as const).map((part) => [phase, part] as const),
);

const becauseOf = (edge: Edge): Reason => ({
  text: `${shortly(edge.consumer)} ${edge.text}: ${edgeKey(edge)}, across sites`,
  at: edge.at,
});

/** A machine at another site goes down after the last step over it, and comes up before the first. */
function waysAcross(planning: Planning, blocks: readonly Block[], found: Found): Crossing[] {
  return blocks.flatMap(({ phase, site, steps }) =>
    steps.flatMap((step) =>
      waysOf(planning, step).flatMap(({ over, text, at }): Crossing[] => {
        const block = found.get(keyOf(phase, 'machine', referenceOf(over)));
        if (!block || block.site === site) return [];
        const [first, next] = phase === 'shutdown' ? [step, block.steps[0]!] : [block.steps.at(-1)!, step];
        return [{ first, next, text: `${text} ${named(over)}`, at }];
      }),
    ),
  );
}

const keyOf = (phase: WindowPhase, part: Block['part'], about = ''): string => `${phase} ${part} ${about}`;
