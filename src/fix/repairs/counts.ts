import { severitiesOf } from '../../estate/ask/loops.ts';
import type { Estate } from '../../estate/model/estate.ts';
import type { GateRegister } from '../../estate/model/pack.ts';
import { type Anchor, isSpan } from '../../finding/place.ts';
import type { Change, Rewrite } from '../change.ts';
import { pathOf } from '../order/lists.ts';
import type { Repair } from '../repair.ts';

/** The counts of a gate registry become those of its rows. */
export const countGates: Repair = function* (finding, estate) {
  const register = estate.gateRegisters.find((one) => one.file === finding.place.file);
  const changes = register ? wrongCounts(register) : [];
  if (changes.length > 0) yield { changes };
};

function wrongCounts({ counts, gates, file }: GateRegister): Change[] {
  const retired = gates.filter((gate) => gate.retired).length;
  const counted = { total: gates.length, active: gates.length - retired, retired };
  return (['total', 'active', 'retired'] as const).flatMap((name): Change[] => {
    const stated = counts[name];
    if (stated === undefined || stated.value === counted[name]) return [];
    return [{ kind: 'value', file, path: pathOf(stated.at), value: counted[name] }];
  });
}

/** The severity summary of a loop becomes that of its list. */
export const countSeverities: Repair = function* (finding, estate) {
  const loop = estate.loops.find((one) => one.file === finding.place.file);
  if (!loop?.summary) return;
  const { known, unknown } = severitiesOf(estate, loop);
  if (unknown > 0) yield { obstacle: `nothing tells the severity of ${unknown} of its gaps` };
  const wrong = loop.summary.counts.filter((count) => count.claimed !== (known.get(count.severity) ?? 0));
  const changes = wrong.flatMap((count) =>
    numberAt(estate, count.at, count.claimed, known.get(count.severity) ?? 0),
  );
  if (unknown === 0 && changes.length > 0) yield { changes };
};

/** The counts in a loop's headings and sentences become those of its list. */
export const countGaps: Repair = function* (finding, estate) {
  const loop = estate.loops.find((one) => one.file === finding.place.file);
  const wrong = loop?.counts.filter((count) => count.claimed !== count.listed) ?? [];
  const changes = wrong.flatMap((count) => numberAt(estate, count.at, count.claimed, count.listed));
  if (changes.length > 0) yield { changes };
};

/** The number inside a span, where it stands there once. */
function numberAt(estate: Estate, at: Anchor, claimed: number, right: number): Rewrite[] {
  const text = estate.documents.find((document) => document.file === at.file)?.text;
  if (!isSpan(at) || text === undefined) return [];
  const found = [...text.slice(at.start, at.end).matchAll(/\d+/g)].filter(
    (match) => Number(match[0]) === claimed,
  );
  if (found.length !== 1) return [];
  const start = at.start + found[0]!.index;
  return [{ kind: 'text', file: at.file, start, end: start + found[0]![0].length, text: String(right) }];
}
