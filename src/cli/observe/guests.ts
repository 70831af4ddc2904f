import type { Argv, CommandModule } from 'yargs';
import { printable } from '../../finding/printable.ts';
import { Refusal } from '../../finding/refusal.ts';
import { type HypervisorView, hypervisorsOf, seeGuests } from '../../window/guests-seen.ts';
import { type MakeWorld, planningOf, settingOf, usualWorld } from '../window/setting.ts';
import { withSite } from './options.ts';

interface GuestsOptions {
  readonly estate?: string;
  readonly site?: string;
  readonly format: 'text' | 'json';
}

export const observeGuestsCommand: CommandModule<object, GuestsOptions> = {
  command: 'guests',
  describe: 'Compare what runs on every hypervisor with what the contracts say',
  builder: (argv) =>
    withSite(argv)
      .example('$0 observe guests', 'every hypervisor of the estate')
      .option('format', {
        choices: ['text', 'json'] as const,
        default: 'text' as const,
        describe: 'How to print it',
      })
      .epilog(
        'Exit code: 0 they agree, 1 they differ, 2 a hypervisor could not be asked.',
      ) as unknown as Argv<GuestsOptions>,
  handler: async (argv) => {
    process.exitCode = await observeGuests(argv);
  },
};

/** Runs `gates observe guests`; returns the exit code. */
export async function observeGuests(argv: GuestsOptions, make: MakeWorld = usualWorld): Promise<0 | 1 | 2> {
  const setting = await settingOf(argv.estate, true, make);
  const planning = planningOf(setting, argv.site);
  const hosts = hypervisorsOf(planning, argv.site);
  if (hosts.length === 0) {
    const whose = argv.site === undefined ? 'an active site' : `site "${argv.site}"`;
    throw new Refusal(
      `there is no hypervisor of ${whose} to ask`,
      'Hypervisors are named by hypervisors and proxmox_alias of topology.sites.yaml.',
    );
  }
  const views = await Promise.all(hosts.map((host) => seeGuests(setting.world, planning, host)));
  process.stdout.write(argv.format === 'json' ? `${JSON.stringify(views, null, 2)}\n` : textOf(views));
  if (views.some((view) => view.guests === null)) return 2;
  return views.some((view) => view.guests!.some((guest) => guest.differences.length > 0)) ? 1 : 0;
}

const textOf = (views: readonly HypervisorView[]): string =>
  `${views.flatMap(linesOf).map(printable).join('\n')}\n`;

function linesOf({ hypervisor, site, guests, problem }: HypervisorView): string[] {
  if (guests === null) return [`${site}  ${hypervisor}: could not be asked: ${problem}`];
  return [
    `${site}  ${hypervisor}: ${guests.length} guests`,
    ...guests.map(({ vmid, name, kind, status, differences }) => {
      const rest = differences.length === 0 ? '' : `  DIFFERS: ${differences.join('; ')}`;
      return `  ${vmid}  ${kind.padEnd(5)}${status.padEnd(9)}${name}${rest}`;
    }),
  ];
}
