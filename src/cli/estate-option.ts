import type { Options } from 'yargs';

/** The option that every command about an estate has. */
export const ESTATE_OPTION = {
  alias: 'C',
  type: 'string',
  requiresArg: true,
  describe: 'Root of the estate (default: the git root)',
} as const satisfies Options;
