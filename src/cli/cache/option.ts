/** The option `--no-cache`. */
export const CACHE_OPTION = {
  type: 'boolean',
  default: true,
  describe: 'Use what earlier runs worked out from the same bytes (see `gates cache info`)',
} as const;
