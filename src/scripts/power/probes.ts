import type { ScriptText } from '../facts.ts';
import { firstOperand } from '../option-value.ts';
import type { Step, StepWord } from '../step.ts';
import { calledBy, stepsBehind } from './calls.ts';
import { ownRequest } from './requests.ts';

/** A way to tell whether a machine is there. `observer`: another machine is asked. */
export type ProbeKind = 'ssh' | 'ping' | 'port' | 'http' | 'link' | 'board' | 'outlet' | 'observer';

const PROGRAMS: readonly [RegExp, ProbeKind][] = [
  [/^(ping6?|fping)$/, 'ping'],
  [/^(nc|ncat|netcat|nmap|socket\.create_connection|.*\.connect(_ex)?)$/, 'port'],
  [/^(curl|wget|http|requests\.get)$/, 'http'],
  [/^(arping|arp|ip)$/, 'link'],
  [/^(ipmitool|racadm|ipmipower|redfishtool|ilorest)$/, 'board'],
  [/^(snmpget|snmpwalk|upsc|kasa|shelly\w*|tasmota\w*|pdu\w*|mosquitto_sub)$/, 'outlet'],
];
const NOTHING =
  /^(true|:|exit|exit 0|uptime|hostname|date|id|whoami|echo( .*)?|\/bin\/true|pwd|uname( .*)?)$/;

/** The ways in which a step asks whether a machine is there; through functions of the script as well. */
export function probesIn(step: Step, text: ScriptText): ProbeKind[] {
  const own = probeOf(step.words) ?? carried(step, text);
  if (own) return [own];
  return calledBy(step, text).flatMap((name) => {
    const inside = stepsBehind(name, text).filter((each) => each !== step);
    return inside.flatMap((each) => probeOf(each.words) ?? []);
  });
}

function probeOf(words: readonly StepWord[]): ProbeKind | undefined {
  const program = words[0]?.text ?? '';
  if (program === 'ssh') return sshProbe(words.slice(1));
  if (words.some((each) => each.text.includes('/dev/tcp/'))) return 'port';
  const found = PROGRAMS.find(([pattern]) => pattern.test(program));
  if (found?.[1] === 'http') return ownRequest(words) === 'looks' ? 'http' : undefined;
  if (program === 'ip')
    return words.some((each) => /^n(eigh(bou?r)?)?$/.test(each.text)) ? 'link' : undefined;
  const switches = words
    .slice(1)
    .some((each) => /^(off|on|cycle|reset|soft|powerdown|powerup)$/i.test(each.text));
  return switches && /^(board|outlet)$/.test(found?.[1] ?? '') ? undefined : found?.[1];
}

/** `ssh host true` asks only whether it answers; `ssh other ping host` asks another machine. */
function sshProbe(args: readonly StepWord[]): ProbeKind | undefined {
  const host = firstOperand(
    args.map(({ text }) => text),
    'ssh',
  );
  return remoteProbe(args.slice(host + 1).filter((word) => word.text !== '--'));
}

function remoteProbe(remote: readonly StepWord[]): ProbeKind | undefined {
  const said = remote.map((word) => word.text).join(' ');
  if (said === '' || NOTHING.test(said)) return 'ssh';
  if (isBoard(remote)) return probeOf(remote);
  return /(^|\s)(ping6?|arping|fping|nc|ip neigh\w*)\s/.test(said) ? 'observer' : undefined;
}

/** `ssh "$bmc" racadm serveraction powerstatus`. */
const isBoard = (remote: readonly StepWord[]): boolean =>
  /^(?:sudo )?(?:\S*\/)?(?:racadm|ipmitool|show \/system1)/.test(remote.map(({ text }) => text).join(' '));

/** `on "$host" true`, where `on` is a function that runs its arguments over ssh. */
function carried(step: Step, text: ScriptText): ProbeKind | undefined {
  const [name] = calledBy(step, text);
  if (name === undefined || !step.words[0] || step.words[0].text !== name) return undefined;
  const carrier = text.steps.find(
    (each) =>
      each.function === name && each.words.some((word) => word.text === 'ssh') && each.words.some(isRest),
  );
  if (!carrier) return undefined;
  const shifts = text.steps.some((each) => each.function === name && each.words[0]?.text === 'shift');
  return remoteProbe(step.words.slice(shifts ? 2 : 1));
}

/** `"$@"`: all that a function is given. */
export const isRest = ({ variables }: StepWord): boolean =>
  variables.some((each) => each === '@' || each === '*');
