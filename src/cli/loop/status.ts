import type { Argv, CommandModule } from 'yargs';
import { type JudgedCriterion, judgedCriteria } from '../../loop/criteria.ts';
import { type Missing, missingFor } from '../../loop/missing.ts';
import { type LoopState, loopState, WORD_LAWS } from '../../loop/state.ts';
import { inkFor } from '../../report/ink.ts';
import { gatesBoundTo, type Situation, situation } from '../situation.ts';
import { wantsColour } from '../text-report.ts';
import { loopNamed } from './named.ts';
import { type LoopOptions, loopOptions, printJson, whereOf } from './options.ts';
import { loopStatusText } from './status-text.ts';

interface StatusOptions extends LoopOptions {
  readonly loop: string;
}

export const loopStatusCommand: CommandModule<object, StatusOptions> = {
  command: 'status <loop>',
  describe: 'Each gap of a loop with its verdict, and what is missing before the loop can be closed',
  builder: (argv: Argv) =>
    loopOptions(argv.positional('loop', { type: 'string', demandOption: true, describe: 'Id of the loop' }))
      .example('$0 loop status {loop}', 'how far that loop is')
      .epilog(
        'Exit code: 0 nothing is missing, 1 something is, 2 could not judge.',
      ) as unknown as Argv<StatusOptions>,
  handler: async (argv) => {
    const state = await stateOfLoop(argv.loop, argv);
    process.exitCode = state.missing.length > 0 ? 1 : 0;
    if (argv.format === 'json') printJson(statusJson(state));
    else {
      process.stdout.write(
        loopStatusText(state.state, state.criteria, state.missing, inkFor(wantsColour(argv.color))),
      );
    }
  },
};

/** One loop with everything that is known of it. */
export interface JudgedLoop {
  readonly situation: Situation;
  readonly state: LoopState;
  readonly missing: readonly Missing[];
  readonly criteria: { readonly success: JudgedCriterion[]; readonly done: JudgedCriterion[] };
}

export async function stateOfLoop(id: string, options: LoopOptions): Promise<JudgedLoop> {
  const found = await situation(whereOf(options), (prepared) => {
    const gaps = loopNamed(id, prepared.estate).gaps.map((gap) => gap.id);
    return gatesBoundTo(prepared, gaps, WORD_LAWS);
  });
  const state = loopState(loopNamed(id, found.ground.estate), found.prepared.settings, found.ground);
  const { successCriteria, definitionOfDone } = state.loop;
  const facts = { dirty: found.identity.dirty };
  return {
    situation: found,
    state,
    missing: missingFor(state),
    criteria: {
      success: judgedCriteria(successCriteria, state, facts),
      done: judgedCriteria(definitionOfDone, state, facts),
    },
  };
}

function statusJson({ state, missing, criteria }: JudgedLoop) {
  const { loop, gaps, packs, wrongWords } = state;
  const plain = ({ criterion, met, note }: JudgedCriterion) => ({ text: criterion.text, met, note });
  return {
    version: 1,
    loop: loop.id,
    file: loop.file,
    status: loop.status?.value ?? null,
    groups: loop.groups,
    gaps: gaps.map(({ link, title, severity, registered, verdict }) => ({
      id: link.id,
      group: link.group ?? null,
      title,
      severity: severity ?? null,
      register: registered ?? null,
      verdict: verdict.word,
      reasons: verdict.reasons,
      runKeys: verdict.runKeys,
      findings: verdict.findings,
    })),
    packs,
    wrongWords,
    successCriteria: criteria.success.map(plain),
    definitionOfDone: criteria.done.map(plain),
    missing,
  };
}
