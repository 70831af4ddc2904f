import type { ScriptText } from '../facts.ts';
import type { Guard, Step } from '../step.ts';
import { callsOf } from './calls.ts';

/** The guard that keeps a step from being reached for one site, along every way to it; undefined when a way is free. */
export function blockerOf(
  step: Step,
  site: string,
  sites: ReadonlySet<string>,
  text: ScriptText,
  depth = 4,
): Guard | undefined {
  const own = step.guards.find((guard) => truthOf(guard, site, sites, text) === !guard.holds);
  if (own || step.function === undefined || depth === 0) return own;
  const calls = (callsOf(text).get(step.function) ?? []).filter(
    (call) => call.step.function !== step.function,
  );
  const blockers = calls.map((call) => blockerOf(call.step, site, sites, text, depth - 1));
  return blockers.every((each) => each !== undefined) ? blockers[0] : undefined;
}

type Truth = boolean | undefined;

const truthOf = (guard: Guard, site: string, sites: ReadonlySet<string>, text: ScriptText): Truth =>
  holdsFor(guard.text, site, sites) ??
  holdsFor(spelledConstants(guard.text, text), site, sites) ??
  answered(guard.text, site, sites, text);

/** `[ "$site" = "$skip" ]`, `site in SKIP`: what a variable holds that is written once, in the place of its name. */
function spelledConstants(condition: string, text: ScriptText): string {
  const names =
    text.language === 'python' ? /(?<=(?:[=!]=|\bin)\s+)([A-Za-z_]\w*)/g : /"?\$\{?(\w+)(?:\[@\])?\}?"?/g;
  return condition.replace(names, (whole, name: string) => {
    const [only, ...others] = text.assignments.filter((each) => each.variable === name);
    return only && others.length === 0 && WRITTEN.test(only.text) && only.from !== 'command'
      ? only.text
      : whole;
  });
}

/** A word, or a list of nothing but strings. */
const WRITTEN = /^(?:[\w.-]+|[[{(]\s*["'][\w.-]+["'](?:\s*,\s*["'][\w.-]+["'])*,?\s*[\]})])$/;

/** `recovers "$site"`, where the function returns 0 or 1 by the site's name. */
function answered(condition: string, site: string, sites: ReadonlySet<string>, text: ScriptText): Truth {
  const [, turned, name] = /^(!?)\s*([\w-]+)(?:\s+\S+)?$/.exec(condition) ?? [];
  const returns = text.steps.filter((step) => step.function === name && step.words[0]?.text === 'return');
  const reached = returns.filter(
    (step) => !step.guards.some((guard) => holdsFor(guard.text, site, sites) === !guard.holds),
  );
  const codes = new Set(reached.map((step) => step.words[1]?.text === '0'));
  const [succeeds] = codes;
  if (codes.size !== 1 || reached.length === returns.length) return undefined;
  return succeeds !== (turned === '!');
}

/** `variable in list`: around the first such word behind which nothing is compared. */
function listedIn(text: string): [variable: string, list?: string] {
  const from = text.lastIndexOf('=') + 1;
  const word = /(?<!\s)\s+in\s+/.exec(text.slice(from));
  if (!word) return [text];
  const at = from + word.index;
  return [text.slice(0, at), text.slice(at + word[0].length)];
}

/** Whether a condition holds when its variables stand for one site; undefined when that is not told by a site's name. */
export function holdsFor(condition: string, site: string, sites: ReadonlySet<string>): Truth {
  const text = condition.replace(/\\\n/g, ' ').trim();
  const [variable, list] = listedIn(text);
  if (list !== undefined && !/\bif\b|&&|\|\||\band\b|\bor\b/.test(variable))
    return isListed(variable, list, site, sites);
  return either(text, site, sites);
}

function isListed(subject: string, list: string, site: string, sites: ReadonlySet<string>): Truth {
  const words = list.replace(/["'()[\]{}]/g, '').split(/[|,\s]/);
  if (!words.some((word) => sites.has(word))) return undefined;
  const found = words.includes(site) || words.includes('*');
  return /^not\b|\bnot$/.test(subject) ? !found : found;
}

/** Alternatives first, then what has to hold together, then the single tests. */
function either(text: string, site: string, sites: ReadonlySet<string>): Truth {
  const parts = text.split(/\|\||\s-o\s|\bor\b/);
  return anyOf(parts.map((part) => together(part, text, site, sites)));
}

const anyOf = (parts: readonly Truth[]): Truth => {
  if (parts.includes(true)) return true;
  return parts.every((part) => part === false) ? false : undefined;
};

function together(text: string, whole: string, site: string, sites: ReadonlySet<string>): Truth {
  const parts = text.split(/&&|\s-a\s|\band\b/).map((part) => single(part, whole, site, sites));
  if (parts.includes(false)) return false;
  return parts.every((part) => part === true) ? true : undefined;
}

function single(text: string, whole: string, site: string, sites: ReadonlySet<string>): Truth {
  const turned = /^[\s([]*(!\s|not\s)/.test(text);
  const truth = compared(text, whole, site, sites) ?? searched(text, site, sites);
  return truth === undefined ? undefined : truth !== turned;
}

function compared(text: string, whole: string, site: string, sites: ReadonlySet<string>): Truth {
  const match = /([!=]=|=~|=|!=)\s*["']?([^"'\s\])]+)["']?/.exec(text);
  if (!match) return undefined;
  const words = match[2]!.replace(/[\^$()]/g, '').split('|');
  // A word beside site names, such as one for all of them, is none of the sites.
  if (
    !words.every((word) => /^[\w.-]+$/.test(word)) ||
    (!sites.has(words[0]!) && !isBeside(text, whole, sites))
  )
    return undefined;
  return words.includes(site) !== match[1]!.startsWith('!');
}

/** The same variable is compared with a site elsewhere in the condition. */
function isBeside(text: string, whole: string, sites: ReadonlySet<string>): boolean {
  const variable = /\$\{?(\w+)|(?<!\w)(\w+)\s*[!=]=/.exec(text);
  const name = variable?.[1] ?? variable?.[2];
  return (
    name !== undefined &&
    [...whole.matchAll(new RegExp(`${name}\\b[^=!&|]{0,255}[!=]=?\\s*["']?([\\w.-]+)`, 'g'))].some((match) =>
      sites.has(match[1]!),
    )
  );
}

/** `grep -qx shop <<<"$site"`. */
function searched(text: string, site: string, sites: ReadonlySet<string>): Truth {
  const word = /\be?grep\s+(?:-\w+\s+)*["']?\^?([\w.-]+)\$?["']?\s+<<</.exec(text)?.[1];
  return word !== undefined && sites.has(word) ? word === site : undefined;
}
