import type { Use } from '../use.ts';
import { roleOf } from './role.ts';

/** Programs that are given the machine they reach. */
const REACHES_HOST =
  /^(ssh|scp|sftp|rsync|ping|ping6|fping|nc|ncat|curl|wget|mosh|ssh-keyscan|ssh-copy-id|nmap|host|dig|nslookup|getent|showmount|rpcinfo|mount|traceroute|tracepath|tailscale|wakeonlan|arping|telnet|sshpass|socat)$/;

export const startsReach = (name = ''): boolean => REACHES_HOST.test(name);

/** An argument of such a program that is no value of an option for something else. */
export const isReached = ({ subject }: Use): boolean =>
  subject === undefined || subject === 'host' || roleOf(subject) === 'host';
