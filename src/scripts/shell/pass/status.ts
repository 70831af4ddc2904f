import { child, type Syntax } from '../../syntax.ts';
import { commandOf } from '../command.ts';
import { constantOf } from './constants.ts';
import { type Flow, isMessage } from './endings.ts';
import { atomsOf } from './guards.ts';
import { idleEndsOf } from './idle.ts';

/** Whether a statement certainly ends with 0. */
export function endsWell(node: Syntax | undefined, flow: Flow, depth = 0): boolean {
  if (!node || depth > 8) return false;
  const last = (block: Syntax | undefined) => endsWell(block && lastInside(block), flow, depth + 1);
  switch (node.type) {
    case 'redirected_statement':
      return endsWell(node.children[0], flow, depth + 1);
    case 'list':
      return listEndsWell(node, flow, depth);
    case 'compound_statement':
      return last(node);
    case 'if_statement':
      return branches(node).every((branch) => endsWell(branch, flow, depth + 1));
    case 'for_statement':
    case 'while_statement':
      return last(child(node, 'body'));
    case 'command':
      return commandEndsWell(node, flow, depth);
    case 'pipeline':
      return !flow.reading.gathered.settings.pipefail && isFilter(node.children.at(-1), flow);
    case 'test_command':
      return atomsOf(node, true, flow.reading).every((atom) => constantOf(atom, flow.reading) === atom.holds);
    default:
      return false;
  }
}

/** Programs that hand on what they read, whatever it says. */
const FILTERS = /^(sort|uniq|head|tail|cut|tr|wc|column|cat|tee|nl|paste|rev|fold|tac)$/;

/** A pipe ends with what its last program thinks of it, which is well where that is a mere filter. */
const isFilter = (node: Syntax | undefined, { reading }: Flow): boolean =>
  node?.type === 'command' && FILTERS.test(commandOf(node, reading)?.name ?? '');

function commandEndsWell(node: Syntax, flow: Flow, depth: number): boolean {
  const end = flow.endings.find((each) => each.node === node);
  if (end) return end.code === 0 || idleEndsOf(flow).has(end);
  const called = flow.functions.get(commandOf(node, flow.reading)?.name ?? '');
  const body = called && child(called, 'body');
  return body ? endsWell(lastInside(body), flow, depth + 1) : isMessage(node, flow.reading);
}

function listEndsWell(node: Syntax, flow: Flow, depth: number): boolean {
  const named = node.children.filter((each) => each.named);
  const right = endsWell(named.at(-1), flow, depth + 1);
  return node.children.some((each) => each.type === '||')
    ? right
    : right && endsWell(named[0], flow, depth + 1);
}

/** The last statement of a block, or of the first way through an `if`. */
const lastInside = (block: Syntax): Syntax | undefined =>
  block.children.findLast((each) => each.named && !/^(comment|elif_clause|else_clause)$/.test(each.type));

/** The last statement of each way through an `if`. */
function branches(node: Syntax): Syntax[] {
  const clauses = node.children.filter((each) => /^(else|elif)_clause$/.test(each.type));
  return [node, ...clauses].flatMap((way) => lastInside(way) ?? []);
}
