import type { Reading } from '../../reading.ts';
import { flowOf } from './endings.ts';
import { emptyLoops } from './loops.ts';
import { silencedReaders } from './silenced.ts';
import { goodTraps } from './traps.ts';
import { unearnedPasses } from './unearned.ts';
import { isOutOfSight, unheardFindings } from './unheard.ts';

/** A longer program is no check that anybody could answer for. */
const MAX_LENGTH = 262_144;

/** Ways in which a shell program reports success without having looked, or although it found something. */
export function readPasses(reading: Reading): void {
  if (!reading.gathered.isCheck || reading.via !== 'direct' || reading.source.length > MAX_LENGTH) return;
  const flow = flowOf(reading);
  const { passes } = reading.gathered;
  passes.push(...unearnedPasses(flow), ...goodTraps(flow));
  if (isOutOfSight(flow)) return;
  const unheard = unheardFindings(flow);
  passes.push(...(unheard.length > 0 ? unheard : [...emptyLoops(flow), ...silencedReaders(flow)]));
}
