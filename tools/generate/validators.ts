import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { transform } from 'esbuild';
import { constraints } from './constraints.ts';
import { checkedSchemaFiles } from './schema-files.ts';
import type { GeneratedFile } from './settle.ts';

const HEADER = `// Generated from the schemas by "npm run generate". Edit those instead.
// biome-ignore-all format: generated
// biome-ignore-all lint: generated
`;

const DECLARATION = `${HEADER}
export interface RawError {
  readonly instancePath: string;
  /** Where in the schema; only in a branch of several. */
  readonly schemaPath?: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Set when the error is about a key and not about a value. */
  readonly propertyName?: string;
}

export interface Validator {
  (data: unknown): boolean;
  errors?: readonly RawError[] | null;
}

export const validators: Readonly<Record<string, Validator>>;
`;

/** The schemas compiled to plain functions, so that neither they nor their compiler load at run time. */
export async function validators(): Promise<GeneratedFile[]> {
  const { code } = await transform(withoutSchemas(compiled()), {
    minify: true,
    treeShaking: true,
    format: 'esm',
  });
  if (code.includes('require('))
    throw new Error('a schema uses a keyword whose code needs a module at run time');
  return [
    { path: 'src/validate/generated/validators.js', text: `${HEADER}${code}` },
    { path: 'src/validate/generated/validators.d.ts', text: DECLARATION },
  ];
}

function compiled(): string {
  const files = checkedSchemaFiles();
  const ajv = new Ajv({
    allErrors: true,
    messages: false,
    allowUnionTypes: true,
    strictTypes: false,
    // Lengths in UTF-16 units: counting characters needs a module at run time. The library warns of it.
    unicode: false,
    logger: { log: console.log, error: console.error, warn: () => {} },
    code: { source: true, esm: true },
  });
  const names = files.map((file, index) => [`kind${index}`, file.kind] as const);
  for (const { kind, schema } of files) ajv.addSchema(constraints(schema), kind);
  const code = standalone(ajv, Object.fromEntries(names)).replaceAll('export const ', 'const ');
  return `${code}\nexport const validators = {${names.map(([name, kind]) => `${JSON.stringify(kind)}: ${name}`).join()}};`;
}

/**
 * The code mentions its schemas only to say which types were allowed, which the outlines say better, and of the
 * place in the schema only the branch is of use.
 */
function withoutSchemas(code: string): string {
  return code
    .replaceAll(/params:\{(type|allowedValues): ?schema[^}]*\}/g, 'params:{}')
    .replaceAll(/schemaPath:"(?![^"]*\/(anyOf|oneOf)\/)[^"]*",/g, '');
}
