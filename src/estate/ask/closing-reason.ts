import type { Anchor } from '../../finding/place.ts';
import type { Stated } from '../model/entity.ts';
import type { Estate } from '../model/estate.ts';
import type { Gap } from '../model/loop.ts';

/** Why a closed gap's reason is none. */
export interface HollowReason {
  readonly message: string;
  readonly at: Anchor;
}

/** A slogan: one word, its parts joined. */
const SLOGAN =
  /^\S*(?:archiv|supersed|consolidat|duplicat|stale|obsolete|churn|wont[-_]?fix|out[-_]of[-_]scope|bulk[-_]clos|auto[-_]clos|backlog|deferred|merged[-_]into|folded[-_]into|tracked[-_]|no[-_]longer)\S*$/i;
const SENTENCE =
  /\b(?:archived|superseded|consolidated (?:under|into|in|with)|duplicate of|(?:as|because|is|was) (?:stale|obsolete|a? ?duplicate)|won'?t fix|no longer (?:needed|relevant|applicable)|out of scope|(?:merged|folded|moved) (?:in)?to (?:GAP|LOOP|another (?:gap|loop)|the backlog)|tracked (?:in|under|by|elsewhere)|closed in bulk)\b/i;
const isAdministrative = (text: string): boolean => SLOGAN.test(text.trim()) || SENTENCE.test(text);
const POINTS_TO =
  /(?<![a-z])(?:consolidat|supersed|duplicat|merged|folded|moved|tracked)[a-z]*(?:[-_\s]+[a-z]+){0,6}?[-_\s:=]+(GAP-(?:[A-Z]+-)?\d+)/i;
const RUN_KEY = /\b(?:R?CAP|S\d{8})-\d{6,8}/;
const IN_NOTES = /\b(?:R?CAP-\d{8}-\d{6}|[0-9a-f]{7,40}\b|D\d{1,4}\b|evidence=)/;

/** What is wrong with the reason for which a gap counts as closed; undefined when it is evidence. */
export function hollowReason(estate: Estate, gap: Gap): HollowReason | undefined {
  const lost = lostChain(estate, gap);
  if (lost) return lost;
  if (pointer(gap) || hasEvidence(gap)) return undefined;
  const said = reasons(gap)[0];
  const status = gap.status?.value ?? 'closed';
  const expected =
    'expected evidence: a run key, the commit that mended it, or the gate that keeps it closed';
  if (!said) {
    return {
      message: `gap "${gap.id}" is ${status}, and nothing says why; ${expected}`,
      at: gap.status?.at ?? gap.at,
    };
  }
  const message = `gap "${gap.id}" is ${status} for the reason "${short(said.value)}", which proves nothing; ${expected}`;
  return { message, at: said.at };
}

const short = (text: string): string => {
  const line = text.split('\n', 1)[0]!;
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
};

function reasons({ fixedIn, resolution, notes }: Gap): Stated<string>[] {
  return [fixedIn, resolution, notes].filter((reason) => reason !== undefined);
}

function hasEvidence(gap: Gap): boolean {
  const { fixedIn, resolution, notes, lock, runKeys } = gap;
  return (
    runKeys.some(({ value }) => RUN_KEY.test(value)) ||
    [fixedIn, resolution].some((reason) => reason && !isAdministrative(reason.value)) ||
    IN_NOTES.test(notes?.value ?? '') ||
    (lock !== undefined && !/legacy|none|n\/a/i.test(lock.value))
  );
}

/** The gap under which another goes on, as one of its reasons says. */
function pointer(gap: Gap): { readonly id: string; readonly at: Anchor } | undefined {
  for (const { value, at } of reasons(gap)) {
    const id = POINTS_TO.exec(value)?.[1]?.toUpperCase();
    if (id !== undefined) return { id, at };
  }
  return undefined;
}

/** A gap that goes on under another must get somewhere: to one that is open, or closed with evidence. */
function lostChain(estate: Estate, gap: Gap): HollowReason | undefined {
  const first = pointer(gap);
  const seen = new Set([gap.id]);
  for (let next = first; first && next; ) {
    const target = estate.index.gap(next.id);
    const trail = [...seen, next.id]
      .slice(1)
      .map((id) => `"${id}"`)
      .join(', then ');
    const lost = (how: string): HollowReason => ({
      message: `gap "${gap.id}" is closed because it goes on under ${trail}, ${how}; expected a gap that is open or closed with evidence`,
      at: first.at,
    });
    if (!target) return lost('which is not in the register');
    if (seen.has(target.id)) return lost('which leads back to itself');
    if (!target.closed) return undefined;
    seen.add(target.id);
    next = pointer(target);
    if (!next) return hasEvidence(target) ? undefined : lost('which was closed without evidence');
  }
  return undefined;
}
