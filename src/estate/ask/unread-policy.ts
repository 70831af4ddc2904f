import type { Anchor } from '../../finding/place.ts';
import { subjectOf } from '../../finding/subject.ts';
import { ORDER_KEYS } from '../../scripts/order/order-read.ts';
import type { ScriptFacts } from '../../scripts/read.ts';
import type { Entity } from '../model/entity.ts';
import type { Estate } from '../model/estate.ts';
import type { Site } from '../model/site.ts';
import { actingCodeOf } from './nas-command-code.ts';
import { oncePerEstate } from './once.ts';
import { orderReadersOf } from './order-reader.ts';
import { hasOwnWindow } from './own-window.ts';
import { activeSites } from './standard.ts';

/** Keys of contracts that decide one matter, and the words by which scripts speak of it. */
interface Matter {
  readonly name: string;
  readonly keys: readonly string[];
  readonly words: RegExp;
  /** A number that decides it, where a number can. */
  readonly number?: RegExp;
  readonly stated: (site: Site) => readonly (Anchor | undefined)[];
}

const MATTERS: readonly Matter[] = [
  {
    name: 'the out-of-band guard',
    keys: ['requires_oob_guard', 'requires_guard_pass_or_onsite_ack'],
    words: /oob|out[-_ ]of[-_ ]band|ipmi|bmc/i,
    stated: ({ maintenance, oobPolicySwitch }) => [maintenance?.requiresOobGuard?.at, oobPolicySwitch?.at],
  },
  {
    name: 'recovery',
    keys: ['requires_recovery'],
    words: /recover/i,
    stated: ({ maintenance }) => [maintenance?.requiresRecovery?.at],
  },
  {
    name: 'the age of backups',
    keys: ['backup_max_age_hours'],
    words: /backup|fresh/i,
    number:
      /\b(?:max_?)?age\w*["'}\])\s]*(?:=|-g[te]|-l[te]|[<>]=?)\s*["']?\d+|\b(?:fresh|stale)\w*["'}\s]*=\s*["']?\d+/gi,
    stated: ({ maintenance }) => [maintenance?.backupMaxAgeHours?.at],
  },
  {
    name: 'how long a guest may take to stop',
    keys: ['guest_stop_timeout_sec'],
    words: /shutdown|stop/i,
    number: /--timeout[ =]["']?\d+/g,
    stated: ({ maintenance }) => [maintenance?.guestStopTimeoutSec?.at],
  },
];

/** All keys that a gate on unread policy asks about. */
export const POLICY_KEYS: readonly string[] = MATTERS.flatMap(({ keys }) => keys);

const ASKED_KEYS: readonly string[] = [...POLICY_KEYS, ...ORDER_KEYS];

/** A place in a script that decides a matter without the contract. */
export interface Decision {
  readonly at: Anchor;
  readonly text: string;
}

/** What a contract says about a matter, with the places in scripts that do not ask it. */
export interface Policy extends Entity {
  readonly keys: readonly string[];
  readonly about: string;
  readonly read: boolean;
  /** Of a policy that is not read. */
  readonly decisions: readonly Decision[];
}

/** Every policy of an active site, and every comment that says which keys are read. */
export const policiesOf = oncePerEstate((estate): readonly Policy[] => [
  ...activeSites(estate).flatMap((site) => MATTERS.flatMap((matter) => policyOf(site, matter, estate))),
  ...claims(estate),
]);

function policyOf(site: Site, matter: Matter, estate: Estate): Policy[] {
  const [at] = matter.stated(site).filter((anchor) => anchor !== undefined);
  if (!at) return [];
  const read = hasOwnWindow(site.id, estate) || matter.keys.some((key) => isRead(key, estate));
  return [
    {
      subject: site.subject,
      site: site.id,
      at,
      keys: matter.keys,
      about: matter.name,
      read,
      decisions: read ? [] : decisions(estate)(matter),
    },
  ];
}

/** Scripts that act: a check that asks whether a key is there decides nothing by it. */
const actors = oncePerEstate((estate): readonly ScriptFacts[] => {
  const checks = new Set(estate.gateScripts.map((gate) => gate.executable?.path));
  return estate.scripts.flatMap(({ path, facts }) => (checks.has(path) ? [] : [facts]));
});

const readKeys = oncePerEstate((estate) => new Set(actors(estate).flatMap(keysReadIn)));

/** Comments and messages are taken out only of a script that spells a key at all. */
function keysReadIn(facts: ScriptFacts): string[] {
  const spelled = ASKED_KEYS.filter((key) => facts.source.includes(key));
  if (spelled.length === 0) return [];
  const words = new Set(actingCodeOf(facts).match(/\w+/g));
  return spelled.filter((key) => words.has(key));
}

const isRead = (key: string, estate: Estate): boolean => readKeys(estate).has(key);

const decisions = oncePerEstate((estate) => {
  const known = new Map<Matter, readonly Decision[]>();
  return (matter: Matter): readonly Decision[] => {
    const found = known.get(matter) ?? actors(estate).flatMap((facts) => decisionsIn(facts, matter));
    known.set(matter, found);
    return found;
  };
});

const DECIDES: ReadonlySet<string> = new Set(['compared', 'case-arm', 'list']);

function decisionsIn(facts: ScriptFacts, { words: about, number }: Matter): Decision[] {
  const isAbout = (...texts: (string | undefined)[]) =>
    texts.some((text) => text !== undefined && about.test(text));
  const bySite = facts.defects.filter(
    (literal) =>
      literal.of === 'site' &&
      DECIDES.has(literal.form) &&
      isAbout(literal.function, linesAt(facts.source, literal.anchor.start)),
  );
  const code = number && facts.source.search(number) >= 0 ? actingCodeOf(facts) : '';
  const byNumber = number && isAbout(facts.path, code) ? [...code.matchAll(number)] : [];
  return [
    ...bySite.map(({ anchor, value }) => ({ at: anchor, text: value })),
    ...byNumber.map((match) => ({
      at: { file: facts.path, start: match.index, end: match.index + match[0].length },
      text: match[0],
    })),
  ];
}

/** The line of a decision and the next, where what it decides stands. */
function linesAt(source: string, at: number): string {
  const lines = source.slice(source.lastIndexOf('\n', at) + 1).split('\n', 2);
  return lines.join('\n');
}

const CLAIM = /^#.*\b(?:reads?|consumes?)\b.*$/gim;

/** Comments of the sequencing contract that say which of its keys a script reads. */
function claims(estate: Estate): Policy[] {
  return estate.index.loaded('startup.sequencing').flatMap(({ file, text }) =>
    [...text.matchAll(CLAIM)].flatMap((match): Policy[] => {
      const keys = match[0].match(/\b(?:startup_order|shutdown_order|active_vm_ids|vm_ids|lxc_ids)\b/g) ?? [];
      if (keys.length === 0) return [];
      const read = keys.every((key) => isOrderRead(key, estate));
      return [
        {
          subject: subjectOf('contract', file),
          at: { file, start: match.index, end: match.index + match[0].length },
          keys,
          about: 'the order',
          read,
          decisions: read ? [] : otherOrders(estate),
        },
      ];
    }),
  );
}

const otherOrders = oncePerEstate((estate): readonly Decision[] =>
  estate.scripts.flatMap((script) =>
    orderReadersOf(estate, script).flatMap(({ reads }) =>
      reads.map(({ at, keys }) => ({ at: at.anchor, text: keys.join(' ') || 'a comment line' })),
    ),
  ),
);

/** Also where the script puts the name of the key together. */
const isOrderRead = (key: string, estate: Estate): boolean =>
  isRead(key, estate) ||
  estate.scripts.some((script) =>
    orderReadersOf(estate, script).some(({ reads }) =>
      reads.some(({ keys }) => keys.some((each) => each === key)),
    ),
  );
