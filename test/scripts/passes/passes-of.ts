import { loadGrammars } from '../../../src/scripts/grammars.ts';
import { readText } from '../../../src/scripts/text.ts';

await loadGrammars();

/** The ways in which a script passes without having earned it: the reason, and what it is about. */
export const passesOf = (source: string, language: 'shell' | 'python' = 'shell'): string[] =>
  readText('check', language, source).passes.map((pass) => `${pass.by} ${pass.what}`.trim());
