import type { Argv, CommandModule } from 'yargs';
import { COLORLESS_OPTION } from '../judging-options.ts';
import { type RunOptions, runOptions, runRequest } from './run.ts';
import { type MakeWorld, usualWorld } from './setting.ts';

export const nasCommand: CommandModule = {
  command: 'nas <action>',
  describe: 'Start or stop the NAS of a site',
  builder: (argv) =>
    argv
      .option('color', COLORLESS_OPTION)
      .command(nasSide('start', 'Wake the NAS of a site and wait until its exports answer'))
      .command(nasSide('stop', 'Power the NAS of a site off, once nothing uses it any more'))
      .example('$0 nas start --site all', 'say what it would do')
      .demandCommand(1, 'Say what to do: for example `gates nas start --site west`.'),
  handler: () => {},
};

type Side = 'start' | 'stop';

function nasSide(side: Side, describe: string): CommandModule<object, RunOptions> {
  return {
    command: side,
    describe,
    builder: (argv) =>
      runOptions(argv).example(
        `$0 nas ${side} --site all`,
        'say what it would do',
      ) as unknown as Argv<RunOptions>,
    handler: async (argv) => {
      process.exitCode = await nasPower(side, argv);
    },
  };
}

/** Runs `gates nas start` or `stop`; returns the exit code. */
export function nasPower(side: Side, argv: RunOptions, make: MakeWorld = usualWorld): Promise<0 | 1 | 2> {
  const phase = side === 'start' ? 'startup' : 'shutdown';
  const capability = side === 'start' ? 'nas.startup' : 'nas.shutdown';
  return runRequest(argv, { sites: argv.site, phase, nasOnly: true }, capability, make);
}
