import { compile } from 'json-schema-to-typescript';
import { contractSchemaFiles, type SchemaFile, schemaFiles } from './schema-files.ts';
import type { GeneratedFile } from './settle.ts';
import { typeSchema } from './type-schema.ts';

const FOLDER = 'src/contract/generated';
const OPTIONS = {
  additionalProperties: false,
  bannerComment: '',
  ignoreMinAndMaxItems: true,
  style: { singleQuote: true, printWidth: 110 },
};

/** The TypeScript interface of every schema, and one interface that maps a contract kind to its type. */
export async function types(): Promise<GeneratedFile[]> {
  const modules = await Promise.all(schemaFiles().map(moduleOf));
  return [...modules, indexOf(contractSchemaFiles())];
}

async function moduleOf(file: SchemaFile): Promise<GeneratedFile> {
  const code = await compile(typeSchema(file.schema), file.kind, OPTIONS);
  return { path: `${FOLDER}/${file.kind}.ts`, text: `${header(file.path)}\n${code}` };
}

function indexOf(files: readonly SchemaFile[]): GeneratedFile {
  const imports = files.map((file) => `import type { ${typeName(file)} } from './${file.kind}.ts';`);
  const rows = files.map((file) => `  '${file.kind}': ${typeName(file)};`);
  const body = `/** The plain data of a contract, by its kind. */\nexport interface ContractTypes {\n${rows.join('\n')}\n}`;
  return { path: `${FOLDER}/index.ts`, text: `${header('the schemas')}\n${imports.join('\n')}\n\n${body}\n` };
}

const header = (source: string): string =>
  `// Generated from ${source} by "npm run generate". Edit that instead.\n`;

/** The generator names the interface of a whole file after the schema's title. */
function typeName({ schema }: SchemaFile): string {
  const words = String(schema.title).split(/[^A-Za-z0-9]+/);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
