import type { Document } from '../../../load/document.ts';
import { oncePer } from '../../../once/once-per.ts';
import { partsOf } from './loop-headings.ts';
import { hiddenLines, outlineOf, type RawSection } from './loop-outline.ts';
import { type Line, linesIn, type Piece, type Section } from './loop-text.ts';

/** The sections of a scope below its front matter; only the parts that laws read are taken apart by grammar. */
export const sectionsOf = oncePer(
  ({ text, bodyStart = 0 }: Pick<Document, 'text' | 'bodyStart'>): readonly Section[] => {
    const outline = outlineOf(text, bodyStart);
    const runs = [...partsOf(outline).values()].flat(2);
    const parts = new Set<RawSection>(runs);
    return outline.map((section) => ({
      ...(section.heading && { heading: section.heading }),
      depth: section.depth,
      lines: parts.has(section) ? linesIn(section.body) : plainLines(section.body),
    }));
  },
);

/** Lines outside of code, as they are. */
function plainLines(body: Piece): Line[] {
  const hidden = hiddenLines();
  let at = body.start;
  return body.text.split('\n').flatMap((text): Line[] => {
    const line: Line = { text, start: at, kind: 'text', level: 0 };
    at += text.length + 1;
    return hidden(text) || text.trim() === '' ? [] : [line];
  });
}
