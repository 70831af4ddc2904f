import { readFrontMatter } from '../../load/front-matter.ts';

/** The YAML of a file: the front matter of a page, else all of it. */
export interface Part {
  readonly text: string;
  readonly offset: number;
}

/** Empty for a page without front matter between fences. */
export function partOf({ file, text }: { readonly file: string; readonly text: string }): Part {
  if (!file.endsWith('.md')) return { text, offset: 0 };
  const { bodyStart } = readFrontMatter(file, text);
  const offset = text.indexOf('\n') + 1;
  const end = text.lastIndexOf('---', bodyStart);
  return bodyStart === 0 || end < offset
    ? { text: '', offset: 0 }
    : { text: text.slice(offset, end), offset };
}
