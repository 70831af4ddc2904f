import { readFrontMatter } from '../../../load/front-matter.ts';
import { partNamed } from './loop-headings.ts';
import { sectionsOf } from './loop-sections.ts';

const IN_SCOPE =
  /^(?:>\s*|[-*]\s+|#{1,6}\s+)?(?:\*\*)?(?:status|closed|closed[ _-]at)(?::\*\*|\*\*:|:).*$/gim;
const IN_REGISTER = /^[ \t]+(?:status|closed_at|evidence_run_keys):/;

/** Kinds of file into which closing a loop writes. */
export const isClosable = (kind: string | undefined): boolean =>
  kind === 'loop.scope' || kind === 'operational.gaps';

/** Such a file's text without what closing writes, so that a receipt from before the closing still holds after it. */
export function withoutClosingFields(kind: string | undefined, text: string): string {
  return kind === 'loop.scope'
    ? withoutBlankLines(withoutReceipts(text).replace(IN_SCOPE, ''))
    : withoutRowFields(text);
}

function withoutReceipts(text: string): string {
  const sections = sectionsOf({ text, bodyStart: readFrontMatter('', text).bodyStart });
  let rest = '';
  let from = 0;
  let hidden = 0;
  for (const { heading, depth } of sections) {
    if (!heading || (hidden > 0 && depth > hidden)) continue;
    const start = text.lastIndexOf('\n', heading.start - 1) + 1;
    if (hidden === 0) rest += text.slice(from, start);
    from = start;
    hidden = partNamed(heading) === 'receipts' ? depth : 0;
  }
  return hidden === 0 ? rest + text.slice(from) : rest;
}

const withoutBlankLines = (text: string): string => text.replace(/^[ \t]*\r?\n/gm, '').trimEnd();

/** A field's lines are its own and those below it that are indented deeper, or that are items of its list. */
function withoutRowFields(text: string): string {
  const kept: string[] = [];
  let field: number | undefined;
  for (const line of text.split('\n')) {
    const indent = line.search(/\S/);
    const belongs =
      field !== undefined && (indent > field || (indent === field && line.startsWith('- ', indent)));
    if (belongs) continue;
    field = IN_REGISTER.test(line) ? indent : undefined;
    if (field === undefined) kept.push(line);
  }
  return kept.join('\n');
}
