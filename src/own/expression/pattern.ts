import { setFlagsFromString } from 'node:v8';
import { MAX_PATTERN } from './limits.ts';

let ready = false;
const compiled = new Map<string, RegExp>();

/**
 * A regular expression that runs in time linear in the text: V8's engine without backtracking, which knows neither
 * look-around nor back references. Throws an Error in words.
 */
export function linearPattern(source: string): RegExp {
  const known = compiled.get(source);
  if (known) return known;
  if (source.length > MAX_PATTERN) {
    throw new Error(
      `the regular expression has ${source.length} characters; expected at most ${MAX_PATTERN}`,
    );
  }
  if (!ready) setFlagsFromString('--enable-experimental-regexp-engine');
  ready = true;
  if (compiled.size > 1000) compiled.clear();
  const pattern = compile(source);
  compiled.set(source, pattern);
  return pattern;
}

function compile(source: string): RegExp {
  try {
    return new RegExp(source, 'l');
  } catch (error) {
    const reason = /linear time/.test(String(error))
      ? 'look-around, back references and large repetitions cannot be matched in linear time'
      : String(error).replace(/^.*\/l: /, '');
    throw new Error(`the regular expression ${JSON.stringify(source)} cannot be used: ${reason}`);
  }
}
