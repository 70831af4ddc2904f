import type { ScriptText } from '../facts.ts';
import type { Step } from '../step.ts';
import { requestOf } from './requests.ts';

/** A text without any of these has no such command, which is told without its steps. */
export const SPELLS_POWER_OFF = /poweroff|halt|shutdown|init|ipmitool|racadm/;

/** Commands that switch a machine off, wherever they stand in a step: behind ssh or a function of the script. */
export function powerOffs(text: ScriptText): Step[] {
  return text.steps.filter(
    (step) => isPowerOff(step.words.map((word) => word.text)) || isAskedOff(step, text),
  );
}

function isPowerOff(words: readonly string[]): boolean {
  return words.some((word, at) => {
    const name = word.slice(word.lastIndexOf('/') + 1);
    const rest = words.slice(at + 1);
    if (/^(poweroff|synopoweroff|synoshutdown)$/.test(name))
      return !rest.includes('-r') && at < 4 && !/^--?/.test(word);
    if (name === 'halt') return at === 0 || words[at - 1] !== 'systemctl';
    if (name === 'systemctl')
      return /^(poweroff|halt)$/.test(rest.find((each) => !each.startsWith('-')) ?? '');
    if (name === 'shutdown') return isHostShutdown(rest, at);
    if (name === 'init' || name === 'telinit') return rest[0] === '0';
    if (/^(ipmitool|racadm)$/.test(name)) return /\bpower (off|soft)\b|powerdown/.test(rest.join(' '));
    return false;
  });
}

/** The API of a node, or of a Synology, told to shut it down. */
function isAskedOff(step: Step, text: ScriptText): boolean {
  const words = step.words.map((word) => word.text);
  const off = words.some((word) => /(^|[=&?:"\s])shutdown($|["&\s}])/.test(word));
  const isNode = words.some((word) => /(^|\/)nodes\/[^/\s]+\/status$/.test(word));
  if (!off || !(isNode || words.some((word) => word.includes('SYNO.Core.System')))) return false;
  const request = requestOf(step, text);
  return request === 'acts' || (request !== undefined && !isNode);
}

/** `shutdown -h now`; the verb of a guest tool and a restart are something else. */
const isHostShutdown = (rest: readonly string[], at: number): boolean =>
  rest.some((each) => /^(-h|-P|-hP|--poweroff|--halt|now|\+\d+)$/.test(each))
    ? !rest.includes('-r')
    : at === 0 && rest.length === 0;
