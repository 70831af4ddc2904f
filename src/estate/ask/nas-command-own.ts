import type { Estate } from '../model/estate.ts';
import { RowAt } from '../reading/row-at.ts';
import { listed } from './describe.ts';
import type { NasPower } from './nas-power.ts';

/** Why a command of this tool does not do to its NAS what its row says; undefined where it may. */
export function ownTrouble({ capability, verb, acts }: NasPower, estate: Estate): string | undefined {
  const words = capability.argv.slice(capability.argv.findIndex((word) => /(?:^|\/)gates$/.test(word)) + 1);
  const line = `"gates ${words.slice(0, 2).join(' ')}"`;
  const isPower = words[0] === 'nas' && words[1] === verb;
  if (!isPower && !(words[0] === 'window' && words[1] === 'run'))
    return `runs ${line}, which does not ${verb} a NAS`;
  const sites = sitesAsked(words);
  if (sites.length === 0 || sites.some((site) => site === 'all' || !PLAIN.test(site))) return undefined;
  const missed = acts.filter(({ site }) => site !== undefined && !sites.includes(site));
  if (missed.length > 0) return `runs ${line} at ${wordsOf(sites, estate)} only`;
  return words.includes('--execute') || passesExecute(capability.at, estate)
    ? undefined
    : `runs ${line} without "--execute", which says what it would do and does nothing`;
}

/** A variable or a place to fill in is none. */
const PLAIN = /^[\w.-]+$/;

/** What follows `--site`, up to the next option. */
function sitesAsked(words: readonly string[]): string[] {
  return words.flatMap((word, index) => {
    if (word.startsWith('--site=')) return [word.slice('--site='.length)];
    if (word !== '--site') return [];
    const rest = words.slice(index + 1);
    const end = rest.findIndex((next) => next.startsWith('-'));
    return end < 0 ? rest : rest.slice(0, end);
  });
}

const wordsOf = (sites: readonly string[], { index }: Estate): string =>
  listed(sites.map((site) => `site "${site}"${index.site(site) ? '' : ' (which there is not)'}`));

/** Whether whoever runs the capability may add it. */
function passesExecute(at: NasPower['capability']['at'], { index }: Estate): boolean {
  if (!('path' in at)) return true;
  const document = index.loaded('capabilities').find(({ file }) => file === at.file);
  const row = document && RowAt.below(document, at.path);
  return !row || JSON.stringify(row.row.args ?? '').includes('execute');
}
