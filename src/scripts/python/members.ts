import type { UseDetail } from '../reading.ts';
import { child, enclosing, type Syntax, withinOf } from '../syntax.ts';
import { COMPARING, isSpokenCall, SPOKEN_KEYWORDS } from './calls.ts';
import { calledName, literalText, nameOf } from './literal.ts';
import { firstFlag, otherSide, subjectOfCall, targetOf } from './target.ts';

export type Detail = (rest: Omit<UseDetail, 'text'>) => UseDetail;

export const COLLECTIONS = new Set([
  'list',
  'tuple',
  'set',
  'expression_list',
  'parenthesized_expression',
  'list_splat',
]);
export function memberOf(collection: Syntax, detail: Detail, source: string): UseDetail | undefined {
  let top = collection;
  while (top.parent && (COLLECTIONS.has(top.parent.type) || isConversion(top, source)))
    top = top.parent.type === 'argument_list' ? top.parent.parent! : top.parent;
  const members = membersOf(top, source);
  const shared = { siblings: members, group: top.start };
  const parent = top.parent;
  if (parent?.type === 'comparison_operator')
    return detail({ context: 'compared', subject: otherSide(parent, top, source), ...shared });
  const call = parent?.type === 'argument_list' ? parent.parent! : undefined;
  if (call && isSpokenCall(calledName(call, source)) && calledName(call, source) !== 'print')
    return undefined;
  if (call && COMPARING.test(calledName(call, source)))
    return detail({ context: 'compared', subject: subjectOfCall(call, source), ...shared });
  if (parent?.type === 'keyword_argument') return keywordMember(parent, detail, shared, source);
  if (parent?.type === 'boolean_operator' || /default_parameter$/.test(parent?.type ?? '')) {
    const name = nameOf(parent!.children[0], source);
    return detail({ context: 'list', subject: targetOf(top, source) ?? name, absent: name, ...shared });
  }
  return detail({
    context: 'list',
    subject: targetOf(top, source),
    ...shared,
    ...(call ? { command: calledName(call, source) } : {}),
  });
}

const known = new WeakMap<Syntax, readonly string[]>();

/** The texts that stand side by side in a list, a dictionary or a choice: worked out once for all of them. */
export function besideIn(whole: Syntax, texts: () => readonly string[]): readonly string[] {
  const told = known.get(whole) ?? texts();
  known.set(whole, told);
  return told;
}

const membersOf = (top: Syntax, source: string): readonly string[] =>
  besideIn(top, () => withinOf(top, 'string', 'integer').map((each) => literalText(each, source)));

export const keysOf = (dictionary: Syntax, source: string): readonly string[] =>
  besideIn(dictionary, () =>
    dictionary.children.flatMap((each) => child(each, 'key') ?? []).map((each) => literalText(each, source)),
  );

function keywordMember(
  keyword: Syntax,
  detail: Detail,
  shared: Partial<UseDetail>,
  source: string,
): UseDetail | undefined {
  const name = nameOf(child(keyword, 'name'), source) ?? '';
  if (SPOKEN_KEYWORDS.test(name)) return undefined;
  const flag = /^(choices|default|type)$/.test(name) ? firstFlag(enclosing(keyword, 'call'), source) : name;
  return detail({ context: 'list', subject: flag, absent: name === 'default' ? flag : undefined, ...shared });
}

function isConversion(node: Syntax, source: string): boolean {
  const call = node.parent?.type === 'argument_list' ? node.parent.parent : undefined;
  return (
    call !== undefined &&
    /^(set|frozenset|tuple|list|sorted|dict|enumerate|zip|reversed|OrderedDict)$/.test(
      calledName(call, source),
    )
  );
}
