import type { ContractKind } from '../contract/kinds.ts';
import type { Gate } from './gate.ts';

/** What of an estate a change reaches. */
export interface Impact {
  /** Files came or went, or what decides how everything is read is another. */
  readonly whole: boolean;
  /** Kinds of the contracts whose text changed. */
  readonly kinds: ReadonlySet<ContractKind>;
  /** Whether the text of a script changed. */
  readonly scripts: boolean;
}

/**
 * Kinds that are joined to nothing else: only gates that name them, and those on contracts as such, can tell a
 * difference. Any other kind can name a site, a node or a guest, and so reach the subjects of every gate.
 */
const APART: ReadonlySet<ContractKind> = new Set(['operational.gaps', 'loop.scope']);

/** The gates whose verdict a change can alter, in the order given. The estate's own may say too little of what they read. */
export function affectedGates<G extends Gate>(gates: readonly G[], impact: Impact): readonly G[] {
  const { whole, kinds, scripts } = impact;
  if (whole || [...kinds].some((kind) => !APART.has(kind))) return gates;
  if (kinds.size === 0 && !scripts) return [];
  return gates.filter(
    (gate) =>
      gate.needs !== undefined ||
      gate.own !== undefined ||
      (scripts && gate.scripts !== undefined) ||
      (kinds.size > 0 && (isOnContracts(gate) || gate.reads.some((kind) => kinds.has(kind)))),
  );
}

/** Gates that examine documents whatever their kind name none. */
const isOnContracts = (gate: Gate): boolean => gate.reads.length === 0 && gate.scripts === undefined;
