/** Last letters of short options that take the word behind them, of programs that are pointed at machines. */
const VALUED: ReadonlyMap<string, string> = new Map([
  ['ssh', 'BbcDEeFIiJLlmOopQRSWw'],
  ['scp', 'cDFiJloPSX'],
  ['sftp', 'BbcDFiJloPRSsX'],
  ['rsync', 'BefMT@'],
  ['ping', 'BcFiIlmMpQsStTwW'],
  ['ping6', 'BcFiIlmMpQsStTwW'],
  ['fping', 'bBcCfgHiIklMNOpQrStTxX'],
  ['arping', 'cCIiSsTtwW'],
  ['curl', 'AbcCdDeEFhHKmoPQrtTuUwxXyYz'],
  ['wget', 'aABDeiIlOoPQRtTUwX'],
  ['nc', 'eGgIiMmOopPqsTVwWXx'],
  ['ncat', 'ceGgimopswx'],
]);

/** Whether the word behind an option belongs to it: `-fsS` of curl takes nothing, `-o` does; `-c1` has its value. */
export function takesValue(option: string, program: string): boolean {
  if (!/^--?\w[\w-]*$/.test(option)) return false;
  if (option.startsWith('--')) return true;
  const valued = VALUED.get(program);
  if (valued === undefined) return !/\d$/.test(option);
  return [...option].findIndex((letter, at) => at > 0 && valued.includes(letter)) === option.length - 1;
}

/** Where the first word stands that is neither an option of a program nor the value of one. */
export function firstOperand(words: readonly string[], program: string): number {
  let at = 0;
  while (words[at]?.startsWith('-')) at += takesValue(words[at]!, program) ? 2 : 1;
  return at;
}
