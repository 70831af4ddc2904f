import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Argv, CommandModule } from 'yargs';
import { KIND_RULES, type KindRule } from '../../contract/kinds.ts';
import { Refusal } from '../../finding/refusal.ts';
import { nearest } from '../../finding/suggest.ts';
import { estateRoot } from '../estate-root.ts';
import { COLORLESS_OPTION, ESTATE_OPTION } from '../judging-options.ts';
import { packageRoot } from '../package-root.ts';
import { install, installText, plannedInstall } from './install.ts';

interface SchemaOptions {
  readonly kind?: string;
  readonly estate?: string;
  readonly install: boolean;
  readonly vscode: boolean;
  readonly 'dry-run': boolean;
}

const ENDING = '.schema.json';

export const schemaCommand: CommandModule<object, SchemaOptions> = {
  command: 'schema [kind]',
  describe: 'Print the JSON Schema of a kind of contract, or install all of them for editors',
  builder: (argv: Argv) =>
    argv
      .option('color', COLORLESS_OPTION)
      .positional('kind', { type: 'string', describe: 'A contract kind, or a file of this tool' })
      .option('install', {
        type: 'boolean',
        default: false,
        describe:
          'Write the schemas to .gates/schemas, and into each YAML contract a line that names its own',
      })
      .option('vscode', {
        type: 'boolean',
        default: false,
        describe: 'With --install: associate them in .vscode/settings.json instead',
      })
      .option('dry-run', {
        type: 'boolean',
        default: false,
        describe: 'With --install: say what would be written, and write nothing',
      })
      .option('estate', ESTATE_OPTION)
      .example('$0 schema', 'the kinds and their file names')
      .example('$0 schema startup.sequencing', 'one schema')
      .example('$0 schema --install --dry-run', 'what an installation would write')
      .epilog('A YAML language server completes and explains contracts by these schemas.')
      .check(({ kind, install: installs, vscode, 'dry-run': dry }) => {
        if (installs && kind !== undefined) {
          throw new Refusal('--install installs every schema', 'Leave the kind out.');
        }
        if (!installs && (vscode || dry)) {
          throw new Refusal('--vscode and --dry-run say how to install', 'Add --install.');
        }
        return true;
      }) as unknown as Argv<SchemaOptions>,
  handler: async (argv) => {
    if (!argv.install) process.stdout.write(argv.kind === undefined ? kinds() : schemaText(argv.kind));
    else await installIn(estateRoot(argv.estate), argv);
  },
};

async function installIn(root: string, argv: SchemaOptions): Promise<void> {
  const plan = plannedInstall(root, argv.vscode ? 'vscode' : 'modelines');
  if (!argv['dry-run']) await install(root, plan);
  process.stdout.write(installText(plan, argv['dry-run']));
}

function kinds(): string {
  const rows = KIND_RULES.map((rule) => [rule.kind, rule.stems.map((stem) => named(stem, rule)).join(', ')]);
  const width = Math.max(...rows.map(([kind]) => kind!.length));
  return `${rows.map(([kind, files]) => `${kind!.padEnd(width)}  ${files}`).join('\n')}\n`;
}

function named(stem: string, { format, folder }: KindRule): string {
  if (format === 'markdown') return `${stem}.md`;
  return folder === undefined ? `[<part>.]${stem}[.<part>].yaml` : `${folder}/${stem}.yaml`;
}

function schemaText(kind: string): string {
  const folder = join(packageRoot(), 'schemas');
  const known = readdirSync(folder).flatMap((name) =>
    name.endsWith(ENDING) ? [name.slice(0, -ENDING.length)] : [],
  );
  if (known.includes(kind)) return readFileSync(join(folder, kind + ENDING), 'utf8');
  const near = nearest(kind, known);
  throw new Refusal(
    `no schema is called "${kind}"`,
    near ? `Did you mean "${near}"?` : 'See `gates schema` for the kinds.',
  );
}
