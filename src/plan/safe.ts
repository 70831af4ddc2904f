import ipaddr from 'ipaddr.js';
import type { Stated } from '../estate/model/entity.ts';
import { quoted } from '../finding/printable.ts';
import type { Planning } from './planning.ts';

/** What a value of a contract must look like before it may stand in a command, and the words for it. */
interface Pattern {
  readonly fits: (text: string) => boolean;
  readonly expected: string;
}

const SEGMENTS = /^(?:~\/|\/)?[A-Za-z0-9._@+=,-]+(?:\/[A-Za-z0-9._@+=,-]+)*\/?$/;

const withoutParents = (text: string): boolean =>
  !text.split('/').some((part) => part === '..' || part.startsWith('-'));

export const PATTERNS = {
  id: {
    fits: (text) => /^[A-Za-z0-9_][A-Za-z0-9._@:+-]{0,127}$/.test(text),
    expected: 'an id (letters, digits, ".", "_", "-"; no "-" in front)',
  },
  vmid: { fits: (text) => /^[1-9][0-9]{2,8}$/.test(text), expected: 'a VMID from 100 to 999999999' },
  host: { fits: isHost, expected: 'a host name or an address' },
  user: {
    fits: (text) => /^[A-Za-z_][A-Za-z0-9._-]{0,63}$/.test(text),
    expected: 'a user name',
  },
  mac: { fits: isMac, expected: 'the MAC address of one network card' },
  broadcast: { fits: (text) => ipaddr.IPv4.isValidFourPartDecimal(text), expected: 'an IPv4 address' },
  path: {
    fits: (text) => text.startsWith('/') && text.length > 1 && SEGMENTS.test(text) && withoutParents(text),
    expected: 'an absolute path of plain words, without ".."',
  },
  folder: {
    fits: (text) => /^[~]?\//.test(text) && text.length > 2 && SEGMENTS.test(text) && withoutParents(text),
    expected: 'a path of plain words that begins with "/" or "~/", without ".."',
  },
  storage: {
    fits: (text) => /^[A-Za-z][A-Za-z0-9._-]{0,62}$/.test(text),
    expected: 'a storage id',
  },
  program: {
    fits: (text) => /^[A-Za-z0-9/_][A-Za-z0-9._/+-]*$/.test(text) && withoutParents(text),
    expected: 'the name or path of a program',
  },
  word: {
    fits: (text) =>
      /^(?:--?[A-Za-z][A-Za-z0-9-]*|[A-Za-z0-9._/=:,+@][A-Za-z0-9._/=:,+@-]*)$/.test(text) &&
      !text.includes('..'),
    expected: 'an option, or a word without spaces and without characters that a shell reads',
  },
  url: { fits: isUrl, expected: 'a URL (http, https, tcp, nfs or dns) of plain characters' },
  dnsName: {
    fits: (text) => /^[A-Za-z0-9_]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?\.?$/.test(text),
    expected: 'a name that a name server can be asked for',
  },
} as const satisfies Readonly<Record<string, Pattern>>;

export type PatternName = keyof typeof PATTERNS;

/** The value, refused where it does not look like what it has to be. `what` names the field. */
export function safe(
  planning: Planning,
  name: PatternName,
  { value, at }: Stated<string>,
  what: string,
): string {
  const pattern: Pattern = PATTERNS[name];
  if (!pattern.fits(value)) {
    planning.refuse(`${what} is ${quoted(value)}; a command may only hold ${pattern.expected}`, at);
  }
  return value;
}

function isHost(text: string): boolean {
  if (/^[0-9a-fA-F]*:[0-9a-fA-F:.]*$/.test(text)) return ipaddr.isValid(text);
  return /^[A-Za-z0-9_]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?$/.test(text);
}

/** Six pairs; neither zero nor the address of a group. */
function isMac(text: string): boolean {
  if (!/^[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}$/i.test(text)) return false;
  return !/^[0:-]+$/.test(text) && Number.parseInt(text.slice(0, 2), 16) % 2 === 0;
}

function isUrl(text: string): boolean {
  if (!/^(?:https?|tcp|nfs|dns):\/\/[A-Za-z0-9_[][A-Za-z0-9._~:/?#@&+,=%[\]-]*$/.test(text)) return false;
  return URL.canParse(text);
}
