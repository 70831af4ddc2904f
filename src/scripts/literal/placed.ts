import { escaped } from '../escaped.ts';
import type { Use } from '../use.ts';

/** `<host>:/path`, `<user>@<host>::module`, `//<host>/share`, `https://<host>:5000/`: nothing but a machine can stand there. */
export const isPlaced = (word: string, { context, text }: Use): boolean =>
  PLACED.has(context) &&
  new RegExp(
    `^(?:(?:[\\w.\\ufffc-]+@)?${escaped(word)}:[/:]|(?:[a-z][a-z+.-]*:)?//(?:[^@/\\s]*@)?${escaped(word)}(?:[:/?#\\ufffc]|$))`,
    'i',
  ).test(text.trim());

/** Containers of one network reach each other by such names, too. */
export const isUrl = ({ text }: Use): boolean => text.includes('://');

const PLACED: ReadonlySet<Use['context']> = new Set([
  'argument',
  'text',
  'assigned',
  'default',
  'list',
  'key',
]);
