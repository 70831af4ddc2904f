import type { Anchor } from '../../finding/place.ts';
import { groupByNames } from '../../grouping/groups.ts';
import type { Capability } from '../model/capability.ts';
import type { Estate } from '../model/estate.ts';
import type { Node } from '../model/node.ts';
import { oncePerEstate } from './once.ts';
import { governedNas } from './standard.ts';

export type PowerVerb = 'stop' | 'start';

/** A capability that powers NAS devices up or down, with those it acts on. */
export interface NasPower {
  readonly capability: Capability;
  readonly verb: PowerVerb;
  readonly acts: readonly Node[];
  /** False while it is only planned, on its way out, or a command that changes nothing. */
  readonly ready: boolean;
}

const VERBS: Readonly<Record<PowerVerb, RegExp>> = {
  stop: /^(?:shut-?down|stop|power-?off|halt)$/,
  start: /^(?:start-?up|start|wake|wake-?up|wake-?on-?lan|wol|power-?on|boot)$/,
};
const ONLY_LOOKS = /^(?:status|health|check|verify|test|plan|report|audit)$/;
const KIND_WORDS = /^(?:nas|storage|synology|diskstation|dsm)$/;
/** What holds a NAS among other things, so that a capability about it may power the NAS it states. */
const PLACE_WORDS = /^(?:power|site|hosts?|nodes?|machines?|hardware|infra|maintenance)$/;

/** Everything that powers a NAS of an active site up or down. */
export const nasPower = oncePerEstate((estate) => {
  const governed = new Set(governedNas(estate));
  return estate.capabilities.flatMap((capability) => {
    const power = powerOf(capability, estate);
    return power?.acts.some((nas) => governed.has(nas)) ? [power] : [];
  });
});

const byNas = oncePerEstate((estate) =>
  groupByNames(nasPower(estate), (power) => power.acts.map(({ id }) => id)),
);

/** The capabilities of one verb for one NAS. */
export function powersOf(estate: Estate, nas: Node, verb: PowerVerb): readonly NasPower[] {
  return (byNas(estate).get(nas.id) ?? []).filter((power) => power.verb === verb);
}

const models = oncePerEstate((estate) => ({
  stop: nasPower(estate).find((power) => power.verb === 'stop' && power.ready),
  start: nasPower(estate).find((power) => power.verb === 'start' && power.ready),
}));

/** What to look at where a NAS lacks one: its own that are only planned, and one that serves another NAS. */
export function powerNotes(estate: Estate, nas: Node, verb: PowerVerb): { message: string; at: Anchor }[] {
  const planned = powersOf(estate, nas, verb).map(({ capability }) => ({
    message: isIdle(capability)
      ? `"${capability.id}" runs "${capability.argv[0]}", which changes nothing`
      : `"${capability.id}" is only ${capability.lifecycle}`,
    at: capability.at,
  }));
  const model = models(estate)[verb]?.capability;
  return model ? [...planned, { message: `"${model.id}" ${verb}s another NAS`, at: model.at }] : planned;
}

/** What would stop or start a NAS, and is stated to change nothing. */
export function readOnlyPowers(estate: Estate, nas: Node, verb: PowerVerb): readonly Capability[] {
  return estate.capabilities.filter((capability) => {
    const power = isReadOnly(capability) ? changing(capability, estate) : undefined;
    return power?.ready === true && power.verb === verb && power.acts.includes(nas);
  });
}

const isReadOnly = ({ safety }: Capability): boolean => safety === 'read-only';

const powerOf = (capability: Capability, estate: Estate): NasPower | undefined =>
  isReadOnly(capability) ? undefined : changing(capability, estate);

function changing(capability: Capability, estate: Estate): NasPower | undefined {
  const words = [...capability.id.toLowerCase().split('.')];
  const verb = verbOf(capability, words);
  if (verb === undefined) return undefined;
  const rest = words.map((word) => withoutVerb(word, verb)).filter((word) => word !== '');
  const ready =
    !/plan|draft|deprecated|retired|disabled/i.test(capability.lifecycle ?? '') && !isIdle(capability);
  return { capability, verb, ready, acts: [...new Set(actsOn(capability, rest, estate))] };
}

/** Programs that change nothing, whatever the row calls them. */
const IDLE = /^(?:echo|printf|true|false|:|sleep|exit|test|cat|ping)$/;

const isIdle = ({ argv }: Capability): boolean => IDLE.test(argv[0] ?? '');

function withoutVerb(word: string, verb: PowerVerb): string {
  if (VERBS[verb].test(word)) return '';
  const cut = word.search(/[-_](?=[^-_]*$)/);
  return cut > 0 && VERBS[verb].test(word.slice(cut + 1)) ? word.slice(0, cut) : word;
}

function verbOf(capability: Capability, words: readonly string[]): PowerVerb | undefined {
  if (words.some((word) => ONLY_LOOKS.test(word))) return undefined;
  const own = ownWords(capability);
  const joined =
    own[0] === 'nas' ? [own[1] ?? ''] : [...words, words.slice(-2).join(''), ...hyphenated(words)];
  return (['stop', 'start'] as const).find((verb) => joined.some((word) => VERBS[verb].test(word)));
}

/** The last part of a hyphenated word, and of the facet. */
function hyphenated(words: readonly string[]): string[] {
  return words.map((word) => word.slice(word.search(/[-_](?=[^-_]*$)/) + 1));
}

/** The words of a command of this tool behind its name. */
function ownWords(capability: Capability): readonly string[] {
  if (!capability.executable?.own) return [];
  return capability.argv.slice(capability.argv.findIndex((word) => /(?:^|\/)gates$/.test(word)) + 1);
}

function actsOn(capability: Capability, words: readonly string[], estate: Estate): readonly Node[] {
  const named = capability.nodes.flatMap(({ value }) => nasCalled(value, estate));
  const stated = capability.siteFrom === 'stated';
  const own = ownWords(capability)[0] === 'nas';
  const isAboutNas = own || words.some((word) => KIND_WORDS.test(word));
  const called = [words.join('-'), ...words].flatMap((word) => nasCalled(word, estate));
  if (stated && named.length > 0) {
    return isAboutNas || called.length > 0 || words.every((word) => PLACE_WORDS.test(word)) ? named : [];
  }
  if (stated && capability.nodes.length > 0) return [];
  const sites = words.filter((word) => estate.index.site(word));
  if (stated) return isAboutNas || called.length > 0 ? nasAt(capability.sites, estate) : [];
  if (own) return ownTargets(capability, estate);
  if (sites.length > 0 && isAboutNas) return nasAt(sites, estate);
  if (called.length > 0) return called;
  if (!isAboutNas) return [];
  if (named.length > 0) return named;
  return capability.sites.length > 0 ? nasAt(capability.sites, estate) : onlyNas(estate);
}

/** `gates nas stop` acts on what it names or on the NAS of `--site`; without either it takes the site as an argument. */
function ownTargets(capability: Capability, estate: Estate): readonly Node[] {
  const words = ownWords(capability).slice(2);
  const named = words.flatMap((word) => nasCalled(word, estate));
  const sites = words.map((word) => word.replace(/^--site=/, '')).filter((word) => estate.index.site(word));
  if (named.length > 0) return named;
  return sites.length > 0 ? nasAt(sites, estate) : governedNas(estate);
}

function nasCalled(name: string, estate: Estate): Node[] {
  const thing = estate.index.named(name);
  return thing && 'macs' in thing && thing.kind === 'nas' ? [thing] : [];
}

const nasAt = (sites: readonly string[], estate: Estate): Node[] =>
  sites.flatMap((site) => estate.index.nodesOf(site).filter((node) => node.kind === 'nas'));

/** A capability that says nothing more than nas can only mean the one there is. */
function onlyNas(estate: Estate): readonly Node[] {
  const all = governedNas(estate);
  return all.length === 1 ? all : [];
}
