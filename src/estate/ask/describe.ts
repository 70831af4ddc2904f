import { quoted } from '../../finding/printable.ts';
import type { Guest } from '../model/guest.ts';
import type { Node, NodeKind } from '../model/node.ts';
import { isGuest } from '../reading/reference.ts';

const NODE_WORDS: Readonly<Record<NodeKind, string>> = {
  hypervisor: 'hypervisor',
  nas: 'NAS',
  network: 'network device',
  oob: 'out-of-band device',
  workstation: 'workstation',
  device: 'device',
};

/** A node or guest as people call it, with its site: the words that open a message. */
export function named(thing: Node | Guest): string {
  const site = thing.site === undefined ? '' : ` of site ${quoted(thing.site)}`;
  return `${shortly(thing)}${site}`;
}

/** The same without the site, for lists within one site. */
export function shortly(thing: Node | Guest): string {
  if (!isGuest(thing)) return `${NODE_WORDS[thing.kind]} ${quoted(thing.id)}`;
  const name = thing.hostname ?? thing.names[0];
  return `${guestWord(thing)} ${thing.vmid}${name === undefined ? '' : ` ${quoted(name)}`}`;
}

function guestWord(guest: Guest): string {
  if (guest.guestKind === undefined) return 'guest';
  return guest.guestKind === 'lxc' ? 'container' : 'VM';
}

/** Words joined as in a sentence: a, b and c. Past `limit` the rest is counted. */
export function listed(words: readonly string[], limit = 6): string {
  const shown =
    words.length > limit ? [...words.slice(0, limit - 1), `${words.length - limit + 1} more`] : [...words];
  const last = shown.pop();
  return shown.length === 0 ? (last ?? '') : `${shown.join(', ')} and ${last}`;
}
