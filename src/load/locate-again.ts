import type { Locate } from './document.ts';
import { readFrontMatter } from './front-matter.ts';
import { parseYaml } from './parse-yaml.ts';

/** Finds places by parsing the text once more, when somebody asks for the first time. */
export function locateAgain(format: 'yaml' | 'markdown', file: string, text: string): Locate {
  let locate: Locate | undefined;
  return (path, on) => {
    locate ??= (format === 'yaml' ? parseYaml : readFrontMatter)(file, text).locate;
    return locate(path, on);
  };
}
