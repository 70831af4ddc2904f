import type { Argv, CommandModule } from 'yargs';
import type { Estate } from '../../estate/model/estate.ts';
import { Refusal } from '../../finding/refusal.ts';
import { addTo } from '../../grouping/groups.ts';
import type { Document } from '../../load/document.ts';
import { closeRows, type RowClosing } from '../../loop/close-register.ts';
import { closeScope } from '../../loop/close-scope.ts';
import type { LoopState } from '../../loop/state.ts';
import { edited, type TextEdit, unifiedDiff } from '../../loop/text-edit.ts';
import { inkFor } from '../../report/ink.ts';
import { wantsColour } from '../text-report.ts';
import { writeFiles } from '../write-files.ts';
import { type LoopOptions, loopOptions } from './options.ts';
import { type JudgedLoop, stateOfLoop } from './status.ts';
import { missingLines } from './status-text.ts';

interface CloseOptions extends LoopOptions {
  readonly loop: string;
  readonly register: boolean;
  readonly 'dry-run': boolean;
}

export const loopCloseCommand: CommandModule<object, CloseOptions> = {
  command: 'close <loop>',
  describe: 'Close a loop whose gaps are all proven or accepted: status, date and run keys in its scope',
  builder: (argv: Argv) =>
    loopOptions(argv.positional('loop', { type: 'string', demandOption: true, describe: 'Id of the loop' }))
      .option('register', {
        type: 'boolean',
        default: false,
        describe: 'Close the rows of its gaps in the register too',
      })
      .option('dry-run', { type: 'boolean', default: false, describe: 'Show the edits and make none' })
      .example('$0 loop close {loop} --dry-run', 'what closing would write')
      .epilog(
        'Exit code: 0 closed, 1 something is missing, 2 could not judge.',
      ) as unknown as Argv<CloseOptions>,
  handler: async (argv) => {
    process.exitCode = await close(argv);
  },
};

async function close(argv: CloseOptions): Promise<0 | 1> {
  if (argv.now !== undefined && !argv['dry-run']) refuseOtherTime();
  const judged = await stateOfLoop(argv.loop, argv);
  const { state, missing, situation } = judged;
  const { loop } = state;
  if (loop.closed) throw new Refusal(`loop "${loop.id}" is ${loop.status?.value ?? 'closed'} already`);
  if (missing.length > 0) {
    process.stdout.write(`${missingLines(state, missing, inkFor(wantsColour(argv.color)))}\n`);
    return 1;
  }
  const files = editsOf(judged, argv.register);
  if (argv['dry-run']) {
    for (const [document, edits] of files)
      process.stdout.write(unifiedDiff(document.file, document.text, edits));
    return 0;
  }
  await writeFiles(
    situation.root,
    files.map(([{ file, text }, edits]) => ({ file, before: text, after: edited(text, edits) })),
  );
  const names = files.map(([document]) => document.file).join(' and ');
  process.stdout.write(`Closed ${loop.id} in ${names}. Commit that.\n`);
  return 0;
}

function refuseOtherTime(): never {
  throw new Refusal(
    'a loop is closed as of now',
    'Leave --now away; with --dry-run it shows what closing would have written then.',
  );
}

/** The edits of each file, of the scope first. */
function editsOf({ state, situation }: JudgedLoop, register: boolean): [Document, TextEdit[]][] {
  const { estate } = situation.ground;
  const date = new Date(estate.now).toISOString().slice(0, 10);
  const scope = documentOf(estate, state.loop.file);
  const own: [Document, TextEdit[]] = [scope, closeScope(scope, { date, runKeys: runKeysOf(state) })];
  return register ? [own, ...registerEdits(state, estate, date)] : [own];
}

/** The run keys on which the closing stands, each once. */
function runKeysOf({ gaps, packs }: LoopState): string[] {
  const keys = [...packs.flatMap((pack) => pack.runKey ?? []), ...gaps.flatMap((gap) => gap.verdict.runKeys)];
  return [...new Set(keys)].sort();
}

function registerEdits({ gaps }: LoopState, estate: Estate, date: string): [Document, TextEdit[]][] {
  const byFile = new Map<string, RowClosing[]>();
  for (const { link, verdict } of gaps) {
    const gap = estate.index.gap(link.id);
    if (!gap || gap.closed || gap.status?.value === 'accepted') continue;
    const status = verdict.word === 'proven' ? 'closed' : 'accepted';
    const { file } = gap.at;
    addTo(byFile, file, { gap, status, date, runKeys: verdict.runKeys });
  }
  return [...byFile].map(([file, closings]) => {
    const document = documentOf(estate, file);
    return [document, closeRows(document, closings)];
  });
}

const documentOf = (estate: Estate, file: string): Document =>
  estate.documents.find((document) => document.file === file)!;
