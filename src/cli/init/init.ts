import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Argv, CommandModule } from 'yargs';
import { clockOf } from '../../config/clock.ts';
import type { Finding } from '../../finding/finding.ts';
import { printable, quoted } from '../../finding/printable.ts';
import { Refusal } from '../../finding/refusal.ts';
import { fromAnsible } from '../../fix/import/ansible.ts';
import { contractsOf, type NewContract, unknownOf } from '../../fix/import/contracts.ts';
import { type Facts, NO_FACTS, together } from '../../fix/import/facts.ts';
import { type Machines, machinesOf } from '../../fix/import/machines.ts';
import { fromPvesh } from '../../fix/import/pvesh.ts';
import { fromTerraform } from '../../fix/import/terraform.ts';
import { addTo } from '../../grouping/groups.ts';
import { diskTree } from '../../load/disk-tree.ts';
import { loadContracts } from '../../load/load.ts';
import { overlayTree } from '../../load/overlay-tree.ts';
import { inkFor } from '../../report/ink.ts';
import { gitRoot } from '../estate-root.ts';
import { judgeOf } from '../fix/judge-edited.ts';
import { remainingText } from '../fix/text.ts';
import { COLOR_OPTION, ESTATE_OPTION, NOW_OPTION } from '../judging-options.ts';
import { install, plannedInstall } from '../schema/install.ts';
import { withModeline } from '../schema/modeline.ts';
import { wantsColour } from '../text-report.ts';
import { createFiles } from '../write-files.ts';

interface InitOptions {
  readonly estate?: string;
  readonly site?: string;
  readonly pvesh?: string[];
  readonly ansible?: string[];
  readonly terraform?: string[];
  readonly 'dry-run': boolean;
  readonly now?: string;
  readonly color?: boolean;
}

const SOURCES = { pvesh: fromPvesh, ansible: fromAnsible, terraform: fromTerraform } as const;

export const initCommand: CommandModule<object, InitOptions> = {
  command: 'init',
  describe: 'Start an estate: the contracts that can be known, and a list of what could not',
  builder: (argv: Argv) => {
    const source = (describe: string) =>
      ({ type: 'string', array: true, requiresArg: true, describe }) as const;
    return argv
      .option('estate', { ...ESTATE_OPTION, describe: 'Folder of the estate (default: the git root)' })
      .option('site', { type: 'string', requiresArg: true, describe: 'Site of the files that name none' })
      .option(
        'pvesh',
        source('[SITE=]FILE of `pvesh get` /cluster/resources, /storage or /cluster/backup as JSON'),
      )
      .option('ansible', source('[SITE=]FILE of `ansible-inventory --list`'))
      .option('terraform', source('[SITE=]FILE of a state, or of `terraform show -json` (bpg provider)'))
      .option('dry-run', { type: 'boolean', default: false, describe: 'Show the contracts and write none' })
      .option('now', NOW_OPTION)
      .option('color', COLOR_OPTION)
      .example(
        '$0 init --estate /tmp/new-estate --site north --dry-run',
        'an estate of one site, from nothing',
      )
      .epilog(
        'Writes into an estate without contracts only. Of a Terraform state only names, ids and the start order are read.\n' +
          'Exit code: 0 written and nothing to fix, 1 written with findings, 2 refused.',
      ) as unknown as Argv<InitOptions>;
  },
  handler: async (argv) => {
    process.exitCode = await init(argv);
  },
};

async function init(argv: InitOptions): Promise<0 | 1> {
  const root = argv.estate === undefined ? (gitRoot(process.cwd()) ?? process.cwd()) : resolve(argv.estate);
  refuseExisting(root);
  const sites = sitesFrom(argv);
  const day = new Date(clockOf(argv.now, undefined).now).toISOString().slice(0, 10);
  const contracts = contractsOf(sites, day).map(withSchema);
  const findings = await judgedNew(root, contracts, argv.now);
  const dry = argv['dry-run'];
  if (!dry) await write(root, contracts);
  process.stdout.write(printable(report(sites, contracts, findings, dry, wantsColour(argv.color))));
  return findings.length === 0 ? 0 : 1;
}

const withSchema = ({ kind, file, text }: NewContract): NewContract => ({
  kind,
  file,
  text: withModeline(text, file, kind) ?? text,
});

/** Nothing that is there is ever written over. */
function refuseExisting(root: string): void {
  if (!existsSync(root)) return;
  if (!statSync(root).isDirectory())
    throw new Refusal(`${quoted(root)} is no folder`, 'Name a folder with --estate.');
  const [known] = loadContracts(diskTree(root), { add: [], ignore: [] });
  if (!known) return;
  throw new Refusal(
    `the estate has contracts already, such as ${known.file}`,
    'Bind another site with `gates site add`, or name another folder with --estate.',
  );
}

/** The machines of each site; a file may name its site before a `=`. */
function sitesFrom(argv: InitOptions): Machines[] {
  const bySite = new Map<string, Facts[]>();
  for (const kind of ['pvesh', 'ansible', 'terraform'] as const) {
    for (const given of argv[kind] ?? []) {
      const { site, file } = sourceOf(given, argv.site);
      const facts = SOURCES[kind](file, textOf(file));
      addTo(bySite, site, facts);
    }
  }
  if (bySite.size === 0) bySite.set(siteId(argv.site ?? 'first-site'), [NO_FACTS]);
  return [...bySite].map(([site, facts]) => machinesOf(site, together(facts)));
}

function sourceOf(given: string, fallback: string | undefined): { site: string; file: string } {
  const match = /^([a-z][a-z0-9-]*)=(.+)$/.exec(given);
  if (match) return { site: siteId(match[1]!), file: match[2]! };
  if (fallback !== undefined) return { site: siteId(fallback), file: given };
  throw new Refusal(
    `the site of ${quoted(given)} is not known`,
    'Give --site ID, or SITE=FILE for each file.',
  );
}

function siteId(id: string): string {
  if (/^[a-z][a-z0-9-]*$/.test(id)) return id;
  throw new Refusal(
    `${quoted(id)} cannot be the id of a site`,
    'Expected lower-case letters, digits and "-".',
  );
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Refusal(`${quoted(file)} cannot be read (${code ?? 'unknown'})`, 'Name a file that is there.');
  }
}

async function judgedNew(
  root: string,
  contracts: readonly NewContract[],
  now: string | undefined,
): Promise<readonly Finding[]> {
  const texts = new Map(contracts.map(({ file, text }) => [file, text]));
  const base = existsSync(root) ? diskTree(root) : EMPTY;
  return (await judgeOf(overlayTree(base, texts), root, now)(new Map())).findings;
}

const EMPTY = {
  files: () => [],
  read: (path: string): Uint8Array => {
    throw new Error(`${path} is not there`);
  },
  size: () => 0,
  executable: () => false,
  has: () => false,
};

async function write(root: string, contracts: readonly NewContract[]): Promise<void> {
  mkdirSync(root, { recursive: true });
  await createFiles(root, new Map(contracts.map(({ file, text }) => [file, text])));
  await install(root, plannedInstall(root, 'modelines'));
}

function report(
  sites: readonly Machines[],
  contracts: readonly NewContract[],
  findings: readonly Finding[],
  dry: boolean,
  colour: boolean,
): string {
  const ink = inkFor(colour);
  const written = contracts.map(({ file, text }) => (dry ? `${file}\n${indented(text)}` : `wrote ${file}`));
  const unknown = [
    ...sites.flatMap((site) => site.left.map((text) => `not taken over: ${text}`)),
    ...unknownOf(sites),
  ];
  const list = remainingText(
    findings.map((finding) => ({ finding })),
    ink,
  );
  const counts = sites.map(
    ({ site, guests, hypervisors, nas }) =>
      `site "${site}": ${plural(hypervisors.length, 'hypervisor')}, ${nas.length} NAS, ${plural(guests.length, 'guest')}`,
  );
  return [
    ...written,
    '',
    ...counts,
    '',
    ink.strong('Could not be known:'),
    ...unknown.map((text) => `  - ${text}`),
    '',
    `${list}${ink.strong(plural(findings.length, 'finding'))} of the new estate. Next: \`gates fix\`, then \`gates check\`.`,
    '',
  ].join('\n');
}

const indented = (text: string): string => text.trimEnd().replace(/^/gm, '  ');

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
