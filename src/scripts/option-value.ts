/** Last letters of short options that take the word behind them, of programs that are pointed at machines. */
const VALUED: Readonly<Record<string, string>> = {
  ssh: 'BbcDEeFIiJLlmOopQRSWw',
  scp: 'cDFiJloPSX',
  sftp: 'BbcDFiJloPRSsX',
  rsync: 'BefMT@',
  ping: 'BcFiIlmMpQsStTwW',
  ping6: 'BcFiIlmMpQsStTwW',
  fping: 'bBcCfgHiIklMNOpQrStTxX',
  arping: 'cCIiSsTtwW',
  curl: 'AbcCdDeEFhHKmoPQrtTuUwxXyYz',
  wget: 'aABDeiIlOoPQRtTUwX',
  nc: 'eGgIiMmOopPqsTVwWXx',
  ncat: 'ceGgimopswx',
};

/** Whether the word behind an option belongs to it: `-fsS` of curl takes nothing, `-o` does; `-c1` has its value. */
export const takesValue = (option: string, program: string): boolean =>
  /^--?[A-Za-z][\w-]*$/.test(option) &&
  (option.startsWith('--') || (!/\d$/.test(option) && (VALUED[program]?.includes(option.at(-1)!) ?? true)));
