import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import fastGlob from 'fast-glob';

/** A source file of the project, with what it imports of the project. */
export interface Source {
  readonly path: string;
  readonly text: string;
  /** Paths from the project's root. */
  readonly imports: readonly string[];
}

const IMPORT = /(?:^|\n)\s*(?:import|export)\b[^;'"]*?\bfrom\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/g;

/** Written sources below the given folders; what a tool generates is not among them. */
export function sourcesBelow(...folders: string[]): Source[] {
  const paths = fastGlob.sync(
    folders.map((folder) => `${folder}/**/*.ts`),
    { ignore: ['**/generated/**'], dot: false },
  );
  return paths.sort().map((path) => {
    const text = readFileSync(path, 'utf8');
    return { path, text, imports: importsOf(path, text) };
  });
}

function importsOf(path: string, text: string): string[] {
  return [...text.matchAll(IMPORT)]
    .map((match) => match[1] ?? match[2]!)
    .filter((name) => name.startsWith('.'))
    .map((name) => posix.normalize(posix.join(posix.dirname(path), name)));
}

/** The room of a file in src, or `gates`. */
export function roomOf(path: string): string {
  const [top, room] = path.split('/');
  return top === 'src' ? room! : top!;
}
