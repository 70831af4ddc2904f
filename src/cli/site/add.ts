import type { Argv, CommandModule } from 'yargs';
import type { Finding } from '../../finding/finding.ts';
import { Refusal } from '../../finding/refusal.ts';
import { NOTHING, type Patch, textIn, textsOf, withChanges } from '../../fix/patch.ts';
import { bindingsOf } from '../../fix/site/bind.ts';
import type { NewSite } from '../../fix/site/new-site.ts';
import { refuseClashes, refuseId } from '../../fix/site/refuse.ts';
import type { Judge, Verdict } from '../../fix/verdict.ts';
import { diskTree } from '../../load/disk-tree.ts';
import { inkFor } from '../../report/ink.ts';
import { estateRoot } from '../estate-root.ts';
import { judgeOf } from '../fix/judge-edited.ts';
import { diffOf, remainingText } from '../fix/text.ts';
import { COLOR_OPTION, ESTATE_OPTION, NOW_OPTION } from '../judging-options.ts';
import { wantsColour } from '../text-report.ts';
import { rewrittenBy, writeFiles } from '../write-files.ts';
import { type Given, siteFrom, terminal } from './ask.ts';

interface AddOptions extends Given {
  readonly id: string;
  readonly estate?: string;
  readonly 'dry-run': boolean;
  readonly now?: string;
  readonly color?: boolean;
}

const ADD_EXAMPLE =
  '$0 site add north --lan 10.9.0.0/24 --vmid-range 400-499 --hypervisor host-north=10.9.0.10 --dry-run';

export const siteAddCommand: CommandModule<object, AddOptions> = {
  command: 'add <id>',
  describe: 'Write the bindings of a new site, then show what the standard still demands of it',
  builder: (argv: Argv) =>
    argv
      .positional('id', { type: 'string', demandOption: true, describe: 'Id of the site' })
      .option('estate', ESTATE_OPTION)
      .option('lan', { type: 'string', requiresArg: true, describe: 'Its network, as address/length' })
      .option('vmid-range', {
        type: 'string',
        requiresArg: true,
        describe: 'VMIDs of its guests, as low-high',
      })
      .option('hypervisor', {
        type: 'string',
        array: true,
        requiresArg: true,
        describe: 'ID=ADDRESS of a hypervisor; may be repeated',
      })
      .option('nas', {
        type: 'string',
        array: true,
        requiresArg: true,
        describe: 'ID=ADDRESS of a NAS; may be repeated',
      })
      .option('timezone', { type: 'string', requiresArg: true, describe: 'IANA time zone' })
      .option('dry-run', { type: 'boolean', default: false, describe: 'Show the bindings and write none' })
      .option('now', NOW_OPTION)
      .option('color', COLOR_OPTION)
      .example(ADD_EXAMPLE, 'a third site')
      .epilog(
        'Asks on a terminal for what the options leave out.\n' +
          'Exit code: 0 nothing is demanded any more, 1 something is, 2 refused or could not judge.',
      ) as unknown as Argv<AddOptions>,
  handler: async (argv) => {
    process.exitCode = await add(argv);
  },
};

async function add(argv: AddOptions): Promise<0 | 1> {
  const root = estateRoot(argv.estate);
  const judge = judgeOf(diskTree(root), argv.estate ?? root, argv.now);
  const before = await judge(new Map());
  refuseId(before.estate, argv.id);
  const site = await described(argv);
  const { patch, demands } = await boundSite(judge, before, site);
  const dry = argv['dry-run'];
  if (!dry) await writeFiles(root, rewrittenBy(patch));
  process.stdout.write(`${diffOf(patch)}\n`);
  process.stdout.write(demandText(site, demands, dry, wantsColour(argv.color)));
  return demands.length === 0 ? 0 : 1;
}

async function described(argv: AddOptions): Promise<NewSite> {
  const person = terminal();
  try {
    return await siteFrom(argv.id, argv, person?.ask);
  } finally {
    person?.close();
  }
}

/** The bindings of a site, judged: what the estate would be asked for on top of what it is asked for already. */
export async function boundSite(
  judge: Judge,
  before: Verdict,
  site: NewSite,
): Promise<{ readonly patch: Patch; readonly demands: readonly Finding[] }> {
  refuseClashes(before.estate, site);
  if (before.estate.index.loaded('topology.sites').length === 0) {
    throw new Refusal(
      'the estate has no topology.sites.yaml to bind a site in',
      'Start one with `gates init`.',
    );
  }
  const patch = withChanges(NOTHING, bindingsOf(before.estate, site), textIn(before));
  if (!patch) {
    throw new Refusal(
      'the bindings cannot be written without touching more than the new rows',
      'A contract that lists sites uses aliases or an unusual style there; write its row by hand.',
    );
  }
  const after = await judge(textsOf(patch));
  const known = new Set(before.findings.map((finding) => finding.fingerprint));
  const demands = after.findings.filter((finding) => !known.has(finding.fingerprint));
  refuseSpelled(site, demands);
  return { patch, demands };
}

/** A site called by a word of scripts would make every script that uses the word one that names the site. */
function refuseSpelled({ id }: NewSite, demands: readonly Finding[]): void {
  const spelled = demands.find((finding) => finding.gate.startsWith('scripts/no-site-'));
  if (!spelled) return;
  throw new Refusal(
    `"${id}" is a word that ${spelled.place.file}:${spelled.place.line} uses already`,
    'Choose an id that no script spells.',
  );
}

function demandText({ id }: NewSite, demands: readonly Finding[], dry: boolean, colour: boolean): string {
  const ink = inkFor(colour);
  const bound = dry ? `Site "${id}" would be bound; nothing was written.` : `Site "${id}" is bound.`;
  if (demands.length === 0) return `${ink.good(bound)} The standard demands nothing more.\n`;
  const list = remainingText(
    demands.map((finding) => ({ finding })),
    ink,
  );
  const count = demands.length === 1 ? '1 thing' : `${demands.length} things`;
  return `${list}${ink.strong(bound)} The standard still demands ${count} of it.\nNext: \`gates fix\` writes what follows from the contracts; its diff shows which values are drafts.\n`;
}
