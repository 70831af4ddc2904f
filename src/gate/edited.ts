import type { Span } from '../load/document.ts';
import type { Tree } from '../load/tree.ts';
import type { Edit, Example } from './gate.ts';

/** An example's files after its edits, and the spans that it marks. */
export interface EditedFiles {
  /** Text per file; null for a removed one. */
  readonly files: ReadonlyMap<string, string | null>;
  readonly marks: readonly (Span & { readonly file: string })[];
}

const MARK = /«([^«»]*)»/;

/** Applies an example's edits to its base. Throws when a text to find is not there exactly once. */
export function editedFiles(base: Tree, example: Example): EditedFiles {
  const files = new Map<string, string | null>();
  const read = (file: string) => files.get(file) ?? textIn(base, file, example.name);
  for (const edit of example.edits) files.set(edit.file, applied(edit, read, example.name));
  const marks: (Span & { file: string })[] = [];
  for (const [file, text] of files) {
    if (text !== null) files.set(file, withoutMarks(file, text, marks));
  }
  return { files, marks };
}

function textIn(base: Tree, file: string, name: string): string {
  if (!base.has(file)) throw new Error(`example "${name}": ${file} is not there to be edited`);
  return Buffer.from(base.read(file)).toString('utf8');
}

function applied(edit: Edit, read: (file: string) => string, name: string): string | null {
  if ('remove' in edit) return null;
  if ('content' in edit) return edit.content;
  const text = read(edit.file);
  const find = 'find' in edit ? edit.find : edit.from;
  const start = text.indexOf(find);
  if (start < 0 || text.indexOf(find, start + 1) >= 0) {
    const problem = start < 0 ? 'is not in' : 'stands more than once in';
    throw new Error(`example "${name}": ${JSON.stringify(find)} ${problem} ${edit.file}`);
  }
  const end = 'find' in edit ? start + find.length : text.indexOf(edit.to, start + find.length);
  if (end < 0 || ('to' in edit && end < start)) {
    throw new Error(
      `example "${name}": ${JSON.stringify('to' in edit ? edit.to : '')} does not follow in ${edit.file}`,
    );
  }
  return text.slice(0, start) + edit.replace + text.slice(end);
}

function withoutMarks(file: string, text: string, marks: (Span & { file: string })[]): string {
  let rest = text;
  for (let match = MARK.exec(rest); match; match = MARK.exec(rest)) {
    const start = match.index;
    marks.push({ file, start, end: start + match[1]!.length });
    rest = rest.slice(0, start) + match[1] + rest.slice(start + match[0].length);
  }
  return rest;
}
