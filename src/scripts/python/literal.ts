import { HOLE } from '../hole.ts';
import { childOf, type Syntax } from '../syntax.ts';

/** What a string or number says: quotes gone, interpolations replaced by a hole. */
export function literalText(node: Syntax, source: string): string {
  if (node.type !== 'string') return source.slice(node.start, node.end);
  const open = childOf(node, 'string_start');
  const close = childOf(node, 'string_end');
  let at = open?.end ?? node.start;
  let text = '';
  for (const each of node.children) {
    if (each.type !== 'interpolation') continue;
    text += source.slice(at, each.start) + HOLE;
    at = each.end;
  }
  return text + source.slice(at, close?.start ?? node.end);
}

/** The last name of an expression: `args.site` is `site`, `row["host"]` is `host`, `f(x)` is `f`. */
export function nameOf(node: Syntax | undefined, source: string): string | undefined {
  if (!node) return undefined;
  switch (node.type) {
    case 'identifier':
      return source.slice(node.start, node.end);
    case 'attribute':
      return nameOf(node.children.at(-1), source);
    case 'subscript': {
      const index = node.children.find((each) => each.field === 'subscript');
      return index?.type === 'string' ? literalText(index, source) : nameOf(node.children[0], source);
    }
    case 'call': {
      const called = nameOf(node.children[0], source);
      if (called !== undefined && /^(get|getenv|lower|strip|upper|str|pop)$/.test(called))
        return argumentName(node, source) ?? called;
      return called;
    }
    case 'parenthesized_expression':
    case 'not_operator':
      return nameOf(
        node.children.find((each) => each.named),
        source,
      );
    default:
      return undefined;
  }
}

/** `row.get("site")` is `site`; `name.strip()` is `name`; `str(x)` is `x`. */
function argumentName(call: Syntax, source: string): string | undefined {
  const first = childOf(call, 'argument_list')?.children.find((each) => each.named);
  if (first?.type === 'string') return literalText(first, source);
  if (first) return nameOf(first, source);
  const called = call.children[0];
  return called?.type === 'attribute' ? nameOf(called.children[0], source) : undefined;
}

/** The dotted name that is called: `os.environ.get`. */
export function calledName(call: Syntax, source: string): string {
  const called = call.children[0];
  return called ? source.slice(called.start, called.end).replace(/\s+/g, '') : '';
}
