import { checkWords } from '../../plan/check-words.ts';
import type { Plan } from '../../plan/model.ts';
import { planText } from '../../plan/text.ts';
import { type GuardVerdict, holdGuards } from '../../window/hold-guards.ts';
import { holds } from '../../window/observation.ts';
import type { Eyes } from '../../window/observe/observe.ts';
import type { Judges } from '../../window/own-checks.ts';
import { guardLines } from './onlooker.ts';
import type { Setting } from './setting.ts';

/** What a dry run says, and whether the contracts and the evidence alone would already refuse it. */
export interface Rehearsal {
  readonly text: string;
  readonly refused: boolean;
}

/** Tells what would be read and run. No machine is touched, not even looked at. */
export async function rehearse(setting: Setting, plan: Plan, judges: Judges): Promise<Rehearsal> {
  const verdicts = await judgedHere(setting, plan, judges);
  const open = plan.guards.flatMap((guard) =>
    guard.checks.filter((check) => !JUDGED.has(check.kind)).map(checkWords),
  );
  const { clock } = setting.prepared;
  const lines = [
    '',
    `Guards, as far as contracts and evidence tell (as of ${new Date(clock.now).toISOString()}, ${clock.source})`,
    ...verdicts.flatMap(guardLines),
    '',
    'Asked of the machines before a phase begins',
    ...[...new Set(open)].map((words) => `  ${words}`),
    '',
    'Dry run: no machine was touched and nothing was written; --execute runs it.',
  ];
  const refused = verdicts.some(({ verdict }) => verdict === 'refused');
  return { text: `${planText(plan)}${lines.join('\n')}\n`, refused };
}

const JUDGED = new Set(['pack', 'backup-younger']);

/** Only what can be told from here: checks that would ask a machine are left out. */
async function judgedHere({ world }: Setting, plan: Plan, judges: Judges): Promise<GuardVerdict[]> {
  const eyes: Eyes = {
    world,
    signal: new AbortController().signal,
    own: async (check) => {
      if (check.kind === 'pack') return judges.pack(check);
      return check.kind === 'backup-younger' ? judges.evidence(check) : holds('not asked');
    },
  };
  const guards = plan.guards
    .map((guard) => ({ ...guard, checks: guard.checks.filter((check) => JUDGED.has(check.kind)) }))
    .filter((guard) => guard.checks.length > 0 || guard.objections.length > 0);
  const verdicts = await Promise.all(
    guards.map((guard) =>
      holdGuards(eyes, [guard], guard.phases[0]!, { emergency: false, acknowledged: false }),
    ),
  );
  return verdicts.flat();
}
