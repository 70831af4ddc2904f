/** What colours a text and takes no room on a terminal. */
const PAINT = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

/** Where the words of a line begin: behind its indentation, and behind what it says first. */
const LABEL = /^ *(?:(?:why|fix|see): )?/;

const STEP = 4;

/** A line broken between words so that it fits; what follows stands deeper. A word that is too long stays whole. */
export function folded(line: string, columns: number | undefined): string {
  if (columns === undefined || roomOf(line) <= columns) return line;
  const lead = LABEL.exec(line)![0].length;
  const indent = ' '.repeat(line.slice(0, lead).endsWith(': ') ? lead : lead + STEP);
  const lines: string[] = [];
  let own = line.slice(0, lead);
  let empty = true;
  for (const word of line.slice(lead).split(' ')) {
    if (!empty && roomOf(own) + 1 + roomOf(word) > columns) {
      lines.push(own);
      own = indent;
      empty = true;
    }
    own += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, own].join('\n');
}

const roomOf = (text: string): number => text.replace(PAINT, '').length;
