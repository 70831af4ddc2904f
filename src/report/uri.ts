/** The path of an estate's file from the git root, with `/`. */
export const pathFromGitRoot = (estate: string, file: string): string =>
  estate === '.' ? file : `${estate}/${file}`;

/** A relative path as a URI reference: every segment percent-encoded, so that no colon makes a scheme. */
export const uriOf = (path: string): string => path.split('/').map(encodeURIComponent).join('/');
