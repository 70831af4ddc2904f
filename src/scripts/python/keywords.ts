import { addUse, type Reading } from '../reading.ts';
import { child, type Syntax } from '../syntax.ts';
import { calledName, nameOf } from './literal.ts';
import { besideIn } from './members.ts';
import { targetOf } from './target.ts';

/** `dict(a=1, b=2)`: the names of the arguments are the keys of a dictionary. */
export function readKeyword(node: Syntax, reading: Reading): void {
  const call = node.parent?.parent;
  const name = child(node, 'name');
  if (!name || call?.type !== 'call' || calledName(call, reading.source) !== 'dict') return;
  const names = () =>
    node
      .parent!.children.filter((each) => each.type === 'keyword_argument')
      .flatMap((each) => nameOf(child(each, 'name'), reading.source) ?? []);
  addUse(reading, name, {
    context: 'key',
    text: nameOf(name, reading.source) ?? '',
    subject: targetOf(call, reading.source),
    siblings: besideIn(node.parent!, names),
    group: call.start,
  });
}
