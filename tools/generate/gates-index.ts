import fastGlob from 'fast-glob';

/** gates/index.ts: every gate file in the order of ids; a gate needs no other registration. */
export function gatesIndex(): { path: string; text: string }[] {
  const files = fastGlob.sync('gates/*/*.ts').sort();
  const names = files.map((file) => file.replace(/^gates\//, '').replace(/\.ts$/, ''));
  const variable = (name: string) => name.replace(/[^a-z0-9]+(.)/g, (_, char: string) => char.toUpperCase());
  const lines = [
    '// Generated from the files below gates/ by "npm run generate". Edit those instead.',
    "import type { Gate } from '../src/gate/gate.ts';",
    ...names.map((name) => `import ${variable(name)} from './${name}.ts';`),
    '',
    '/** Every gate of the catalogue, by id. */',
    'export const GATES: readonly Gate[] = [',
    ...names.map((name) => `  ${variable(name)},`),
    '];',
    '',
  ];
  return [{ path: 'gates/index.ts', text: lines.join('\n') }];
}
