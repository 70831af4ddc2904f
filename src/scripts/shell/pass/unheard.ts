import type { PassFact } from '../../facts.ts';
import { oneLine, placed } from '../../reading.ts';
import { enclosing, type Syntax } from '../../syntax.ts';
import { OWN_SHELLS } from '../steps/errexit.ts';
import { type Flow, functionOf } from './endings.ts';
import { failuresOf, isAlone } from './failures.ts';
import { idleVerdict } from './idle.ts';
import { lostMarks } from './lost.ts';
import { endsWell } from './status.ts';

/** What the script cannot tell by its exit code: findings that it wrote down, its only check, or anything at all. */
export function unheardFindings(flow: Flow): PassFact[] {
  const { last, marks, reading } = flow;
  if (!last) return [];
  const lost = lostMarks(marks, flow);
  if (lost) return [{ ...placed(reading, lost.node), by: 'lost-findings', what: lost.variable }];
  if (!endsWell(last, flow) || failuresOf(flow).length > 0) return [];
  if (marks[0]) return [{ ...placed(reading, last), by: 'unheard-findings', what: marks[0].variable }];
  const swallowed = swallowedCheck(flow);
  if (swallowed)
    return [{ ...placed(reading, swallowed), by: 'swallowed-check', what: textOf(checkIn(swallowed), flow) }];
  const idle = reading.gathered.settings.errexit && checksAlone(flow) ? undefined : idleVerdict(flow);
  if (idle) return [idle];
  return reading.gathered.settings.errexit ? [] : [{ ...placed(reading, last), by: 'no-failure', what: '' }];
}

const checkIn = ({ type, children }: Syntax): Syntax => children.at(type === 'negated_command' ? -1 : 0)!;

const textOf = (node: Syntax, { reading }: Flow): string =>
  oneLine(reading.source.slice(node.start, node.end), 60);

/** Another file's functions may end the script, and so may a trap or whatever replaces the shell. */
export function isOutOfSight({ commands, reading }: Flow): boolean {
  return commands.some(
    ({ node, name, args }) =>
      /^(source|\.|eval)$/.test(name) ||
      (name === 'trap' &&
        !enclosing(node, ...OWN_SHELLS) &&
        args.some((word) => /exit/.test(word.text) || reading.source.includes(`${word.text}()`))) ||
      /^\s*exec\s+[^<>\d&{]/.test(reading.source.slice(node.start, node.end)),
  );
}

/** Under `set -e` a check that stands as a statement ends the script by itself. */
function checksAlone({ commands, reading }: Flow): boolean {
  const alone = commands.filter(({ node }) => isAlone(node));
  const called = new Set<string | undefined>([undefined, ...alone.map(({ name }) => name)]);
  return alone.some(
    ({ name, node, program }) =>
      (CHECKS.test(name) || program.text.includes('/')) && called.has(functionOf(node, reading)),
  );
}

const CHECKS =
  /grep$|^(rg|diff|cmp|test|\[|yq|jq|python[\d.]*|awk|comm|bash|sh|node|shellcheck|yamllint|git)$/;

/** `! grep -q x f` as a statement: `set -e` does not end the script at what is turned round. */
function isTurnedAlone(node: Syntax): boolean {
  const turned = node.parent?.type === 'negated_command' ? node.parent : undefined;
  return turned !== undefined && /^(program|compound_statement)$/.test(turned.parent?.type ?? '');
}

/** `check || true` where no other command looks at anything. */
function swallowedCheck(flow: Flow): Syntax | undefined {
  const checks = flow.commands.filter(
    ({ name, node, program }) =>
      (CHECKS.test(name) || program.text.includes('/')) &&
      !enclosing(node, 'command_substitution', 'process_substitution'),
  );
  const [only, ...others] = checks;
  if (only && others.length === 0 && isTurnedAlone(only.node)) return only.node.parent;
  const list = only && enclosing(only.node, 'list');
  if (!list || others.some(({ node }) => node.start < list.start || node.end > list.end)) return undefined;
  const right = list.children.filter((each) => each.named).at(-1);
  const isSwallowed = list.children.some((each) => each.type === '||') && endsWell(right, flow);
  return isSwallowed && !only.node.field.includes('condition') ? list : undefined;
}
