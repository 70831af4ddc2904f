/** Below what exhausts the parser's stack: there, one of its own patterns could end the whole process. */
const MAX_NESTING = 400;

const SIDE_BY_SIDE = new RegExp(`(?:[-?][ \\t]+){${MAX_NESTING}}`);
const INDENTED = new RegExp(`^[ \\t]{${MAX_NESTING}}`, 'm');

/** Where a text may nest too deeply for the parser, whatever it means: brackets left open, dashes side by side, indentation. */
export function tooDeepAt(text: string): number | undefined {
  const places = [openBrackets(text), text.search(SIDE_BY_SIDE), text.search(INDENTED)];
  const found = places.filter((place) => place >= 0);
  return found.length === 0 ? undefined : Math.min(...found);
}

function openBrackets(text: string): number {
  let open = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === '[' || sign === '{') open++;
    else if ((sign === ']' || sign === '}') && open > 0) open--;
    if (open > MAX_NESTING) return at;
  }
  return -1;
}
