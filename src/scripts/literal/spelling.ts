import { HOLE } from '../hole.ts';
import type { Use } from '../use.ts';

/**
 * The words of a use that may be ids. A pattern gives each of its alternatives, a member of a list what stands
 * before and after its colon, an argument the host of `user@host`, `host:path` and a URL.
 */
export function spellingsOf(use: Use): string[] {
  switch (use.context) {
    case 'compared':
    case 'arm':
      return alternatives(use.text);
    case 'list':
    case 'key':
    case 'returned':
      return [...new Set([use.text.trim(), ...members(use.text), ...hostsOf(use.text)])];
    case 'assigned':
    case 'default':
    case 'argument':
    case 'text':
      return [...new Set([use.text.trim(), ...hostsOf(use.text), ...guestsOf(use.text)])];
    case 'step':
      return [use.text];
    default:
      return [];
  }
}

/** `^(a|b)$`, `*-a`, `a:*`, `" a b "`: the words left when the pattern's own signs are gone. */
function alternatives(text: string): string[] {
  const words = text
    .split(/[^\w.-]+/)
    .map((word) => word.replace(/^[-.]+|(?<![-.])[-.]+$/g, ''))
    .filter((word) => word !== '');
  return isSentence(text) ? [] : words.flatMap(withLocalName);
}

/** Words parted by blanks, without any sign that they are a pattern or a list. */
function isSentence(text: string): boolean {
  if (text.includes('|') || /^\s/.test(text)) return false;
  const words = text.split(/\s+/);
  const hasLetter = (word: string) => /[A-Za-z]/.test(word);
  const between = words.slice(words.findIndex(hasLetter) + 1, Math.max(0, words.findLastIndex(hasLetter)));
  return between.some((word) => /^[A-Za-z]+$/.test(word));
}

function members(text: string): string[] {
  return text.includes('/') ? [] : text.split(/[:=,|@;]/).filter((word) => word !== '' && word !== HOLE);
}

const HOST_FORMS = [
  /(?:^|\/)nodes\/([\w.-]+)/,
  /^[\w.\u{fffc}-]*@([\w.-]+?)(?::.*)?$/su,
  /^([A-Za-z][\w.-]*):(?:[/~.:\u{fffc}]|$)/u,
  /^\/\/([\w.-]+)(?:\/|$)/,
  /^[a-z][a-z+.-]*:\/\/(?:[^@/\s]*@)?([\w.-]+)(?=[:/?#\u{fffc}]|$)/iu,
];

/** The host in `root@host`, `host:/path`, `host::module`, `//host/share` and `https://host:8006/`. */
function hostsOf(text: string): string[] {
  return HOST_FORMS.flatMap((form) => {
    const host = form.exec(text.trim())?.[1];
    return host === undefined ? [] : withLocalName(host);
  });
}

const GUEST_FILE = /(?:^|\/)(?:qemu-server|lxc)\/(\d+)\.(?:conf|fw)$/;

/** The number in the name of a guest's configuration or firewall. */
export const guestsOf = (text: string): string[] => GUEST_FILE.exec(text.trim())?.slice(1) ?? [];

/** `x.lan` is the machine `x`. */
const withLocalName = (host: string): string[] =>
  /\.(local|lan|internal|home\.arpa|localdomain)$/.test(host) ? [host, host.split('.')[0]!] : [host];

/** Whether the word was found inside something longer: then only hosts count, and only as hosts. */
export const isWhole = (use: Use, word: string): boolean => use.text.trim() === word;
