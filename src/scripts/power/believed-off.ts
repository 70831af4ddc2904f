import type { ScriptText } from '../facts.ts';
import type { Step } from '../step.ts';
import { calledBy } from './calls.ts';
import { powerOffs } from './power-offs.ts';
import { type ProbeKind, probesIn } from './probes.ts';
import { canFollow, meetings } from './sequence.ts';

/** A machine taken for off since it does not answer any more in one way. */
export interface BelievedOff {
  readonly step: Step;
  readonly probe: ProbeKind;
  /** The command that powers it off. */
  readonly off: Step;
}

const SILENCE = new Set<ProbeKind>(['ssh', 'ping', 'port', 'http']);
const ABOUT_OFF = /(^|_)(off|down|shut\w*|dead|gone|silent|unreachable|poweroff)(_|$)/i;

/** Loops that end when a machine falls silent, after it was told to power off, and that ask in no second way. */
export function believedOffs(text: ScriptText): BelievedOff[] {
  const offs = powerOffs(text);
  if (offs.length === 0) return [];
  const loops = new Set<number>();
  return text.steps.flatMap((step) => {
    if (!step.leaves || loops.has(step.leaves.loop) || !endsOnSilence(step, text)) return [];
    const kinds = new Set(probesIn(step, text));
    const [probe] = kinds;
    if (probe === undefined || !SILENCE.has(probe)) return [];
    const off = offs.find((each) => isAbout(each, step, text));
    if (!off || evidence(step, kinds, text).size > 1) return [];
    loops.add(step.leaves.loop);
    return [{ step, probe, off }];
  });
}

/** Ended by the failure of a probe, or by the success of a function that turns the result of its probe round. */
function endsOnSilence(step: Step, text: ScriptText): boolean {
  const inside = calledBy(step, text).flatMap((name) => text.steps.filter((each) => each.function === name));
  const probing = inside.filter((each) => probesIn(each, text).length > 0);
  const isTurned = probing.length > 0 && probing.every((each) => each.turned);
  return step.leaves!.on === (isTurned ? 'success' : 'failure');
}

/** The power-off that a loop waits for: before it in the same run, or told by the name of the function around it. */
function isAbout(off: Step, step: Step, text: ScriptText): boolean {
  const before = meetings(off, step, text).some(({ first, second }) =>
    canFollow(first.at(-1)!, second.at(-1)!),
  );
  return (
    before ||
    (step.function !== undefined && ABOUT_OFF.test(step.function.replace(/([a-z])([A-Z])/g, '$1_$2')))
  );
}

/** All ways in which the loop, or what comes after it in its function, asks for the machine. */
function evidence(step: Step, own: ReadonlySet<ProbeKind>, text: ScriptText): Set<ProbeKind> {
  const loop = step.leaves!.loop;
  const beside = text.steps.filter(
    (each) =>
      each !== step &&
      each.function === step.function &&
      (each.leaves?.loop === loop ||
        each.loop === loop ||
        (canFollow(step, each) && each.leaves?.on !== 'success')),
  );
  return new Set([...own, ...beside.flatMap((each) => probesIn(each, text))]);
}
