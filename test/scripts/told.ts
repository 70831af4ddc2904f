import type { At } from '../../src/scripts/at.ts';
import type { ScriptText } from '../../src/scripts/facts.ts';
import { gradeLiterals } from '../../src/scripts/grade/grade.ts';
import { loadGrammars } from '../../src/scripts/grammars.ts';
import { HOLE } from '../../src/scripts/hole.ts';
import { literalsIn } from '../../src/scripts/literal/find.ts';
import { believedOffs } from '../../src/scripts/power/believed-off.ts';
import { escalates, lostStops } from '../../src/scripts/power/lost-stops.ts';
import { originsOf } from '../../src/scripts/power/origins.ts';
import { powerOffs } from '../../src/scripts/power/power-offs.ts';
import { probesIn } from '../../src/scripts/power/probes.ts';
import { blockerOf } from '../../src/scripts/power/site-guards.ts';
import { unheardStarts } from '../../src/scripts/power/unheard-starts.ts';
import type { Guard, Step } from '../../src/scripts/step.ts';
import { readText } from '../../src/scripts/text.ts';
import { type Lexicon, lexiconOf, type VocabularyEntry } from '../../src/scripts/vocabulary.ts';

await loadGrammars();

type Said = string | number | boolean | undefined | readonly (string | number)[];

/** What a reading of a script tells of one subject, each as a line of words. */
export type Subject =
  | 'uses'
  | 'tools'
  | 'steps'
  | 'acts'
  | 'passes'
  | 'names'
  | 'calls'
  | 'literals'
  | 'where'
  | 'power';

export const lexiconFor = (entries: readonly VocabularyEntry[]): Lexicon =>
  lexiconOf({ entries: [...entries] });

export function told(
  source: string,
  language: 'shell' | 'python',
  subjects: readonly Subject[],
  lexicon: Lexicon,
): string[] {
  const text = readText('script', language, source);
  const lines = subjects.flatMap((subject) => TELL[subject](text, source, lexicon));
  const state = text.degraded ? [`degraded: ${text.degraded}`] : [];
  return [...state, ...lines].map((line) => line.replaceAll(HOLE, '…').replaceAll('\n', '⏎'));
}

type Tell = (text: ScriptText, source: string, lexicon: Lexicon) => string[];

const TELL: Readonly<Record<Subject, Tell>> = {
  uses: ({ uses }, source) =>
    uses.map(({ context, text, start, end, siblings, group, statement: _, ...rest }) =>
      line(context, quoted(text), {
        spells: spells(source, start, end, text),
        ...rest,
        beside: siblings?.map(quoted),
        group: group === undefined ? undefined : group < 0 ? 'of its map' : lineAt(source, group),
      }),
    ),
  tools: ({ tools, settings }, source) => [
    line('settings', '', { ...settings }),
    ...tools.map(({ tool, anchor, statement, ...rest }) =>
      line('tool', `${tool || '?'}`, {
        ...rest,
        statement: statement === sliced(source, anchor) ? '' : statement,
      }),
    ),
  ],
  steps: ({ steps }, source) => steps.map((step) => stepLine(step, source)),
  acts: ({ acts, orderReads }, source) => [
    ...acts.map(({ step, kind, verbs, id, numbers, by }) =>
      line('act', `${kind} ${verbs.join('/') || 'unsaid'}`, {
        by,
        guest: id && `${id.text}${names(id.variables)}`,
        numbers: numbers?.length === 0 ? 'none' : numbers,
        in: oneOf(sliced(source, step.anchor)),
      }),
    ),
    ...orderReads.map(({ keys, fromComment, expression, at }) =>
      line('order', keys.join('+'), {
        fromComment,
        expression: quoted(expression),
        at: lineAt(source, at.anchor.start),
      }),
    ),
  ],
  passes: ({ passes, exits }, source) => [
    ...passes.map(({ by, what, anchor }) =>
      line('pass', by, { what: quoted(what), at: oneOf(sliced(source, anchor)) }),
    ),
    ...exits.map(({ anchor, statement: _, how, code, when, ...rest }) =>
      line(how, String(code), { at: lineAt(source, anchor.start), when: quoted(when), ...rest }),
    ),
  ],
  names: ({ functions, keys, files, options, assignments }, source) => [
    ...functions.map(({ name, start, end, parameters }) =>
      line('function', name, { lines: `${lineAt(source, start)}-${lineAt(source, end)}`, parameters }),
    ),
    ...keys.map(({ key, by, expression, anchor, function: inside }) =>
      line('key', key, {
        by,
        expression: quoted(expression),
        at: lineAt(source, anchor.start),
        function: inside,
      }),
    ),
    ...files.map(({ path, variable, anchor, function: inside }) =>
      line('file', path, { variable, at: lineAt(source, anchor.start), function: inside }),
    ),
    ...options.map(({ names: spelled, variables, parser, anchor }) =>
      line('option', spelled.join(), {
        variables,
        parser: lineAt(source, parser),
        at: lineAt(source, anchor.start),
      }),
    ),
    ...assignments.map(({ variable, from, sources, text: value, fed, anchor, function: inside }) =>
      line('assigned', variable, {
        from,
        sources,
        text: quoted(value),
        fed,
        at: lineAt(source, anchor.start),
        function: inside,
      }),
    ),
  ],
  calls: ({ calls }, source) =>
    calls.map(({ command, args, open, environment, kept, anchor, function: inside }) =>
      line('call', command, {
        args: args.map(quoted),
        open,
        environment,
        kept,
        at: lineAt(source, anchor.start),
        function: inside,
      }),
    ),
  where: ({ uses }, source) =>
    uses.map(({ context, start, end, function: inside, statement }) =>
      line(context, oneOf(source.slice(start, end)), { function: inside, in: quoted(statement) }),
    ),
  power: (text, source, lexicon) => {
    const at = (step: Step) => oneOf(sliced(source, step.anchor));
    const sites = new Set(lexicon.sites.flatMap(({ kind, value }) => (kind === 'site-id' ? [value] : [])));
    const origins = (variables: readonly string[], inside: string | undefined) =>
      originsOf(variables, inside, { text, source }).map(oneOf);
    return [
      ...powerOffs(text).map((step) => line('off', at(step), {})),
      ...text.steps.flatMap((step) =>
        probesIn(step, text).map((probe) => line('probe', `${probe} ${at(step)}`, {})),
      ),
      ...believedOffs(text).map(({ step, probe, off }) =>
        line('believed off', at(step), { by: probe, after: at(off) }),
      ),
      ...(escalates(text) ? ['escalates'] : []),
      ...lostStops(text).map(({ shutdown, stop, by }) =>
        line('lost stop', at(stop.step), { by, after: at(shutdown.step) }),
      ),
      ...unheardStarts(text).map(({ start, by }) => line('unheard start', at(start.step), { by })),
      ...text.acts.map(({ step, id }) =>
        line('guest of', at(step), { from: origins(id?.variables ?? [], step.function) }),
      ),
      ...text.steps.flatMap((step) =>
        [...sites].flatMap((site) => {
          const guard = blockerOf(step, site, sites, text);
          return guard ? [line('never', at(step), { for: site, by: guardText(guard, source) })] : [];
        }),
      ),
    ];
  },
  literals: (text, source, lexicon) =>
    gradeLiterals('script', text, literalsIn(text, source, 'script', lexicon), new Set(), []).map(
      ({ of, form, value, anchor, statement: _, severity, override, reachedBy, ...rest }) =>
        line('literal', `${of} ${form} ${quoted(value)}`, {
          at: placeAt(source, anchor.start),
          spells: spells(source, anchor.start, anchor.end, value),
          ...rest,
          'may be set by': override && `${override.by} ${override.name}`,
          severity: severity === 'error' ? '' : severity,
          'left standing by': reachedBy && oneOf(sliced(source, reachedBy.at.anchor)),
        }),
    ),
};

function stepLine(step: Step, source: string): string {
  const words = step.words.map(({ text, variables }) => `${text}${names(variables)}`);
  return line('step', words.join(' '), {
    via: step.via === 'direct' ? '' : step.via,
    function: step.function,
    fails: step.fates.map(({ failure }) => failure),
    if: step.guards.map((guard) => guardText(guard, source)),
    silent: step.silent,
    turned: step.turned,
    loop: step.loop === undefined ? undefined : lineAt(source, step.loop),
    ends: step.leaves && `${step.leaves.on} ends loop ${lineAt(source, step.leaves.loop)}`,
    feeds: step.feeds,
  });
}

const guardText = ({ text, holds, choice, branch }: Guard, source: string): string =>
  `${holds ? '' : 'not '}${oneOf(text)}${choice === undefined ? '' : ` (way ${branch} of line ${lineAt(source, choice)})`}`;

const names = (variables: readonly string[]): string => (variables.length > 0 ? `<${variables.join()}>` : '');
const quoted = (text: string): string => `'${text}'`;
const oneOf = (text: string): string => quoted(text.replace(/\s+/g, ' '));
const placeAt = (source: string, offset: number): string =>
  `${lineAt(source, offset)}:${offset - source.lastIndexOf('\n', offset - 1)}`;
const lineAt = (source: string, offset: number): number => source.slice(0, offset).split('\n').length;
const sliced = (source: string, { start, end }: At['anchor']): string => source.slice(start, end);

/** What stands at a place, where it is not what was read there. */
function spells(source: string, start: number, end: number, text: string): string | undefined {
  const there = source.slice(start, end);
  return there === text || there.slice(1, -1) === text ? undefined : quoted(there);
}

/** A fact as a line: what is not so, empty or unknown is left out. */
function line(kind: string, what: string, details: Readonly<Record<string, Said>>): string {
  const shown = Object.entries(details).flatMap(([name, value]) => {
    if (value === undefined || value === false || value === '') return [];
    if (value === true) return [name];
    if (Array.isArray(value)) return value.length === 0 ? [] : [`${name} ${value.join(', ')}`];
    return [`${name} ${String(value)}`];
  });
  return [`${kind} ${what}`.trim(), ...shown].join('; ');
}
