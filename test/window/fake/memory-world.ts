import type { Argv, Route } from '../../../src/plan/route-model.ts';
import { atTheDoor } from '../../../src/window/door.ts';
import { sshOutcome } from '../../../src/window/ssh-outcome.ts';
import type { Ran, RunOptions, Transport, World } from '../../../src/window/world.ts';
import type { Machines } from './estate-machines.ts';
// @ts-expect-error plain JavaScript, as the executable needs it
import { answer, exportsOf, isOn, machineAt, takes } from './machines.mjs';

/** Machines of a state in memory, without a process: what a command says is what the fake ssh would say. */
export class MemoryWorld implements World {
  readonly calls: { readonly to: string; readonly argv: Argv }[] = [];
  #now: number;
  /** Called before each command; what it gives stands for the command's end. */
  before: (to: Route, argv: Argv, options: RunOptions) => Ran | undefined | Promise<Ran | undefined> = () =>
    undefined;

  constructor(
    readonly state: Machines,
    begin = '2026-01-15T11:00:00Z',
  ) {
    this.#now = Date.parse(begin);
  }

  readonly time = {
    now: () => this.#now,
    sleep: async (ms: number) => {
      this.#now += ms;
    },
  };

  readonly transport: Transport = {
    run: async (route, argv, options) => {
      atTheDoor(route, argv);
      this.calls.push({ to: route.id, argv });
      const given = await this.before(route, argv, options);
      if (given) return given;
      const { code, out = '', err = '' } = answer(this.state, route.host, argv, options.stdin ?? null);
      return sshOutcome(code, out, err);
    },
  };

  readonly here = {
    run: async (argv: Argv): Promise<Ran> => {
      const said = argv[0] === 'showmount' ? exportsOf(this.state, argv.at(-1)) : { code: 0 };
      return { kind: 'ended', code: said.code, stdout: said.out ?? '', stderr: said.err ?? '' };
    },
    knock: async (host: string, port: number): Promise<boolean> => takes(this.state, host, port),
    status: async (url: string): Promise<number | undefined> => {
      const machine = machineAt(this.state, new URL(url).hostname);
      return isOn(this.state, machine) ? this.state.pages[url] : undefined;
    },
    ask: async (host: string): Promise<boolean> => isOn(this.state, machineAt(this.state, host)),
  };
}
