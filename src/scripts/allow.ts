import type { SpanAnchor } from '../finding/place.ts';

/** `# gates-allow: <gate id> -- <reason>`, on the line that it covers or on the line above. */
export interface InlineAllow {
  readonly gate: string;
  /** Absent when none is written: the allow is then a finding itself. */
  readonly reason?: string | undefined;
  readonly anchor: SpanAnchor;
  /** Lines it covers, from 1: its own; when it stands alone, also the next. */
  readonly lines: readonly number[];
}

const ALLOW = /#\s*gates-allow:\s*([\w./*-]+)[^\S\n]*(?:--[^\S\n]*(.*\S))?/;

export function allowsIn(source: string, file: string): InlineAllow[] {
  if (!source.includes('gates-allow:')) return [];
  const allows: InlineAllow[] = [];
  let start = 0;
  source.split('\n').forEach((line, index) => {
    const match = ALLOW.exec(line);
    if (match) {
      const from = start + match.index;
      const alone = line.slice(0, match.index).trim() === '';
      const lines = alone ? [index + 1, index + 2] : [index + 1];
      const anchor = { file, start: from, end: from + match[0].length };
      allows.push({ gate: match[1]!, reason: match[2], anchor, lines });
    }
    start += line.length + 1;
  });
  return allows;
}
