import type { ScriptText } from '../../scripts/facts.ts';
import { escalates } from '../../scripts/power/lost-stops.ts';
import { powerOffs, SPELLS_POWER_OFF } from '../../scripts/power/power-offs.ts';
import { startsOf } from '../../scripts/power/unheard-starts.ts';
import type { Step } from '../../scripts/step.ts';
import type { Script } from '../model/script.ts';
import { oncePerScripts } from './once.ts';

/** Scripts that do something; of those whose source does not spell it, the facts need not be unpacked. */
const scriptsThat = (does: (text: ScriptText) => boolean, spelled = /(?:)/) =>
  oncePerScripts((scripts): readonly Script[] =>
    scripts.filter(({ facts }) => spelled.test(facts.source) && does(facts.text)),
  );

/** Scripts that shut guests down and also pull their plug. */
export const escalatingScripts = scriptsThat(escalates);
export const startingScripts = scriptsThat((text) => startsOf(text).length > 0);
export const poweringOffScripts = scriptsThat((text) => powerOffs(text).length > 0, SPELLS_POWER_OFF);

/** What every finding about a step of a script carries: its span, its function, and what tells it from others. */
export function aboutStep(step: Step, kind: string, value: string) {
  return {
    at: step.anchor,
    detail: { kind, value, ...(step.function !== undefined && { function: step.function }) },
    key: `${kind} ${step.function ?? ''} ${step.statement}`,
  };
}

/** Opens a message with the function around a step. */
export const insideOf = (step: Step): string => (step.function === undefined ? '' : `in ${step.function}() `);
