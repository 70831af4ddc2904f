import { git } from './command.ts';

/** Where the repository was cloned from, as a URI without user, password, query and fragment; undefined for a local path. */
export function remoteUri(root: string): string | undefined {
  const url = git(root, ['config', '--get', 'remote.origin.url'])?.trim();
  return url === undefined ? undefined : publicUri(url);
}

/** A remote in any of git's spellings as a URI that can be shown to others. */
export function publicUri(remote: string): string | undefined {
  if (/^(https?|ssh|git):\/\//.test(remote)) return bare(remote);
  const short = /^(?:[^@/:]+@)?([^@/:\\]{2,}):(?!\/\/)\/?(.+)$/.exec(remote);
  return short ? bare(`ssh://${short[1]}/${short[2]}`) : undefined;
}

function bare(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}
