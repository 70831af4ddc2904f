/** What a hook calls. */
export interface HookCall {
  /** Absolute: the interpreter and the command as they are installed. */
  readonly node: string;
  readonly command: string;
  /** The estate, relative to the root of the work tree. */
  readonly estate: string;
  readonly pack?: string | undefined;
}

const MARK = '# Written by `gates hook install`; `gates hook uninstall` takes it away.';

export const isOwn = (text: string | undefined): boolean => text?.includes(MARK) ?? false;

/**
 * The hook. It names the interpreter by its path, since graphical clients start git with hardly a PATH; where that
 * has moved it looks for the command, and without one it stops the commit: what did not judge is no pass.
 */
export function hookScript({ node, command, estate, pack }: HookCall): string {
  const options = pack === undefined ? '' : ` --pack ${quote(pack)}`;
  return `#!/bin/sh
${MARK}
# The hook that was here before runs first; it lies beside this one.
if [ -x "$0.before-gates" ]; then
  "$0.before-gates" "$@" || exit $?
fi
node=${quote(node)}
gates=${quote(command)}
if [ -x "$node" ] && [ -f "$gates" ]; then
  set -- "$node" "$gates"
elif [ -x "$node" ] && [ -f node_modules/gates/bin/gates.js ]; then
  set -- "$node" node_modules/gates/bin/gates.js
elif command -v gates >/dev/null 2>&1; then
  set -- gates
else
  echo "gates: this hook finds neither $gates nor gates on the PATH, so nothing was judged." >&2
  echo "  Install gates and run \\\`gates hook install\\\`; \\\`git commit --no-verify\\\` commits unjudged." >&2
  exit 1
fi
exec "$@" check --staged --estate ${quote(estate)}${options}
`;
}

/** A word for a shell, whatever is in it. */
const quote = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/** What a hook of ours calls; undefined for another. */
export function calledBy(text: string): { node: string; command: string } | undefined {
  const [node, command] = ['node', 'gates'].map((name) =>
    new RegExp(`^${name}='(.*)'$`, 'm').exec(text)?.[1]?.replaceAll("'\\''", "'"),
  );
  return isOwn(text) && node !== undefined && command !== undefined ? { node, command } : undefined;
}
