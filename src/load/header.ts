import type { HeaderNote } from './document.ts';

const NOTE = /^#\s*([A-Za-z_](?:[A-Za-z_ -]*[A-Za-z_-])?)\s*:\s+(\S.*)$/;
const HEADER_LINES = 40;

/** Data-bearing comments among the first 40 lines, such as a status, a scope decision or a date of verification. */
export function headerNotes(text: string): HeaderNote[] {
  const notes: HeaderNote[] = [];
  let start = 0;
  for (const line of text.split('\n', HEADER_LINES)) {
    const match = NOTE.exec(line.trimEnd());
    if (match) notes.push(note(match[1]!, match[2]!, start, line.length));
    start += line.length + 1;
  }
  return notes;
}

function note(key: string, value: string, start: number, length: number): HeaderNote {
  return {
    key: key.toLowerCase().replace(/[ -]+/g, '_'),
    value,
    span: { start, end: start + length },
  };
}

/** The leading comment block of a file as one text, with its span; for decisions written in prose. */
export function headerText(text: string): { text: string; start: number; end: number } {
  const end = /^(?:\s*#.*(?:\r?\n|$)|\s*\r?\n|---\s*\r?\n)*/.exec(text)![0].length;
  return { text: text.slice(0, end), start: 0, end };
}
