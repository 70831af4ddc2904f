import type { Reading } from '../../reading.ts';
import { flowOf } from './endings.ts';
import { emptyLoops } from './loops.ts';
import { unearnedPasses } from './unearned.ts';
import { isOutOfSight, unheardFindings } from './unheard.ts';

/** Ways in which a shell program reports success without having looked, or although it found something. */
export function readPasses(reading: Reading): void {
  if (reading.via !== 'direct') return;
  const flow = flowOf(reading);
  const { passes } = reading.gathered;
  passes.push(...unearnedPasses(flow));
  if (isOutOfSight(flow)) return;
  const unheard = unheardFindings(flow);
  passes.push(...(unheard.length > 0 ? unheard : emptyLoops(flow)));
}
