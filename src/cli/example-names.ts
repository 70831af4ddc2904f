import { namesIn } from './completion/names.ts';

/** Names for examples of the help where no estate is at hand. */
const MADE_UP = {
  site: 'west',
  node: 'west-nas',
  guest: 'west/105',
  loop: 'LOOP-NAS-ORDER',
  gap: 'GAP-OP-871',
} as const;

type Kind = keyof typeof MADE_UP;

/** An example with `{site}`, `{node}` and the like as names of the estate at hand, so that it works when pasted. */
export const withNames = (example: string): string =>
  example.replaceAll(/\{(\w+)\}/g, (_, kind: Kind) => namesOf(kind)[0] ?? MADE_UP[kind]);

function namesOf(kind: Kind): readonly string[] {
  const names = namesIn(undefined);
  if (kind === 'guest') return names('thing').filter((name) => name.includes('/'));
  return names(kind === 'node' ? 'thing' : kind).filter(isPlain);
}

/** What a shell takes as one word. */
const isPlain = (name: string): boolean => /^[\w.@:-]+$/.test(name);
