import type { Use } from '../use.ts';
import { KIND_WORDS, type Lexicon, type VocabularyEntry } from '../vocabulary.ts';
import { CHOICES, type Hints } from './hints.ts';
import { numberCounts } from './numbers.ts';
import { isPlaced, isUrl } from './placed.ts';
import { isReached, startsReach } from './reach.ts';
import { roleOf, tokensOfName } from './role.ts';
import { amongMachines, besidePlaces, isOfSite, siblingsOf } from './siblings.ts';
import { FORM_OF, type Sighting, whatIs } from './sighting.ts';
import { isWhole, spellingsOf } from './spelling.ts';

/** Programs to which a word is the name of something else: volume groups, packages, folders. */
const DEAF =
  /^(vgs|lvs|pvs|vgdisplay|lvdisplay|lvcreate|lvextend|lvremove|vgchange|vgck|vgscan|apt|apt-get|apt-cache|dpkg|dpkg-query|dnf|apk|pip|npm|cd|pushd|ls|mkdir|rmdir|rm|tput|zfs|zpool|git|df|du|find|chown|chmod|pveum|groupadd|useradd|getent|id|man|basename|dirname|local|export|readonly|unset|source|true|false|:|alias|hash|type|command)$/;
/** Programs to which a bare word is a service of theirs; a host they are pointed at still is one. */
const SERVICES = /^(docker|docker-compose|podman|systemctl|service|journalctl|vault)$/;
/** Ids and names that a use spells, where the context makes them count. */
export function wordsIn(use: Use, lexicon: Lexicon, hints: Hints): Sighting[] {
  return spellingsOf(use).flatMap((word) => {
    const entries = lexicon.of(word).filter((entry) => counts(entry, word, use, lexicon, hints));
    return entries.length > 0
      ? [
          {
            use,
            entries,
            value: word,
            form: FORM_OF[use.context] === 'written' ? ('selector' as const) : FORM_OF[use.context],
          },
        ]
      : [];
  });
}

type Judge = (entry: VocabularyEntry, word: string, use: Use, lexicon: Lexicon, hints: Hints) => boolean;

function counts(entry: VocabularyEntry, word: string, use: Use, lexicon: Lexicon, hints: Hints): boolean {
  const what = whatIs(entry);
  if (what === 'lan' || what === 'overlay' || what === 'storage') return false;
  if (use.context === 'text' && (what === 'site' || isWhole(use, word))) return false;
  if (use.context === 'returned') return isReturned(entry, use, lexicon, hints);
  const role = hints.role(use.subject);
  if (role === 'other' && use.context !== 'argument' && !isPlaced(word, use)) return false;
  if (use.context === 'argument' && (!takesPlaces(use, word) || !isArgumentList(use, lexicon))) return false;
  if (what === 'site') return siteCounts(entry, word, use, lexicon, hints);
  if (entry.kind === 'vmid') return numberCounts(entry, word, use, lexicon, hints);
  return hostCounts(entry, word, use, lexicon, hints);
}

/** One word, or a string of nothing but words of the vocabulary; words in a sentence are for people. */
function isArgumentList(use: Use, lexicon: Lexicon): boolean {
  return (use.siblings ?? []).every(
    (text) => CHOICES.test(text) || lexicon.of(text).length > 0 || lexicon.ofAddress(text).length > 0,
  );
}

function takesPlaces(use: Use, word: string): boolean {
  const command = use.command ?? '';
  if (SERVICES.test(command) && isWhole(use, word)) return false;
  return (!DEAF.test(command) || asksForHost(use)) && roleOf(use.subject) !== 'other';
}

/** Of the databases of getent one holds machines. */
const asksForHost = ({ statement }: Use): boolean => /\bgetent\s+(?:-\S+\s+)*a?hosts/.test(statement);

const siteCounts: Judge = (entry, word, use, lexicon, hints) => {
  const role = hints.role(use.subject);
  if (role === 'site') return true;
  switch (use.context) {
    case 'compared':
    case 'arm':
      return !entry.short || hints.aboutSites || areOnlyPlaces(use, lexicon);
    case 'list':
    case 'key':
      return isListOfPlaces(entry, use, lexicon, hints);
    case 'default':
      return isWhole(use, word) && (!entry.short || (role !== 'host' && hints.aboutSites));
    case 'assigned':
      return (
        isWhole(use, word) && role !== 'guest' && (!entry.short || (hints.aboutSites && isNamedSo(word, use)))
      );
    case 'argument':
      return isSiteArgument(entry, word, use, hints);
    default:
      return !entry.short || isBelowSites(use);
  }
};

/** `data["oob_policy"]["shop"]`: the step before is one that sites come below. */
const isBelowSites = (use: Use): boolean =>
  tokensOfName(use.subject ?? '').some((token) => /^(polic(y|ies)|oob|lifecycle|order)$/.test(token));

/** `SHOP = "shop"`: the variable is called after the word that it holds. */
const isNamedSo = (word: string, use: Use): boolean =>
  tokensOfName(use.subject ?? '').join('_') === tokensOfName(word).join('_');

/** At least two sites, and words such as `both`, are all that stands in the case or the pattern. */
function areOnlyPlaces(use: Use, lexicon: Lexicon): boolean {
  if (siblingsOf(use, lexicon, 'site-id').size < 2) return false;
  const words = (use.siblings ?? [use.text]).flatMap((text) => text.split(/[^\w.-]/));
  return words.every((text) => CHOICES.test(text) || lexicon.of(text).length > 0);
}

/** At least two sites, or a site among the words of its own place, and not more other words than sites. */
function isListOfPlaces(entry: VocabularyEntry, use: Use, lexicon: Lexicon, hints: Hints): boolean {
  const all = (use.siblings ?? [])
    .flatMap((text) => text.split(/[:=,|;\s]/))
    .filter((text) => !CHOICES.test(text));
  const sites = new Set(all.filter((text) => lexicon.of(text).some((each) => each.kind === 'site-id')));
  const known = all.filter((text) => lexicon.of(text).length > 0 || lexicon.ofAddress(text).length > 0);
  if (sites.size > 1)
    return known.length === all.length || (hints.aboutSites && known.length * 2 >= all.length);
  return (
    !entry.short ||
    known.some((text) => lexicon.of(text).some((each) => !each.short && each.kind !== 'site-id'))
  );
}

function isSiteArgument(entry: VocabularyEntry, word: string, use: Use, hints: Hints): boolean {
  if (!isWhole(use, word) && use.siblings === undefined) return false;
  if (use.subject !== undefined && /^-/.test(use.subject) && hints.role(use.subject) === 'host')
    return !entry.short;
  const command = use.command ?? '';
  if (hints.functions.has(command)) return !entry.short || (roleOf(command) !== 'other' && hints.aboutSites);
  if (!entry.short) return true;
  if (use.subject !== undefined && use.subject !== '-s') return false;
  if (roleOf(command) === 'site' || isStartedByPath(use)) return true;
  return (
    (hints.aboutSites || hints.givenSites.has(command)) &&
    use.subject === undefined &&
    /[/\u{fffc}]|^[\w-]\w*-[\w-]+$|^(ops|cap|run_script|run_step|whiptail|dialog)$/u.test(command)
  );
}

/** `ops/bin/x home`: a script of the estate, while programs of the system are started by their names. */
function isStartedByPath({ command = '', statement }: Use): boolean {
  const at = command === '' ? -1 : statement.indexOf(`/${command}`);
  return at >= 0 && !/(?:^|\s)\/(?:usr\/)?(?:local\/)?s?bin$/.test(statement.slice(0, at));
}

const hostCounts: Judge = (entry, word, use, lexicon, hints) => {
  const role = hints.role(use.subject);
  if (entry.kind === 'guest-name' && /container|image|volume/i.test(use.subject ?? '')) return false;
  if (!isStrict(entry)) return true;
  if (besideKinds(use)) return false;
  if (isPlaced(word, use) && (entry.kind !== 'guest-name' || !isUrl(use))) return true;
  if (use.context === 'argument' || use.context === 'text')
    return isHostArgument(entry, use, hints) && (isWhole(use, word) || /[@:]/.test(use.text));
  if (use.subject !== undefined && hints.reached.has(use.subject)) return true;
  if (role === 'host' || (role === 'guest' && entry.kind === 'guest-name')) return true;
  if (use.context === 'assigned' && isOfSite(entry, use, lexicon)) return true;
  if (use.context === 'list' || use.context === 'arm' || use.context === 'key')
    return besidePlaces(entry, use, lexicon) || amongMachines(use, lexicon);
  return false;
};

/** A word that may mean something else, which the id of a hypervisor does only where it is the word for a kind of thing. */
const isStrict = (entry: VocabularyEntry): boolean =>
  entry.kind === 'hypervisor' ? KIND_WORDS.has(entry.value.toLowerCase()) : entry.short;

/** `vm|lxc|nas`: the word names a kind here. */
function besideKinds(use: Use): boolean {
  const others = (use.siblings ?? [])
    .flatMap((text) => text.split(/[^\w-]+/))
    .filter((text) => KIND_WORDS.has(text.toLowerCase()));
  return new Set(others).size > 1;
}

/** `nodes "$site" nas`: the kind of thing that is asked of what the first argument names. */
const selectsKind = (entry: VocabularyEntry, use: Use): boolean =>
  KIND_WORDS.has(entry.value.toLowerCase()) && (use.position ?? 1) > 1;

function isHostArgument(entry: VocabularyEntry, use: Use, hints: Hints): boolean {
  if (hints.reaching.has(use.command ?? '') && (use.position ?? 1) === 1) return true;
  if (startsReach(use.command)) return isReached(use);
  if (use.subject !== undefined) return hints.role(use.subject) === 'host';
  return (
    (roleOf(use.command) === 'host' && !selectsKind(entry, use)) ||
    tokensOfName(use.command ?? '').some((token) => /^(ssh|ping|wake|reach|reachable|remote)$/.test(token))
  );
}

/** What a function writes for its caller: nothing but words of the vocabulary. */
function isReturned(entry: VocabularyEntry, use: Use, lexicon: Lexicon, hints: Hints): boolean {
  const all = (use.siblings ?? [use.text]).filter((text) => !CHOICES.test(text));
  if (all.length === 0 || !all.every((text) => lexicon.of(text).length > 0)) return false;
  const role = roleOf(use.function);
  if (entry.kind === 'vmid') return role === 'guest' || hints.endsAtGuestTool(use);
  if (new Set(all).size > 1) return true;
  if (whatIs(entry) === 'site') return role === 'site';
  return (
    use.function !== undefined && (isStrict(entry) ? role === 'host' : hints.role(use.function) !== 'other')
  );
}
