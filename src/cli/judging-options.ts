import type { Options } from 'yargs';
import { wholeNumberOption } from './whole-number.ts';

/** The option that every command about an estate has. */
export const ESTATE_OPTION = {
  alias: 'C',
  type: 'string',
  requiresArg: true,
  describe: 'The estate (default: by gates.yaml, else git)',
} as const satisfies Options;

export const NOW_OPTION = {
  type: 'string',
  requiresArg: true,
  describe: 'Judge as of this ISO 8601 time',
} as const satisfies Options;

export const COLOR_OPTION = {
  type: 'boolean',
  describe: 'Colour the text (default: on a terminal, unless NO_COLOR is set)',
} as const satisfies Options;

/** For commands whose text has no colour anyway: a script may say `--no-color` to every command. */
export const COLORLESS_OPTION = { type: 'boolean', hidden: true } as const satisfies Options;

export const GATE_OPTION = {
  type: 'string',
  array: true,
  requiresArg: true,
  describe: 'Only gates that match this glob; may be repeated',
} as const satisfies Options;

export const PACK_OPTION = {
  type: 'string',
  requiresArg: true,
  describe: 'Only the gates of this pack (see `gates packs`)',
} as const satisfies Options;

export const SITE_OPTION = {
  type: 'string',
  requiresArg: true,
  describe: 'Only findings about this site',
} as const satisfies Options;

export const sampleOption = (name: string) =>
  ({
    ...wholeNumberOption(name, 1),
    describe: 'Damage at most so many facts, chosen at random by the seed',
  }) as const satisfies Options;
