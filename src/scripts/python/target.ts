import { child, childOf, enclosing, type Syntax } from '../syntax.ts';
import { literalText, nameOf } from './literal.ts';

export function otherSide(comparison: Syntax, node: Syntax, source: string): string | undefined {
  const other = comparison.children.find((each) => each.named && each !== node && each.field !== 'operators');
  return (
    nameOf(other, source) ??
    (other && /sys\.platform|hostname|gethostname/.exec(source.slice(other.start, other.end))?.[0])
  );
}

const flags = new WeakMap<Syntax, string | undefined>();

/** The name that a parser's option is called by. */
export function firstFlag(call: Syntax | undefined, source: string): string | undefined {
  if (!call) return undefined;
  if (flags.has(call)) return flags.get(call);
  const strings = childOf(call, 'argument_list')?.children.filter((each) => each.type === 'string') ?? [];
  const names = strings.map((each) => literalText(each, source));
  const flag = names.find((name) => name.startsWith('--')) ?? names[0];
  flags.set(call, flag);
  return flag;
}

export function subjectOfCall(call: Syntax, source: string): string | undefined {
  const called = call.children[0];
  if (called?.type === 'attribute' && source.slice(called.start, called.end).startsWith('re.')) {
    return (
      nameOf(childOf(call, 'argument_list')?.children.filter((each) => each.named)[1], source) ??
      targetOf(call, source)
    );
  }
  return called?.type === 'attribute' ? nameOf(called.children[0], source) : undefined;
}

export function targetOf(node: Syntax, source: string): string | undefined {
  let at: Syntax = node;
  while (at.parent) {
    const parent: Syntax = at.parent;
    if (/assignment$/.test(parent.type) && parent.children[0] !== at)
      return nameOf(parent.children[0], source);
    if (/^for_(statement|in_clause)$/.test(parent.type)) return nameOf(child(parent, 'left'), source);
    if (parent.type === 'keyword_argument') return keywordTarget(parent, source);
    if (parent.type === 'pair') {
      const key = child(parent, 'key');
      return key?.type === 'string' ? literalText(key, source) : nameOf(key, source);
    }
    if (/(block|module|_statement|lambda)$/.test(parent.type)) return undefined;
    at = parent;
  }
  return undefined;
}

function keywordTarget(keyword: Syntax, source: string): string | undefined {
  const name = nameOf(child(keyword, 'name'), source) ?? '';
  const call = enclosing(keyword, 'call');
  return /^(choices|default|type)$/.test(name) && call ? firstFlag(call, source) : name;
}
