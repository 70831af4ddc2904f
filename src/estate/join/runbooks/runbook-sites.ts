import type { Document } from '../../../load/document.ts';
import type { Look } from '../../look.ts';
import type { Runbook } from '../../model/runbook.ts';
import { isGuest } from '../../reading/reference.ts';
import { RowAt } from '../../reading/row-at.ts';
import { wordsIn } from '../../reading/words.ts';
import type { Section } from './runbook-sections.ts';
import type { Block } from './runbook-text.ts';

type RunbookSite = Runbook['sites'][number];

const POINTS_ELSEWHERE = /\b(?:related|references?|see also|out of scope|not covered|excluded)\b/i;
const DENIES =
  /\b(?:out of scope|not covered|not apply|not cover|excluded|see also|see \S+\.md|covered by)\b/i;

/** Sites that the front matter states, else those whose hypervisor the text names as something to act on. */
export function runbookSites(
  document: Document,
  blocks: readonly Block[],
  sections: readonly Section[],
  look: Look,
) {
  const stated = RowAt.root(document).texts('sites');
  if (stated.length > 0) {
    return stated.map(({ value, at }): RunbookSite => ({ site: value, at, by: 'stated' }));
  }
  const elsewhere = new Set(
    sections.flatMap(({ heading, content }) => (POINTS_ELSEWHERE.test(heading.text) ? content : [])),
  );
  return firstOfEach(
    blocks
      .filter((block) => !elsewhere.has(block) && (block.type === 'code' || !DENIES.test(block.text)))
      .flatMap((block) => namedSites(document.file, block, look)),
  );
}

function namedSites(file: string, block: Block, look: Look): RunbookSite[] {
  return wordsIn(block.text).flatMap(({ word, start, end }) => {
    const found = look.node(word) ?? look.named(word);
    if (!found || isGuest(found) || found.kind !== 'hypervisor' || found.site === undefined) return [];
    return [
      {
        site: found.site,
        at: { file, start: block.start + start, end: block.start + end },
        by: 'hypervisor',
      },
    ];
  });
}

function firstOfEach(sites: readonly RunbookSite[]): RunbookSite[] {
  const first = new Map<string, RunbookSite>();
  for (const site of sites) if (!first.has(site.site)) first.set(site.site, site);
  return [...first.values()];
}
