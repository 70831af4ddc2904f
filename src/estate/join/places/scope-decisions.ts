import { compareText } from '../../../finding/order.ts';
import type { Document } from '../../../load/document.ts';
import { oncePer } from '../../../once/once-per.ts';
import type { Look } from '../../look.ts';
import type { ScopeDecision } from '../../model/contract.ts';
import { wordsIn } from '../../reading/words.ts';
import type { Sources } from '../../sources.ts';

const HEADER_LINES = 60;
const LEAVES_OUT =
  /\bout[- ]of[- ]scope\b|\bnot in scope\b|\bexclud(?:ed?|es|ing)\b|\b(?:not|un)[- ]?governed\b|\bnot covered\b|\b(?:intentionally|deliberately) (?:omitted|absent|excluded|missing|left out|not)\b|\bomitted (?:by|on) /i;

/** Comments near the top of a contract that leave something out of its scope; decisions to show, not excuses. */
export function joinScopeDecisions(sources: Sources, look: Look): ScopeDecision[] {
  return sources.documents.flatMap((document) =>
    leavingOut(document).map((paragraph) => decision(document, paragraph, look)),
  );
}

const leavingOut = oncePer((document: Document): readonly Paragraph[] =>
  document.file.endsWith('.md')
    ? []
    : paragraphs(document.text).filter((paragraph) => LEAVES_OUT.test(paragraph.text)),
);

function decision(document: Document, { text, start, end }: Paragraph, look: Look): ScopeDecision {
  const named = wordsIn(text).flatMap(
    ({ word }) => (look.site(word) ?? look.site(word.toLowerCase()))?.id ?? [],
  );
  const sites = [...new Set(named)].toSorted(compareText);
  return { kind: document.kind, text, at: { file: document.file, start, end }, sites };
}

interface Paragraph {
  text: string;
  readonly start: number;
  end: number;
}

/** Comment lines that follow each other, as one text; an empty comment line parts them, and so does a `key: value` note. */
function paragraphs(text: string): Paragraph[] {
  const found: Paragraph[] = [];
  let open: Paragraph | undefined;
  let start = 0;
  for (const line of text.split('\n', HEADER_LINES)) {
    const words = line.includes('#') ? (/^#+\s*(.*)$/.exec(line.trim())?.[1] ?? '') : '';
    const end = start + line.trimEnd().length;
    if (/\w/.test(words) && open && !/^[A-Z][\w -]*:\s/.test(words)) {
      open.text += ` ${words}`;
      open.end = end;
    } else {
      open = /\w/.test(words) ? { text: words, start: start + line.indexOf('#'), end } : undefined;
      if (open) found.push(open);
    }
    start += line.length + 1;
  }
  return found;
}
