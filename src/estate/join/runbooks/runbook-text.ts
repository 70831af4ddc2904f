import type { Nodes, Parent } from 'mdast';
import type { Document } from '../../../load/document.ts';
import { oncePer } from '../../../once/once-per.ts';
import { markdownBlocks } from '../../reading/markdown.ts';

/** A stretch of a Markdown text that says one thing: a paragraph, list item, table row, code block or heading. */
export interface Block {
  readonly type: 'heading' | 'text' | 'code';
  /** Of a heading: its rank. */
  readonly depth: number;
  readonly text: string;
  /** Offsets into the file. */
  readonly start: number;
  readonly end: number;
}

/** The blocks of a Markdown document below its front matter, in order. */
export const blocksOf = oncePer((document: Document): readonly Block[] => {
  const offset = document.bodyStart ?? 0;
  const body = document.text.slice(offset);
  const root = markdownBlocks(body);
  return root.children.flatMap((node) => blocks(node, body, offset));
});

function blocks(node: Nodes, body: string, offset: number): Block[] {
  if (node.type === 'heading') return [block('heading', node.depth, node, body, offset)];
  if (node.type === 'paragraph' || node.type === 'tableRow') return [block('text', 0, node, body, offset)];
  if (node.type === 'code') return [block('code', 0, node, body, offset)];
  return 'children' in node ? (node as Parent).children.flatMap((child) => blocks(child, body, offset)) : [];
}

function block(type: Block['type'], depth: number, node: Nodes, body: string, offset: number): Block {
  const start = node.position?.start.offset ?? 0;
  const end = node.position?.end.offset ?? start;
  return { type, depth, text: body.slice(start, end), start: start + offset, end: end + offset };
}
