import type { Reference } from '../estate/model/entity.ts';
import type { Site } from '../estate/model/site.ts';
import type { Anchor } from '../finding/place.ts';
import { type Subject, subjectKey, subjectKind } from '../finding/subject.ts';
import { ACTIONS, type Action } from './actions.ts';
import type { Because, Step } from './model.ts';
import type { WindowPhase } from './phases.ts';
import type { Planning, Reason } from './planning.ts';

/** Where a step belongs. */
export interface Moment {
  readonly planning: Planning;
  readonly site: Site;
  readonly phase: WindowPhase;
}

/** A step before it knows what it comes after. */
export type Draft = Omit<Step, 'after'>;

/** Steps about one thing, which run one after the other. */
export interface Block {
  readonly site: string;
  readonly phase: WindowPhase;
  /** What the block brings up or takes down; blocks about the site as a whole have none. */
  readonly about?: Reference;
  /** A machine itself, or what runs on it. */
  readonly part: 'machine' | 'stacks' | 'site';
  readonly steps: readonly Draft[];
}

export type DraftParts = Pick<Step, 'action' | 'subject' | 'title' | 'wait' | 'verify'> &
  Partial<Pick<Step, 'via' | 'argv' | 'escalate' | 'wake'>> & {
    readonly because: readonly Reason[];
    /** Tells steps apart that do the same to one subject. */
    readonly detail?: string;
  };

export function draft({ planning, site, phase }: Moment, parts: DraftParts): Draft {
  const { because, detail, ...rest } = parts;
  return {
    via: null,
    argv: [],
    escalate: null,
    wake: null,
    ...rest,
    id: idOf(site.id, phase, parts.subject, parts.action, detail),
    phase,
    site: site.id,
    because: because.map(({ text, at }): Because => planning.because(text, at)),
  };
}

/** `<site>/<phase>/<kind>-<key>/<verb>`; the site is not repeated in the key, and a path has ":" for "/". */
function idOf(site: string, phase: WindowPhase, subject: Subject, action: Action, detail?: string): string {
  const key = subjectKey(subject);
  const own = key.startsWith(`${site}/`) ? key.slice(site.length + 1) : key;
  const verb = detail === undefined ? ACTIONS[action].verb : `${ACTIONS[action].verb}:${plain(detail)}`;
  return `${site}/${phase}/${subjectKind(subject)}-${plain(own)}/${verb}`;
}

const plain = (text: string): string => text.replace(/^\/+/, '').replaceAll('/', ':');

/** A wait that no contract sets. */
export function deadline(planning: Planning, seconds: number, text: string, at: Anchor): Step['wait'] {
  return { seconds: 0, deadlineSec: seconds, settle: false, looks: null, ...planning.because(text, at) };
}
