import type { Settings } from '../config/settings.ts';
import { severityOf } from '../estate/ask/loops.ts';
import type { GapSeverity, LinkedGap, Loop } from '../estate/model/loop.ts';
import type { Finding } from '../finding/finding.ts';
import { type PackProof, packProof } from './pack-proof.ts';
import { type Ground, type Verdict, verdictOn } from './verdict.ts';

/** A linked gap as its loop's owner wants to see it. */
export interface GapState {
  readonly link: LinkedGap;
  readonly title: string;
  readonly severity?: GapSeverity;
  /** Status in the register; undefined when it has no row. */
  readonly registered?: string;
  readonly verdict: Verdict;
}

/** All that decides whether a loop can be closed. */
export interface LoopState {
  readonly loop: Loop;
  readonly gaps: readonly GapState[];
  readonly packs: readonly PackProof[];
  /** What the loop's own words get wrong. */
  readonly wrongWords: readonly Finding[];
}

/** Laws on a loop's own words that have to hold before it closes. */
export const WORD_LAWS: readonly string[] = [
  'loops/summary-holds',
  'loops/counts-hold',
  'loops/gaps-registered',
  'loops/severities-agree',
];

export function loopState(loop: Loop, settings: Settings, ground: Omit<Ground, 'signed'>): LoopState {
  const demands = demandsOf(loop, settings);
  const all = { ...ground, signed: demands.signed };
  return {
    loop,
    gaps: loop.gaps.map((link) => gapState(link, all)),
    packs: demands.packs.map((pack) => packProof(pack, ground.shelf, demands.signed)),
    wrongWords: WORD_LAWS.flatMap((law) => ground.laws.findings(law)).filter(
      (finding) => finding.place.file === loop.file && !finding.waived,
    ),
  };
}

/** What gates.yaml demands of a loop. */
export function demandsOf(loop: Loop, settings: Settings): { packs: readonly string[]; signed: boolean } {
  const loops = settings.loops ?? {};
  const id = Object.keys(loops).find((name) => name.toUpperCase() === loop.id.toUpperCase());
  const config = id === undefined ? undefined : loops[id];
  return { packs: config?.packs ?? [], signed: config?.signed ?? false };
}

function gapState(link: LinkedGap, ground: Ground): GapState {
  const row = ground.estate.index.gap(link.id);
  const severity = severityOf(ground.estate, link);
  return {
    link,
    title: row?.title || link.text,
    ...(severity && { severity }),
    ...(row && { registered: row.status?.value ?? 'without a status' }),
    verdict: verdictOn(link.id, ground),
  };
}

/** Whether nothing stands against closing on this gap. */
export const isSettled = ({ verdict }: GapState): boolean =>
  verdict.word === 'proven' || verdict.word === 'accepted-risk';
