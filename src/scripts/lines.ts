import type { Use } from './use.ts';

interface LineForm {
  readonly pattern: RegExp;
  readonly context: Use['context'];
}

const FORMS: readonly LineForm[] = [
  {
    pattern: /["']?\$\{?(?<subject>\w+)(?!\w)[^=\s]{0,80}\s*(?:==?|!=|-eq|=~)\s*["']?(?<text>[^\s"'\])]+)/g,
    context: 'compared',
  },
  { pattern: /\b(?<subject>\w+)\s*(?:==|!=)\s*["'](?<text>[^"']+)["']/g, context: 'compared' },
  { pattern: /^\s*\(?["']?(?<text>[\w.|*"'-][\w.|* "'-]*?)["']?\)(?:\s|$)/g, context: 'arm' },
  { pattern: /\$\{(?<subject>\w+):?[-=](?<text>[^}]{0,255})\}/g, context: 'default' },
  {
    pattern: /(?:^|\s)(?<subject>[A-Za-z_]\w*)=["']?(?<text>[\w.:@/-]+)["']?(?:\s|;|$)/g,
    context: 'assigned',
  },
  { pattern: /(?:\s|^)(?<subject>--[\w-]+)[= ]["']?(?<text>[\w.:@/-]+)/g, context: 'argument' },
  { pattern: /(?<![\w.-])(?<text>\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?)/g, context: 'text' },
];
const LISTS =
  /\bfor\s+(\w+)\s+in\s+(?!\s)([^;$]{1,1000}?)\s*(?:;|$|\bdo\b)|(?:^|\s)(\w+)=\(([^)$]{0,1000})\)/g;
const SPOKEN = /^\s*(#|echo\b|printf\b|log\w*\b|warn\b|die\b|err\w*\b|fail\b|info\b|print\()/;

/** Of a longer line the beginning is read. */
const LONGEST_LINE = 10_000;

/** What can be told of lines that no parser could read. */
export function usesOfLines(source: string, spans: readonly { start: number; end: number }[]): Use[] {
  const uses: Use[] = [];
  let start = 0;
  for (const line of source.split('\n')) {
    const from = start;
    start += line.length + 1;
    if (SPOKEN.test(line) || !spans.some((span) => span.start < start && span.end >= from)) continue;
    const seen = line.slice(0, LONGEST_LINE);
    uses.push(...formsIn(seen, from), ...listsIn(seen, from));
  }
  return uses;
}

function formsIn(line: string, from: number): Use[] {
  return FORMS.flatMap(({ pattern, context }) =>
    [...line.matchAll(pattern)].map((match) => {
      const { text, subject } = match.groups as { text: string; subject?: string };
      const start = from + match.index + match[0].indexOf(text);
      return {
        context,
        text,
        subject,
        start,
        end: start + text.length,
        statement: line.trim().slice(0, 160),
      };
    }),
  );
}

function listsIn(line: string, from: number): Use[] {
  return [...line.matchAll(LISTS)].flatMap((match) => {
    const subject = match[1] ?? match[3];
    const siblings = (match[2] ?? match[4] ?? '')
      .split(/\s+/)
      .map((word) => word.replace(/["']/g, ''))
      .filter(Boolean);
    return siblings.map((text) => {
      const start = from + match.index + match[0].indexOf(text);
      return {
        context: 'list' as const,
        text,
        subject,
        siblings,
        group: from + match.index,
        start,
        end: start + text.length,
        statement: line.trim().slice(0, 160),
      };
    });
  });
}
