import type { Tree } from '../../src/load/tree.ts';

/** A tree of nothing but one file. */
export function oneFile(path: string, content: string | Uint8Array): Tree {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return {
    files: () => [{ path, type: 'file' }],
    read: () => bytes,
    size: () => bytes.length,
    executable: () => true,
    has: (other) => other === path,
  };
}
