import type { Tree } from './tree.ts';

/** A tree that nobody changes meanwhile: what is asked of a file once is not asked of it again. */
export function steadyTree(tree: Tree): Tree {
  return {
    files: (added) => tree.files(added),
    read: (path) => tree.read(path),
    size: once((path) => tree.size(path)),
    executable: once((path) => tree.executable(path)),
    has: once((path) => tree.has(path)),
  };
}

function once<T>(ask: (path: string) => T): (path: string) => T {
  const known = new Map<string, T>();
  return (path) => {
    const answer = known.get(path) ?? ask(path);
    known.set(path, answer);
    return answer;
  };
}
