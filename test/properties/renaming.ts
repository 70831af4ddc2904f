import { posix } from 'node:path';
import type { Estate } from '../../src/estate/model/estate.ts';
import { compareText } from '../../src/finding/order.ts';
import type { Tree } from '../../src/load/tree.ts';

/** Words for kinds of things stay, even where a sample estate gives one to a node: keys and commands use them too. */
const WORDS_OF_THE_TOOL = new Set(['nas']);

/** Names that are also parts of paths which every machine has. */
const ALSO_IN_PATHS: Readonly<Record<string, RegExp>> = {
  pve: /(?<![A-Za-z0-9]|\/mnt\/)pve(?![A-Za-z0-9])/g,
  home: /(?<![A-Za-z0-9]|\/(?=home\/))home(?![A-Za-z0-9])/g,
};

/** Every id and name of sites, nodes and guests, longest first. */
export function namesOf(estate: Estate): string[] {
  const names = [
    ...estate.sites.map((site) => site.id),
    ...estate.nodes.flatMap((node) => [node.id, ...node.names]),
    ...estate.guests.flatMap((guest) => [...guest.names]),
  ];
  const own = names.filter((name) => !WORDS_OF_THE_TOOL.has(name));
  return [...new Set(own)].sort((a, b) => b.length - a.length || compareText(a, b));
}

export type Rename = (text: string) => string;

/** Replaces each name by its word wherever it stands alone or as a part joined by `-`, `_`, `/` or `.`. */
export function renaming(names: readonly string[], words: readonly string[]): Rename {
  const rules = names.flatMap((name, index) => {
    const mark = `\u0001${index}\u0002`;
    const upper = `\u0003${index}\u0004`;
    return [
      { from: ALSO_IN_PATHS[name] ?? alone(name), mark, word: words[index]! },
      {
        from: new RegExp(`(?<![A-Za-z0-9$\\{])${escaped(name.toUpperCase())}(?![A-Za-z0-9])`, 'g'),
        mark: upper,
        word: words[index]!.toUpperCase(),
      },
    ];
  });
  return (text) => {
    const marked = rules.reduce((rest, { from, mark }) => rest.replace(from, mark), text);
    return rules.reduce((rest, { mark, word }) => rest.replaceAll(mark, word), marked);
  };
}

const escaped = (name: string): string => name.replace(/[^A-Za-z0-9]/g, '\\$&');
const alone = (name: string): RegExp => new RegExp(`(?<![A-Za-z0-9])${escaped(name)}(?![A-Za-z0-9])`, 'g');

/** The tree with every name changed, in paths and in contents; bytes that are no text stay as they are. */
export function renamedTree(base: Tree, rename: Rename): Tree {
  const from = new Map(base.files(['**']).map((file) => [rename(file.path), file.path]));
  const original = (path: string) => from.get(posix.normalize(path));
  const known = (path: string) => {
    const before = original(path);
    if (before === undefined) throw new Error(`${path} is not there`);
    return before;
  };
  return {
    files: (added) =>
      base
        .files(added)
        .map((file) => ({
          ...file,
          path: rename(file.path),
          ...(file.target !== undefined && { target: rename(file.target) }),
        }))
        .sort((a, b) => compareText(a.path, b.path)),
    read: (path) => Buffer.from(rename(Buffer.from(base.read(known(path))).toString('latin1')), 'latin1'),
    size: (path) => base.size(known(path)),
    executable: (path) => base.executable(known(path)),
    has: (path) => original(path) !== undefined,
  };
}
