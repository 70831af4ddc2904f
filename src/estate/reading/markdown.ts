import type { Root } from 'mdast';
import { fromMarkdown, type Options } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** The parser's time grows with the square of the lines that continue one list item without saying so. */
const LONGEST_RUN = 400;

const OWN_BLOCK = /^\s*(?:$|[-*+|#>]|\d+[.)]|[`~]{3})/;

const OPTIONS = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] };
/** What stands inside a line of text and never decides where a block begins or ends. */
const INLINE = [
  'attention',
  'autolink',
  'characterEscape',
  'characterReference',
  'codeText',
  'hardBreakEscape',
  'htmlText',
  'labelEnd',
  'labelStartImage',
  'labelStartLink',
  'wwwAutolink',
  'protocolAutolink',
  'emailAutolink',
  'gfmFootnoteCall',
  'gfmPotentialFootnoteCall',
  'strikethrough',
];
const BLOCKS = {
  extensions: [gfm(), { disable: { null: INLINE } }],
  mdastExtensions: gfmFromMarkdown().filter(({ transforms }) => !transforms),
};
const NOTHING: Root = { type: 'root', children: [] };

/** The syntax of a Markdown text. Of a run of lines without end, one in 400 is read as blank. */
export const markdownTree = (text: string): Root => treeOf(text, OPTIONS);

/** The same blocks, with their lines as mere text: for readers to whom the marks inside a line are nothing. */
export const markdownBlocks = (text: string): Root => treeOf(text, BLOCKS);

const treeOf = (text: string, options: Options): Root =>
  /\S/.test(text) ? fromMarkdown(broken(text), options) : NOTHING;

/** The same text in length, so that offsets stay true. */
function broken(text: string): string {
  let run = 0;
  return text.replace(/^.*$/gm, (line) => {
    run = OWN_BLOCK.test(line) ? 0 : run + 1;
    if (run < LONGEST_RUN) return line;
    run = 0;
    return ' '.repeat(line.length);
  });
}
