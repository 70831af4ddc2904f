import { basename } from 'node:path';
import { subjectOf } from '../../../finding/subject.ts';
import type { Document } from '../../../load/document.ts';
import type { Look } from '../../look.ts';
import type { Runbook } from '../../model/runbook.ts';
import { present } from '../../reading/stated.ts';
import { rowOf, textOf } from '../../reading/values.ts';
import type { Sources } from '../../sources.ts';
import { demandedBackupAge } from './runbook-backup-age.ts';
import { type Section, sectionNamed, sectionsOf } from './runbook-sections.ts';
import { runbookSites } from './runbook-sites.ts';
import { type Block, blocksOf } from './runbook-text.ts';

const PRE_CHECKS =
  /^(?!.*\b(?:post|after|hard[- ]?stops?|(?:stop|blocking) conditions?|abort)\b)(?:[#\s\d.):*_]*before(?:hand)?\b|.*(?:\bpre[- ]?(?:reboot|checks?|flight|maintenance|shutdown|conditions?|requisites?)\b|\bcheck[- ]?lists?\b))/i;
const HARD_STOPS =
  /\bhard[- ]?stops?\b|\b(?:stop|blocking) conditions?\b|\babort conditions?\b|\bno[- ]go\b|\b(?:do not|don't|never) (?:reboot|proceed|start|go on) (?:if|when|while)\b|\b(?:stop|abort) (?:if|when)\b/i;
const ROLLBACK = /\broll(?:ing)?[- ]?back\b|\bback(?:ing)?[- ]?out\b|\brevert(?:ing)?\b/i;

/** Reboot runbooks, read for the sites, sections and backup age that they state. */
export function joinRunbooks(sources: Sources, look: Look): Runbook[] {
  return sources.of('reboot.runbook').map((document) => runbook(document, look));
}

function runbook(document: Document, look: Look): Runbook {
  const { file } = document;
  const blocks = blocksOf(document);
  const sections = sectionsOf(blocks);
  const section = (name: RegExp) => anchorOf(file, sectionNamed(sections, name));
  const title = blocks.find((block) => block.type === 'heading' && block.depth === 1);
  return {
    subject: subjectOf('runbook', file),
    at: title ? spanOf(file, title) : { file, start: 0, end: 0 },
    file,
    title: titleOf(document, title),
    sites: runbookSites(document, blocks, sections, look),
    ...present({
      preChecks: section(PRE_CHECKS),
      hardStops: section(HARD_STOPS),
      rollback: section(ROLLBACK),
      backupMaxAgeHours: demandedBackupAge(file, blocks, sectionNamed(sections, HARD_STOPS)),
    }),
  };
}

const spanOf = (file: string, { start, end }: Block) => ({ file, start, end });

const anchorOf = (file: string, section: Section | undefined) => section && spanOf(file, section.heading);

function titleOf(document: Document, heading: Block | undefined): string {
  const written = heading?.text.replace(/^#+\s*|(?<!\s)\s*(?<!#)#+$|\n=+$/g, '').trim();
  return written || textOf(rowOf(document.data).title) || basename(document.file, '.md');
}
