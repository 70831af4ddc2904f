import type { Estate } from '../../estate/model/estate.ts';
import type { Script } from '../../estate/model/script.ts';
import { isSpan } from '../../finding/place.ts';
import { shown } from '../damage.ts';
import type { Damage, Ground, Operator } from '../mutant.ts';

export const SCRIPT_OPERATORS: readonly Operator[] = [
  {
    id: 'literal-for-contract-read',
    law: 'a script reads from the contracts what belongs to one place',
    guards: ['scripts/no-*-literal', 'scripts/*', 'gate-scripts/*'],
    damages: function* (ground) {
      for (const script of ground.estate.scripts) yield* literals(ground, script);
    },
  },
  {
    id: 'drop-pct-path',
    law: 'a script that acts on guests or looks at them does so for containers too',
    guards: ['scripts/*-both-kinds', 'scripts/recovery-inspects-every-kind', 'scripts/*'],
    damages: function* (ground) {
      for (const script of ground.estate.scripts) yield* withoutContainers(script);
    },
  },
  {
    id: 'add-site-arm',
    law: 'no script has an arm of its own for one site',
    guards: ['scripts/no-site-literal', 'gate-scripts/no-pinned-literal'],
    damages: function* (ground) {
      for (const script of ground.estate.scripts) yield* siteArm(ground.estate, script);
    },
  },
];

/** Each assignment from a query of a contract gets one of the values that the query could give. */
function* literals(ground: Ground, script: Script): Generator<Damage> {
  for (const { variable, anchor, from } of script.facts.text.assignments) {
    if (from !== 'command') continue;
    const text = script.facts.source.slice(anchor.start, anchor.end);
    const query = /\$\((?:[^()]|\([^()]*\))*\)/.exec(text);
    if (!query) continue;
    const keys = script.facts.text.keys.filter(
      (read) => within(read.anchor, anchor) && query[0].includes(read.key),
    );
    const last = keys.at(-1);
    const value = last && placeValue(ground, script, last.key);
    if (value === undefined) continue;
    const start = anchor.start + query.index;
    yield {
      file: script.path,
      edits: [{ start, end: start + query[0].length, text: value }],
      text: `${variable} is ${shown(value)} in place of what the contract says`,
      at: anchor,
    };
  }
}

/** A value of a key that names one place, and none that the script may name. */
function placeValue({ estate, facts }: Ground, { facts: script }: Script, key: string): string | undefined {
  for (const { field, value } of facts) {
    const last = /(?<![\w-])([\w-]+)(?:\[\])?$/.exec(field)?.[1];
    if (last !== key || typeof value !== 'string') continue;
    const site =
      estate.index.site(value)?.id ?? estate.index.named(value)?.site ?? estate.index.addressed(value)?.site;
    if (site !== undefined && !script.places.includes(site)) return value;
  }
  return undefined;
}

function* withoutContainers({ path, facts }: Script): Generator<Damage> {
  const found = [...facts.source.matchAll(/\bpct\b/g)];
  const first = found[0];
  if (!first || !/\bqm\b/.test(facts.source)) return;
  yield {
    file: path,
    edits: found.map(({ index }) => ({ start: index, end: index + 'pct'.length, text: 'qm' })),
    text: 'every pct is a qm',
    at: { file: path, start: first.index, end: first.index + 'pct'.length },
  };
}

function* siteArm(estate: Estate, { path, facts }: Script): Generator<Damage> {
  const site = estate.sites.find(({ id, status }) => status === 'active' && !facts.places.includes(id))?.id;
  if (site === undefined) return;
  const end = facts.source.length;
  yield {
    file: path,
    edits: [{ start: end, end, text: facts.text.language === 'python' ? pythonArm(site) : shellArm(site) }],
    text: `an arm for ${site} is added`,
    at: { file: path, start: Math.max(0, end - 1), end },
  };
}

const shellArm = (site: string): string => `case "$SITE" in\n  ${site}) echo "only here" ;;\nesac\n`;
const pythonArm = (site: string): string =>
  `import os\nif os.environ["SITE"] == "${site}":\n    print("only here")\n`;

const within = (inner: Script['at'], outer: Script['at']): boolean =>
  isSpan(inner) && isSpan(outer) && inner.start >= outer.start && inner.end <= outer.end;
