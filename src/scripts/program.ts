import { parse, type ScriptLanguage } from './grammars.ts';
import { readPython, whereInPython } from './python/read.ts';
import type { Gathered, Program, Reading, Where } from './reading.ts';
import { readShell } from './shell/read.ts';
import { whereInShell } from './shell/where.ts';
import { type Syntax, within } from './syntax.ts';

/** How deep a program may nest in programs: a heredoc of Python that runs a shell string over ssh is three. */
const DEEPEST = 6;

const READERS: Record<ScriptLanguage, (reading: Reading) => void> = { shell: readShell, python: readPython };
const WHERE: Record<ScriptLanguage, (node: Syntax, source: string) => Where> = {
  shell: whereInShell,
  python: whereInPython,
};

/** Reads a program and those inside it into the same facts. False when the parser gave up. */
export function readProgram(program: Program, file: string, gathered: Gathered, depth = 0): boolean {
  const { language, source } = program;
  const parsed = parse(language, source.slice(program.start, program.end), program.start);
  if (!parsed) return false;
  if (parsed.broken && depth === 0) gathered.broken.push(...brokenSpans(parsed.root));
  const where = WHERE[language];
  READERS[language]({
    ...program,
    file,
    root: parsed.root,
    nodes: within(parsed.root),
    gathered,
    where: remembered(parsed.root, (node) => {
      const found = where(node, source);
      return { function: found.function ?? program.function, statement: found.statement };
    }),
    nest: (inner) => {
      if (depth < DEEPEST) readProgram(inner, file, gathered, depth + 1);
    },
  });
  return true;
}

/** Several facts are told of most nodes. */
function remembered({ all }: Syntax, where: (node: Syntax) => Where): (node: Syntax) => Where {
  const known: (Where | undefined)[] = new Array(all.length);
  return (node) => {
    if (node.all !== all) return where(node);
    const before = known[node.index] ?? where(node);
    known[node.index] = before;
    return before;
  };
}

/** Where the text did not fit the grammar. */
function brokenSpans(root: Syntax): { start: number; end: number }[] {
  return within(root)
    .filter((each) => each.type === 'ERROR' || each.start === each.end)
    .map((each) => ({ start: each.start, end: each.end }));
}
