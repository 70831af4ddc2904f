import { addTo } from '../../../grouping/groups.ts';
import { type Piece, type Section, unmarked } from './loop-text.ts';

const MODIFIERS =
  '(?:all|the|linked|child|parent|registered|tracked|member|included|in[- ]scope|open|new|known|source)';
const LINKED = new RegExp(
  `^(?:${MODIFIERS}\\s+)*(?:gaps\\b|gap\\s+(?:list|table|register|ids|inventory)\\b|gap$)`,
  'i',
);
const NOT_LINKED = /\b(?:analys|summar|severit|criteri|unlinked|not linked|out[- ]of[- ]scope|excluded)/i;

const TITLES = {
  severity: /\bseverity\s+(?:summary|breakdown|counts?|distribution|totals?)\b|^(?:.+ by )?severity$/i,
  success: /^(?:success|acceptance|exit|completion)(?:\s+(?:criteria|checks?|conditions?))?$/i,
  done: /^(?:definition[ -]of[ -]done|done[ -](?:definition|checks?|criteria|when))\b/i,
  receipts: /^(?:receipts?|evidence|run[- ]keys?|verification receipts?)\b/i,
};

export type LoopPart = 'linked' | keyof typeof TITLES;

/** What a heading announces; undefined for anything else. */
export function partNamed(heading: Piece | undefined): LoopPart | undefined {
  const title = titleOf(heading);
  if (LINKED.test(title) && !NOT_LINKED.test(title)) return 'linked';
  return (Object.keys(TITLES) as (keyof typeof TITLES)[]).find((part) => TITLES[part].test(title));
}

/** A heading's words without numbering in front and count at the end. */
export function titleOf(heading: Piece | undefined): string {
  return unmarked(heading?.text ?? '')
    .replace(/^\d+[.)]\s*/, '')
    .replace(/(?<!\s)\s*[([](?=[^()[\]]*\d)[^()[\]]*[)\]]\s*:?$/, '')
    .replace(/(?<![:\s])[:\s]+$/, '');
}

/** As much of a section as tells which part it belongs to. */
type Titled = Pick<Section, 'heading' | 'depth'>;

interface Run<S extends Titled> {
  readonly part: LoopPart;
  readonly depth: number;
  readonly sections: S[];
}

/** The sections of each part: from its heading down to the next of its rank, parts inside it left out. */
export function partsOf<S extends Titled>(sections: readonly S[]): Map<LoopPart, S[][]> {
  const parts = new Map<LoopPart, S[][]>();
  const open: Run<S>[] = [];
  for (const section of sections) {
    while (open.length > 0 && section.depth <= open.at(-1)!.depth) open.pop();
    const part = partNamed(section.heading);
    if (part === undefined || part === open.at(-1)?.part) open.at(-1)?.sections.push(section);
    else {
      const run: Run<S> = { part, depth: section.depth, sections: [section] };
      open.push(run);
      addTo(parts, part, run.sections);
    }
  }
  return parts;
}
