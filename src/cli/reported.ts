import { remoteUri } from '../git/remote.ts';
import { rendererOf } from '../report/format.ts';
import type { Reported } from '../report/reported.ts';
import type { ExitCode } from '../result/exit-code.ts';
import { timed } from '../timing/stopwatch.ts';
import type { Prepared } from './judge.ts';
import type { Judgement } from './judgement.ts';
import type { Output } from './outputs.ts';
import { clockWords, terminalColumns, wantsColour } from './text-report.ts';

/** A judgement as its reports need it. Git is asked for the repository's address only where a format says it. */
export function reportedRun(
  root: string,
  { estate, clock }: Prepared,
  judgement: Judgement,
  exitCode: ExitCode,
  outputs: readonly Output[],
): Reported {
  const repository = outputs.some(({ format }) => format === 'sarif') ? remoteUri(root) : undefined;
  return {
    ...judgement,
    exitCode,
    sites: estate.sites.map(({ id, status }) => ({ id, status })),
    clock: clockWords(clock.source),
    ...(repository !== undefined && { repository }),
  };
}

export interface Looks {
  readonly color?: boolean;
  readonly quiet: boolean;
}

/** The text of one output; colour only where a person may read it. */
export async function renderedOutput(output: Output, run: Reported, looks: Looks): Promise<string> {
  const render = await rendererOf(output.format);
  return timed('report', () => render(run, styleOf(output, looks)));
}

export const styleOf = ({ file }: Output, { color, quiet }: Looks) => ({
  colour: file === undefined && wantsColour(color),
  quiet,
  columns: file === undefined ? terminalColumns() : undefined,
});
