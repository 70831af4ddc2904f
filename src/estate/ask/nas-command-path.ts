import type { SpanAnchor } from '../../finding/place.ts';
import type { ScriptFacts } from '../../scripts/read.ts';
import type { Estate } from '../model/estate.ts';
import { factsOf } from './check-scripts.ts';
import { actingCodeOf } from './nas-command-code.ts';
import { eventsIn, nasPrograms, type PowerEvent } from './nas-command-events.ts';
import type { PowerVerb } from './nas-power.ts';
import { oncePerEstate } from './once.ts';

/** What happens one after the other when a script or one of its functions runs. */
export interface PowerPath {
  readonly script: ScriptFacts;
  readonly function: string | undefined;
  readonly events: readonly PowerEvent[];
}

interface Called {
  readonly at: SpanAnchor;
  /** The statement, which may say whether to stop or to start. */
  readonly line: string;
  readonly script?: ScriptFacts;
  readonly function?: string;
}

interface Parts {
  readonly events: readonly PowerEvent[];
  readonly calls: readonly Called[];
}

/** Every way through scripts that stops or starts something, function by function. */
export const powerPaths = oncePerEstate((estate): readonly PowerPath[] => {
  const walk = new Walk(estate);
  return estate.scripts.flatMap(({ facts }) =>
    [undefined, ...facts.text.functions.map(({ name }) => name)].flatMap((name) => {
      const events = walk.sequence({ script: facts, function: name });
      return events.length === 0 ? [] : [{ script: facts, function: name, events }];
    }),
  );
});

interface Part {
  readonly script: ScriptFacts;
  readonly function: string | undefined;
}

/** As many steps as may tell an order; calls in calls multiply. */
const MOST_STEPS = 400;

class Walk {
  private readonly known = new Map<string, readonly PowerEvent[]>();
  private readonly parts = new Map<ScriptFacts, Parts>();

  constructor(private readonly estate: Estate) {}

  /** A part that calls itself, however far, has no more steps for that. */
  sequence(part: Part): readonly PowerEvent[] {
    const key = `${part.script.path}\0${part.function ?? ''}`;
    const known = this.known.get(key);
    if (known) return known;
    this.known.set(key, []);
    const { events, calls } = this.partsOf(part.script);
    const steps = [...events, ...calls].filter(({ at }) => functionAt(part.script, at) === part.function);
    const found = steps
      .sort((a, b) => a.at.start - b.at.start)
      .flatMap((step) => ('verb' in step ? [step] : this.called(step, part)))
      .slice(0, MOST_STEPS);
    this.known.set(key, found);
    return found;
  }

  /** What a call leads to; what another script does is placed at the call. */
  private called(call: Called, part: Part): readonly PowerEvent[] {
    if (call.script && nasPrograms(this.estate).has(call.script.path)) return [];
    const inside = this.sequence({ script: call.script ?? part.script, function: call.function });
    const verb = verbOf(call.line);
    const meant = verb === undefined ? inside : inside.filter((event) => event.verb === verb);
    return call.script ? meant.map((event) => ({ ...event, at: call.at })) : meant;
  }

  private partsOf(script: ScriptFacts): Parts {
    const known = this.parts.get(script);
    if (known) return known;
    const parts = { events: eventsIn(script, this.estate), calls: callsIn(script, this.estate) };
    this.parts.set(script, parts);
    return parts;
  }
}

function verbOf(line: string): PowerVerb | undefined {
  const words = line.replaceAll('_', ' ');
  const stops = /\b(?:stop|shutdown|power-?off|down|halt)\b/i.test(words);
  const starts = /\b(?:start|startup|wake|power-?on|up|boot)\b/i.test(words);
  return stops === starts ? undefined : stops ? 'stop' : 'start';
}

const functionAt = ({ text }: ScriptFacts, at: SpanAnchor): string | undefined =>
  text.functions.findLast(({ start, end }) => start <= at.start && at.end <= end)?.name;

function callsIn(script: ScriptFacts, estate: Estate): Called[] {
  const outside = script.calls.flatMap(({ to, call }): Called[] => {
    const facts = factsOf(estate, to);
    return facts ? [{ at: call.anchor, line: call.args.join(' '), script: facts }] : [];
  });
  return [...outside, ...localCalls(script)];
}

/** Calls of functions by name, and of all functions that begin alike where the rest is a variable. */
function localCalls(script: ScriptFacts): Called[] {
  const code = actingCodeOf(script);
  const names = new Map(script.text.functions.map(({ name, start }) => [name, start]));
  if (names.size === 0) return [];
  return [...code.matchAll(/(?<![\w$./-])([A-Za-z_]\w*)(\$?)(?!\s*\(\s*\)\s*\{|\w)/g)].flatMap(
    (match): Called[] => {
      const [whole, word, open] = match;
      const at = { file: script.path, start: match.index, end: match.index + whole.length };
      if (/(?:function|def)\s+$/.test(code.slice(Math.max(0, at.start - 12), at.start))) return [];
      const line = /^[^\n;&|]*/.exec(code.slice(at.start))![0];
      const meant =
        open === ''
          ? names.has(word!)
            ? [word!]
            : []
          : [...names.keys()].filter((name) => word!.endsWith('_') && name.startsWith(word!));
      return meant.map((name) => ({ at, line: open === '' ? line : name, function: name }));
    },
  );
}
