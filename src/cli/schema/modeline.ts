import { posix } from 'node:path';

/** Folder of an estate that holds the schemas for editors. */
export const SCHEMAS_FOLDER = '.gates/schemas';

export const schemaFile = (kind: string): string => `${SCHEMAS_FOLDER}/${kind}.schema.json`;

const MODELINE = /^#[ \t]+yaml-language-server[ \t]*:.*$/m;

/**
 * A YAML text whose first line names its schema for the language server; every other byte stays. A line that names a
 * schema of ours is brought up to date. Undefined when the text has a line of somebody else's.
 */
export function withModeline(text: string, file: string, kind: string): string | undefined {
  const line = `# yaml-language-server: $schema=${pathTo(file, kind)}`;
  const known = MODELINE.exec(text);
  if (!known) return `${line}${lineEnd(text)}${text}`;
  const old = known[0].replace(/\r$/, '');
  if (old === line) return text;
  if (!old.includes(`${SCHEMAS_FOLDER}/`)) return undefined;
  return text.slice(0, known.index) + line + text.slice(known.index + old.length);
}

const lineEnd = (text: string): string => (/\r\n|\n/.exec(text)?.[0] === '\r\n' ? '\r\n' : '\n');

/** From the folder of the file, as editors read it; blanks and the like as in a URL. */
function pathTo(file: string, kind: string): string {
  const path = posix.relative(posix.dirname(file), schemaFile(kind));
  return encodeURI(path.startsWith('.') ? path : `./${path}`).replaceAll('#', '%23');
}
