import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Argv, CommandModule } from 'yargs';
import { KIND_RULES } from '../contract/kinds.ts';
import { Refusal } from '../finding/refusal.ts';
import { nearest } from '../finding/suggest.ts';
import { packageRoot } from './package-root.ts';

interface SchemaOptions {
  readonly kind?: string;
}

const ENDING = '.schema.json';

export const schemaCommand: CommandModule<object, SchemaOptions> = {
  command: 'schema [kind]',
  describe: 'Print the JSON Schema of a contract kind, or list the kinds and the files that count as each',
  builder: (argv: Argv) =>
    argv
      .positional('kind', { type: 'string', describe: 'A contract kind, or a file of this tool' })
      .example('$0 schema', 'the kinds and their file names')
      .example('$0 schema startup.sequencing', 'one schema') as Argv<SchemaOptions>,
  handler: ({ kind }) => {
    process.stdout.write(kind === undefined ? kinds() : schemaText(kind));
  },
};

function kinds(): string {
  const rows = KIND_RULES.map(({ kind, stems, format }) => [
    kind,
    stems.map((stem) => named(stem, format)).join(', '),
  ]);
  const width = Math.max(...rows.map(([kind]) => kind!.length));
  return `${rows.map(([kind, files]) => `${kind!.padEnd(width)}  ${files}`).join('\n')}\n`;
}

const named = (stem: string, format: 'yaml' | 'markdown'): string =>
  format === 'markdown' ? `${stem}.md` : `[<part>.]${stem}[.<part>].yaml`;

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
