import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import yargs from 'yargs';
import { commandsFor } from '../../src/cli/commands.ts';
import { holding, type Recorded, recorded } from '../../src/cli/completion/recorded.ts';
import { OVERVIEW, overviewText } from '../../src/cli/overview.ts';
import { keepExamplesWhole } from '../../src/cli/usage-examples.ts';
import { commitAll, newRepository } from '../git/repository.ts';
import { type Ended, gates } from './command.ts';
import { gatesInProcess } from './in-process.ts';

const root = holding(await commandsFor([]));

/** Every command and every command below one, as words. */
const all: string[][] = [];
const visit = (at: Recorded, path: readonly string[]): void => {
  for (const [name, command] of at.commands) {
    all.push([...path, name]);
    visit(recorded(command), [...path, name]);
  }
};
visit(root, []);

const shown = new Map<string, Ended>();

/** The help of a command; each is rendered once. */
async function help(words: readonly string[]): Promise<Ended> {
  const line = words.join(' ');
  const page = shown.get(line) ?? (await gatesInProcess('.', [...words, '--help']));
  shown.set(line, page);
  return page;
}

const pages = all.map((words) => ({ name: words.join(' '), words }));

test('there are commands, and commands of commands', () => {
  expect(root.commands.size).toBeGreaterThan(10);
  expect(all.length).toBeGreaterThan(root.commands.size);
});

test('the overview names every command once, and fits a screen', () => {
  const named = OVERVIEW.flatMap(([, commands]) => Object.keys(commands));
  expect([...named].sort()).toEqual([...root.commands.keys()].sort());
  const lines = overviewText().split('\n');
  expect(lines.length).toBeLessThanOrEqual(40);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
});

test('the README names every command, and every page of docs', () => {
  const page = readFileSync('README.md', 'utf8');
  const table = page.slice(page.indexOf('## What it does'), page.indexOf('## Exit codes'));
  const named = new Set([...table.matchAll(/`gates ([a-z]+)/g)].map((match) => match[1]!));
  expect([...named].sort()).toEqual([...root.commands.keys()].sort());
  const linked = [...page.matchAll(/\(docs\/([a-z-]+\.md)\)/g)].map((match) => match[1]!);
  expect([...new Set(linked)].sort()).toEqual(readdirSync('docs').sort());
});

test('the overview is the help, and what is said to nothing; a page is the same in a process of its own', async () => {
  expect(gates('--help')).toMatchObject({ code: 0, out: overviewText() });
  expect(gates()).toMatchObject({ code: 2, out: overviewText() });
  expect(gates('check', '--help')).toEqual(await help(['check']));
});

/** The examples of a help page, as lines for a shell. */
const examplesOf = (page: string): string[] => {
  const block = /\nExamples:\n([\s\S]*?)(?:\n\n|\n$)/.exec(page)?.[1] ?? '';
  return [...block.replaceAll(/ \\\n +/g, ' ').matchAll(/^ {2}(gates .+?)(?: {2,}|$)/gm)].map(
    (match) => match[1]!,
  );
};

test.each(pages)('$name --help fits a screen and shows an example', async ({ name, words }) => {
  const { code, out } = await help(words);
  expect(code).toBe(0);
  expect(examplesOf(out).some((line) => line.startsWith(`gates ${name}`))).toBe(true);
  const lines = out.trimEnd().split('\n');
  expect(lines.length).toBeLessThanOrEqual(40);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
});

test.each([60, 80, 100])('examples can be pasted from a terminal of %i columns', async (width) => {
  const short = 'gates check --staged';
  const long = `gates site add north --lan 10.9.0.0/24 --vmid-range 400-499 --nas vault=10.9.0.11 --dry-run`;
  const argv = keepExamplesWhole(yargs([]), width).scriptName('gates').wrap(width);
  const page = await argv.example('$0 check --staged', 'a short one').example(long, 'a long one').getHelp();
  expect(examplesOf(`${page}\n`)).toEqual([short, long]);
  expect(page).toContain('a short one');
  expect(page).toMatch(/^ *# a long one$/m);
});

/** The command that a line calls, and what of the line no command line of it would take. */
function misfits(line: string): string[] {
  let at = root;
  const wrong: string[] = [];
  let placed = 0;
  for (const word of split(line)) {
    const command = placed === 0 ? at.commands.get(word) : undefined;
    const [option = ''] = word.replace(/^--?/, '').split('=');
    if (command) at = recorded(command);
    else if (word.startsWith('-')) {
      const names = [...at.options].flatMap(([name, { alias }]) => [name, `no-${name}`, alias].flat());
      if (!names.includes(option)) wrong.push(word);
    } else placed += 1;
  }
  return placed < at.positionals.length && at.commands.size > 0 ? [...wrong, 'a word is missing'] : wrong;
}

test.each(pages)('the examples of $name use what it has', async ({ words }) => {
  for (const line of examplesOf((await help(words)).out)) expect(misfits(line), line).toEqual([]);
});

/** What a line would do to machines, for minutes, or for ever is not run here. */
const ELSEWHERE = /\b(window run|window resume|nas (start|stop)|observe|adequacy|watch)\b/;

/** What a sound line may be refused for: nothing has happened in the copy yet, or it lacks what the line names. */
const LACKING =
  /there is no receipt|no receipt is called "last"|no window is open|is closed already|no gate of its own|the key "ci.pub"|cannot be written/;

const EVERY = process.env.NIGHTLY ? 1 : 10;

test('examples can be pasted into a copy of the sample estate', async () => {
  const estate = newRepository();
  cpSync('fixtures/estates/two-sites', estate, { recursive: true });
  commitAll(estate);
  const lines: string[] = [];
  for (const { words } of pages)
    lines.push(...examplesOf((await gatesInProcess(estate, [...words, '--help'])).out));
  const tried = lines.filter((line, index) => !ELSEWHERE.test(line) && index % EVERY === 0);
  expect(tried.length).toBeGreaterThan(5);
  for (const line of tried) {
    const { code, err } = await gatesInProcess(estate, split(line));
    if (code === 2) expect(err, line).toMatch(LACKING);
  }
}, 600_000);

/** The words of a line, quotes taken off. */
const split = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2]!).slice(1);

test.each([
  [['verify'], '`gates verify` needs <pack>'],
  [['loop', 'status'], '`gates loop status` needs <loop>'],
  [['check', '--since'], '--since of `gates check` needs a value; see `gates check --help`'],
  [['check', '--severity', 'fatal'], '--severity holds "fatal"; expected one of "error", "warning"'],
  [['check', '--gat', 'x'], '`gates check` has no option "--gat"; did you mean "--gate"?'],
  [['verfy'], '`gates` has no command "verfy"; did you mean "verify"?'],
])('%j says which word is missing', async (line, words) => {
  const { code, err } = await gatesInProcess('.', line);
  expect(code).toBe(2);
  expect(err).toContain(words);
});
