import type { Block } from './runbook-text.ts';

/** A heading with the blocks below it, down to the next heading of its rank or higher. */
export interface Section {
  readonly heading: Block;
  readonly content: readonly Block[];
}

export function sectionsOf(blocks: readonly Block[]): Section[] {
  return blocks.flatMap((heading, index) => {
    if (heading.type !== 'heading') return [];
    const rest = blocks.slice(index + 1);
    const end = rest.findIndex((block) => block.type === 'heading' && block.depth <= heading.depth);
    const content = (end < 0 ? rest : rest.slice(0, end)).filter((block) => block.type !== 'heading');
    return [{ heading, content }];
  });
}

const PLACEHOLDER =
  /^[\s>*_|.-]*(?:(?:to ?do|tbd|tba|n\/?a|none|nothing|empty|placeholder|[:!])[\s>*_|.:!-]*)?$/i;

/** The first section whose heading matches and that says something. The document's title is no section. */
export function sectionNamed(sections: readonly Section[], name: RegExp): Section | undefined {
  return sections.find(
    ({ heading, content }, index) =>
      !(index === 0 && heading.depth === 1) &&
      name.test(heading.text) &&
      content.some((block) => !PLACEHOLDER.test(block.text)),
  );
}
