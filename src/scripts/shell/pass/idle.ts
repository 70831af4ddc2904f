import { oncePer } from '../../../once/once-per.ts';
import type { PassFact } from '../../facts.ts';
import { placed } from '../../reading.ts';
import { enclosing, type Syntax } from '../../syntax.ts';
import { constantOf, unchangedIn } from './constants.ts';
import type { Ending, Flow } from './endings.ts';
import { guardLevelsOf } from './guards.ts';

/** Ends that nothing leads to, because what they hang on never changes. */
export const idleEndsOf = oncePer((flow: Flow): ReadonlySet<Ending> => {
  const certain = flow.endings.filter((end) => isCertain(end, flow)).map(statementOf);
  const idle = flow.endings.filter(
    (end) =>
      verdictsOver(end, flow).includes(false) || certain.some((statement) => isBehind(end.node, statement)),
  );
  return new Set(idle);
});

/** What each condition around an end comes to, where that can be said beforehand: whether it leads there. */
function verdictsOver({ node }: Ending, { reading }: Flow): (boolean | undefined)[] {
  return guardLevelsOf(node, reading).map((atoms) => {
    const [atom] = atoms;
    const value = atom && atoms.length === 1 ? constantOf(atom, reading) : undefined;
    return value === undefined ? undefined : value === atom!.holds;
  });
}

function isCertain(end: Ending, flow: Flow): boolean {
  const verdicts = verdictsOver(end, flow);
  return verdicts.length === 1 && verdicts[0] === true && enclosing(end.node, ...LOOPS) === undefined;
}

const LOOPS = ['for_statement', 'while_statement', 'case_statement'] as const;

const statementOf = ({ node }: Ending): Syntax => enclosing(node, 'if_statement', 'list')!;

/** Whether a statement stands behind another one, or inside of one that does. */
function isBehind(node: Syntax, statement: Syntax): boolean {
  for (let at: Syntax | undefined = node; at && at.type !== 'function_definition'; at = at.parent)
    if (at.parent === statement.parent) return at.start >= statement.end;
  return false;
}

/** The verdict of a script that asks for what nothing in it ever writes down. */
export function idleVerdict(flow: Flow): PassFact | undefined {
  const { endings, reading } = flow;
  const end =
    endings.find(
      (each) => each.code === 0 && each.variables.some((name) => unchangedIn(reading).has(name)),
    ) ?? endings.find((each) => each.code !== 0 && idleEndsOf(flow).has(each));
  if (!end) return undefined;
  const asked = end.variables[0] ?? askedBefore(end, flow);
  return asked === undefined ? undefined : { ...placed(reading, end.node), by: 'idle-verdict', what: asked };
}

/** The variable that decides about an end: in a condition around it, or in one that ended the script before. */
function askedBefore(end: Ending, flow: Flow): string | undefined {
  const ends = [end, ...flow.endings.filter((each) => isCertain(each, flow))];
  const atoms = ends.flatMap(({ node }) => guardLevelsOf(node, flow.reading).flat());
  const atom = atoms.find((each) => constantOf(each, flow.reading) !== undefined);
  return atom && /\w+/.exec(atom.text.replace(/^-[zn]\s/, ''))?.[0];
}
