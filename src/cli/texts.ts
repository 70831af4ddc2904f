import type { Estate } from '../estate/model/estate.ts';
import { decode } from '../load/decode.ts';
import type { Tree } from '../load/tree.ts';

/** Texts of the estate's files, from the model where it has them. A file that cannot be read is empty. */
export function textReader(estate: Estate, tree: Tree): (file: string) => string {
  const texts = new Map(estate.documents.map((document) => [document.file, document.text]));
  return (file) => {
    const known = texts.get(file);
    if (known !== undefined) return known;
    const text = readable(tree, file);
    texts.set(file, text);
    return text;
  };
}

function readable(tree: Tree, file: string): string {
  try {
    return tree.has(file) ? decode(file, tree.read(file)).text : '';
  } catch {
    return '';
  }
}
