import { runInNewContext } from 'node:vm';
import { type Attack, attackText } from './attacks.ts';

/** Nothing that takes a text in one pass needs so long for 20 kB. */
const SUSPECT_MS = 40;
/** A text four times as long: one pass takes four times as long, going back and forth sixteen times and more. */
const TIMES = 4;
const MORE_THAN_ONE_PASS = 10;
/** Short texts first, each a little longer: of a pattern whose time doubles with every character the next one still ends. */
const SHORT = [24, 30, 38, 47, 59, 73, 92, 114, 143, 179, 224, 279, 400];
/** What does not end by itself is ended. */
const AT_MOST_MS = 60_000;

/** The first attack on which the pattern goes back and forth over a text of this size, if there is one. */
export function slowOn(pattern: RegExp, attacks: readonly Attack[], size: number): Attack | undefined {
  const everywhere = new RegExp(pattern.source, `${pattern.flags.replace('g', '')}g`);
  let tried: Attack | undefined;
  const first = () =>
    attacks.find((attack) => {
      tried = attack;
      return [...SHORT, size].some((length) => isSlow(everywhere, attack, length));
    });
  try {
    return runInNewContext('first()', { first }, { timeout: AT_MOST_MS });
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return tried;
    throw error;
  }
}

function isSlow(pattern: RegExp, attack: Attack, size: number): boolean {
  if (spent(pattern, attackText(attack, size)) < SUSPECT_MS) return false;
  const least = (text: string) => Math.min(...[1, 2, 3, 4, 5].map(() => spent(pattern, text)));
  const long = least(attackText(attack, size));
  return long > SUSPECT_MS && long > MORE_THAN_ONE_PASS * least(attackText(attack, Math.ceil(size / TIMES)));
}

/** How long every match of a pattern takes to be found, in milliseconds. */
function spent(pattern: RegExp, text: string): number {
  const start = performance.now();
  text.replace(pattern, '');
  return performance.now() - start;
}
