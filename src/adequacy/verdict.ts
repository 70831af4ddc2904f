import picomatch from 'picomatch';
import type { Gate } from '../gate/gate.ts';
import type { Bench, Trial } from './bench.ts';
import { CONDITIONS } from './conditions.ts';
import type { Ground, Mutant } from './mutant.ts';
import { isModelUnchanged } from './parts.ts';

/**
 * `invalid`: the file no longer loads, so the schema or the parser refuses it; `equivalent`: proved to break no law,
 * for the reason given.
 */
export type Fate = 'killed' | 'survived' | 'invalid' | 'equivalent';

export interface Kill {
  readonly gate: string;
  readonly message: string;
  /** Whether the gate is one that the operator attacks. */
  readonly intended: boolean;
}

export interface Verdict {
  readonly mutant: Mutant;
  readonly fate: Fate;
  /** Each gate once, intended ones first. */
  readonly by: readonly Kill[];
  /** Of an invalid or equivalent mutant: why. */
  readonly reason?: string;
  /** Gates that judged again. */
  readonly ran: readonly string[];
  readonly crashed: readonly string[];
}

export const MODEL_UNCHANGED =
  'The joined model is the same as before: nothing that the gates judge by has changed.';

/** Damages the estate and asks the gates. */
export async function verdictOn(
  mutant: Mutant,
  bench: Bench,
  ground: Ground,
  gates: readonly Gate[],
): Promise<Verdict> {
  const trial = await bench.try(mutant);
  const { ran, crashed } = trial;
  const by = killsOf(mutant, trial, gates);
  if (trial.refused !== undefined)
    return { mutant, fate: 'invalid', reason: trial.refused, by, ran, crashed };
  if (by.length > 0) return { mutant, fate: 'killed', by, ran, crashed };
  const reason = equivalence(mutant, trial, ground);
  return {
    mutant,
    by,
    ran,
    crashed,
    ...(reason === undefined ? { fate: 'survived' } : { fate: 'equivalent', reason }),
  };
}

function equivalence(mutant: Mutant, { changed, estate }: Trial, ground: Ground): string | undefined {
  if (estate === undefined || isModelUnchanged(changed)) return MODEL_UNCHANGED;
  return CONDITIONS.find((condition) => condition.holds({ mutant, ground, estate }))?.sentence;
}

function killsOf(mutant: Mutant, { noticed }: Trial, gates: readonly Gate[]): Kill[] {
  const first = new Map(noticed.toReversed().map((finding) => [finding.gate, finding.message]));
  const intended = intendedFor(mutant, gates);
  const kills = [...first].map(([gate, message]) => ({ gate, message, intended: intended(gate) }));
  return kills.sort((a, b) => Number(b.intended) - Number(a.intended) || (a.gate < b.gate ? -1 : 1));
}

function intendedFor({ operator, kind }: Mutant, gates: readonly Gate[]): (gate: string) => boolean {
  if (operator.guards.length > 0) return picomatch([...operator.guards]);
  const readers = new Set(
    gates.filter(({ reads }) => (reads as readonly string[]).includes(kind)).map(({ id }) => id),
  );
  return (gate) => readers.has(gate);
}
