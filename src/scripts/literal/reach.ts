import type { Use } from '../use.ts';
import { roleOf } from './role.ts';

/** Programs that are given the machine they reach. */
const REACHES_HOST =
  /^(ssh|scp|sftp|rsync|ping|ping6|fping|nc|ncat|curl|wget|mosh|ssh-keyscan|ssh-copy-id|nmap|host|dig|nslookup|getent|showmount|rpcinfo|mount|traceroute|tracepath|tailscale|wakeonlan|arping|telnet|sshpass|socat)$/;

export const startsReach = (name = ''): boolean => REACHES_HOST.test(name);

/** An argument of such a program that is no value of an option for something else. */
export const isReached = (use: Use): boolean =>
  use.subject === undefined || use.subject === 'host' || roleOf(use.subject) === 'host' || isSwitch(use);

/** Letters of options that take the word behind them, by program. */
const VALUED: Readonly<Record<string, string>> = {
  ssh: 'BbcDEeFIiJLlmOopQRSWw',
  scp: 'cDFiJloPSX',
  sftp: 'BbcDFiJloPRSsX',
  ping: 'cFiIlmMpQsStTwW',
  ping6: 'cFiIlmMpQsStTwW',
  fping: 'bBcCfHiIkMOprStTxX',
  arping: 'cCIiSsTtwW',
  curl: 'AbcCdDeEFhHKmoPQrtTuUwxXyYz',
  wget: 'aABDeiIlOoPQRtTUwX',
  nc: 'eGgIiMmOopPqsTVwWXx',
  ncat: 'ceGgimopswx',
};

/** The option before stands for itself, so that the word behind it is what the program reaches. */
function isSwitch({ subject = '', command = '' }: Use): boolean {
  const valued = VALUED[command];
  const short = /^-([A-Za-z]+)(\S*)$/.exec(subject);
  return short !== null && (short[2] !== '' || (valued !== undefined && !valued.includes(short[1]!.at(-1)!)));
}
