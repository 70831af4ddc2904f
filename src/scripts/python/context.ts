import type { UseDetail } from '../reading.ts';
import { child, enclosing, type Syntax, withinOf } from '../syntax.ts';
import { COMPARING, isSpokenCall, SPOKEN_KEYWORDS } from './calls.ts';
import { calledName, literalText, nameOf } from './literal.ts';
import { besideIn, COLLECTIONS, type Detail, keysOf, memberOf } from './members.ts';
import { firstFlag, otherSide, subjectOfCall, targetOf } from './target.ts';

/** What a literal is there for, from what stands around it; undefined when it is for people or for nothing. */
export function contextOf(node: Syntax, source: string): UseDetail | undefined {
  const text = literalText(node, source);
  const detail = (rest: Omit<UseDetail, 'text'>): UseDetail => ({ text, ...rest });
  const parent = node.parent;
  switch (parent?.type) {
    case 'comparison_operator':
      return detail({ context: 'compared', subject: otherSide(parent, node, source) });
    case 'case_pattern':
    case 'union_pattern':
      return detail(armOf(node, source));
    case 'pair':
      return pairOf(node, parent, detail, source);
    case 'keyword_argument':
      return keywordOf(parent, detail, source);
    case 'default_parameter':
    case 'typed_default_parameter':
      return detail({
        context: 'default',
        subject: nameOf(child(parent, 'name'), source),
        absent: nameOf(child(parent, 'name'), source),
      });
    case 'argument_list':
      return argumentOf(node, parent, detail, source);
    case 'subscript':
      return subscriptOf(parent, detail, source);
    case 'boolean_operator':
      return detail({
        context: parent.children[0] === node ? 'text' : 'default',
        subject: targetOf(parent, source) ?? nameOf(parent.children[0], source),
        absent: nameOf(parent.children[0], source),
      });
    case 'conditional_expression':
      return detail(choiceOf(parent, source));
    case 'assignment':
    case 'augmented_assignment':
    case 'named_expression':
      return detail(assignedOf(parent, source));
    case 'return_statement':
    case 'yield':
      return detail({ context: 'returned', siblings: [text] });
    case 'expression_statement':
    case 'assert_statement':
    case 'raise_statement':
    case 'concatenated_string':
      return undefined;
    default:
      return parent && COLLECTIONS.has(parent.type)
        ? memberOf(parent, detail, source)
        : detail({ context: 'text', subject: targetOf(node, source) });
  }
}

function armOf(node: Syntax, source: string): Omit<UseDetail, 'text'> {
  const match = enclosing(node, 'match_statement');
  if (!match) return { context: 'arm' };
  const patterns = () =>
    withinOf(match, 'case_pattern')
      .flatMap((each) => withinOf(each, 'string'))
      .map((each) => literalText(each, source));
  return {
    context: 'arm',
    subject: nameOf(child(match, 'subject'), source),
    siblings: besideIn(match, patterns),
    group: match.start,
  };
}

function pairOf(node: Syntax, pair: Syntax, detail: Detail, source: string): UseDetail | undefined {
  const key = child(pair, 'key');
  const dictionary = pair.parent!;
  if (key !== node)
    return detail({
      context: 'assigned',
      filed: true,
      subject: key && (key.type === 'string' ? literalText(key, source) : nameOf(key, source)),
    });
  return detail({
    context: 'key',
    subject: targetOf(dictionary, source),
    siblings: keysOf(dictionary, source),
    group: dictionary.start,
  });
}

function keywordOf(keyword: Syntax, detail: Detail, source: string): UseDetail | undefined {
  const name = nameOf(child(keyword, 'name'), source) ?? '';
  if (SPOKEN_KEYWORDS.test(name)) return undefined;
  const call = enclosing(keyword, 'call');
  // In a broken text no call is around it.
  if (!call) return detail({ context: 'argument', subject: name });
  if (name === 'default') {
    const flag = firstFlag(call, source);
    return detail({ context: 'default', subject: flag ?? name, absent: flag });
  }
  return detail({ context: 'argument', subject: name, command: calledName(call, source) });
}

function argumentOf(node: Syntax, list: Syntax, detail: Detail, source: string): UseDetail | undefined {
  const call = list.parent!;
  const name = calledName(call, source);
  const before = list.children.find((each) => each.named && each.end <= node.start);
  if (/\.(add_argument|add_option|option)$/.test(name))
    return /^-/.test(literalText(node, source)) ? detail({ context: 'flag', group: call.start }) : undefined;
  if (isSpokenCall(name))
    return /^(print|sys\.stdout\.write|click\.echo)$/.test(name)
      ? detail({ context: 'output', command: 'print' })
      : undefined;
  if (COMPARING.test(name)) return detail({ context: 'compared', subject: subjectOfCall(call, source) });
  // What is got by a URL is got from a server.
  if (/(^|\.)(get|getenv|pop|setdefault|getattr)$/.test(name) && !literalText(node, source).includes('://')) {
    if (!before) return detail({ context: 'step', command: name, subject: nameOf(ownerOf(call), source) });
    return detail({
      context: 'default',
      subject: targetOf(call, source) ?? literalText(before, source),
      absent: /environ|getenv/.test(name) ? `$${literalText(before, source)}` : undefined,
    });
  }
  return detail({ context: 'argument', command: name, subject: undefined });
}

/** What a method is called on. */
const ownerOf = (call: Syntax): Syntax | undefined =>
  call.children[0]?.type === 'attribute' ? call.children[0].children[0] : undefined;

function subscriptOf(subscript: Syntax, detail: Detail, source: string): UseDetail {
  const target = nameOf(subscript.children[0], source);
  if (target === 'Literal')
    return detail({
      context: 'list',
      subject: targetOf(subscript, source),
      siblings: besideIn(subscript, () =>
        withinOf(subscript, 'string').map((each) => literalText(each, source)),
      ),
      group: subscript.start,
    });
  const written =
    /assignment$/.test(subscript.parent?.type ?? '') && subscript.parent!.children[0] === subscript;
  return detail({ context: written ? 'key' : 'step', subject: target });
}

/** `if not host: host = "a"` is a default; in any other branch the value is a choice. */
function assignedOf(assignment: Syntax, source: string): Omit<UseDetail, 'text'> {
  const subject = nameOf(assignment.children[0], source);
  const branch = enclosing(assignment, 'if_statement', 'function_definition');
  const condition = branch?.type === 'if_statement' ? child(branch, 'condition') : undefined;
  if (!condition || subject === undefined) return { context: 'assigned', subject };
  const asked = source.slice(condition.start, condition.end);
  if (new RegExp(`^not (\\w+\\.)*${subject}$|\\b${subject} (is None|== "")`).test(asked))
    return { context: 'default', subject, absent: subject };
  return { context: 'assigned', subject, chosen: true };
}

/** `"a" if x else "b"`: a default when the condition asks for an argument, else one of two values. */
function choiceOf(choice: Syntax, source: string): Omit<UseDetail, 'text'> {
  const [, condition] = choice.children.filter((each) => each.named);
  const asked = condition ? source.slice(condition.start, condition.end) : '';
  const position = /argv/.test(asked) ? '1' : undefined;
  return {
    context: position ? 'default' : 'assigned',
    subject: targetOf(choice, source),
    absent: position,
    chosen: position === undefined,
  };
}
