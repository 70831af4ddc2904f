import type { Predicate } from './statement.ts';

type Judged = Pick<Predicate, 'gates_tests' | 'gates_findings' | 'gates_exitCode' | 'gates_adequacy'>;

/** How a repeated judgement departs from the recorded one, a sentence per gate; empty when it is the same. */
export function divergence(then: Judged, now: Judged): string[] {
  const before = new Map(then.gates_tests.map((test) => [test.id, test]));
  const after = new Map(now.gates_tests.map((test) => [test.id, test]));
  const ids = [...new Set([...before.keys(), ...after.keys()])].sort();
  const gates = ids.flatMap((id) => {
    const words = gateWords(id, before.get(id), after.get(id), then, now);
    return words.length > 0 ? [`${id}: ${words.join('; ')}`] : [];
  });
  const exit =
    then.gates_exitCode === now.gates_exitCode
      ? []
      : [`exit code: ${then.gates_exitCode} then, ${now.gates_exitCode} now`];
  return [...gates, ...exit, ...adequacyWords(then.gates_adequacy, now.gates_adequacy)];
}

type Adequacy = Judged['gates_adequacy'];

/** Scores compare where both were asked for the same damage. */
function adequacyWords(then: Adequacy, now: Adequacy): string[] {
  if (!then || !now || then.operators !== now.operators) return [];
  const words = ({ killed, survived }: NonNullable<Adequacy>) => `${killed} killed and ${survived} survived`;
  const isSame = then.killed === now.killed && then.survived === now.survived;
  return isSame ? [] : [`adequacy: ${words(then)} then, ${words(now)} now`];
}

type Test = Judged['gates_tests'][number];

function gateWords(id: string, before: Test | undefined, after: Test | undefined, then: Judged, now: Judged) {
  if (!before) return ['it is in the pack now and was not then'];
  if (!after) return ['it was in the pack then and is not now'];
  return [
    ...(before.outcome === after.outcome ? [] : [`${before.outcome} then, ${after.outcome} now`]),
    ...setWords('examined', before.examined, after.examined),
    ...setWords('finding about', findingsOf(id, then), findingsOf(id, now)),
  ];
}

/** Subject and fingerprint, and whether it counted: equal findings are equal here. */
const findingsOf = (id: string, { gates_findings }: Judged): string[] =>
  gates_findings
    .filter((finding) => finding.gate === id)
    .map(
      ({ subject, fingerprint, waived, baselined }) =>
        `${subject} (${fingerprint.slice(0, 12)}${waived ? ', waived' : baselined ? ', in the baseline' : ''})`,
    );

function setWords(what: string, before: readonly string[], after: readonly string[]): string[] {
  const gone = before.filter((one) => !after.includes(one));
  const come = after.filter((one) => !before.includes(one));
  return [
    ...(gone.length > 0 ? [`${what} only then: ${gone.join(', ')}`] : []),
    ...(come.length > 0 ? [`${what} only now: ${come.join(', ')}`] : []),
  ];
}
