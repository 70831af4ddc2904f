import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Ended } from '../cli/command.ts';
import { gatesInProcess } from '../cli/in-process.ts';

/** A command of a document with what it is said to print and to exit with. */
export interface Said {
  readonly command: string;
  readonly code: number;
  /** Lines in order; a line that is only an ellipsis stands for any lines, one inside a line for any text. */
  readonly lines: readonly string[];
}

export interface Done {
  readonly code: number;
  readonly output: string;
}

const BLOCK = /^```console\n([\s\S]*?)^```$/gm;

/** The commands in the console blocks of a Markdown file. */
export function transcript(file: string): Said[] {
  const blocks = readFileSync(file, 'utf8').matchAll(BLOCK);
  return [...blocks].flatMap(([, block]) =>
    block!
      .split(/^\$ /m)
      .slice(1)
      .map((part) => {
        const [first, ...lines] = part.replace(/\n$/, '').split('\n');
        const [command, code] = first!.split(/ {2}# exit /);
        return { command: command!, code: Number(code ?? 0), lines };
      }),
  );
}

/** Runs a command line of the product in `cwd`. */
export type Run = (cwd: string, args: readonly string[], env: NodeJS.ProcessEnv) => Promise<Ended>;

/**
 * Runs the commands one after the other in one shell. There, `gates` is a client that hands its command line to `run`
 * in this process and prints what comes back.
 */
export async function perform(said: readonly Said[], run: Run = gatesInProcess): Promise<Done[]> {
  const folder = mkdtempSync(join(tmpdir(), 'gates-transcript-'));
  try {
    writeFileSync(join(folder, 'gates'), CLIENT, { mode: 0o755 });
    execFileSync('mkfifo', [join(folder, 'asked'), join(folder, 'answered')]);
    return outputs(await shell(folder, said, run));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const CLIENT = `#!/bin/sh
here=$(dirname "$0")
env -0 > "$here/env"
printf '%s\\0' "$PWD" "$@" > "$here/asked"
read -r code < "$here/answered"
cat "$here/out"
cat "$here/err" >&2
exit "$code"
`;

async function shell(folder: string, said: readonly Said[], run: Run): Promise<string> {
  const steps = said.map(
    ({ command }, index) => `{ ${command}\n} 2>&1; printf '\\n%s %s\\n' '===end ${index}' "$?"`,
  );
  // The last word to the server is empty: no more will come.
  const script = [...steps, `printf '' > "${folder}/asked"`].join('\n');
  const child = spawn('bash', ['-c', script], {
    env: { ...process.env, ...IDENTITY, PATH: `${folder}:${process.env.PATH}`, TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [printed] = await Promise.all([text(child.stdout), serve(folder, run)]);
  return printed;
}

const IDENTITY = {
  GIT_AUTHOR_NAME: 'reader',
  GIT_AUTHOR_EMAIL: 'reader@example.org',
  GIT_COMMITTER_NAME: 'reader',
  GIT_COMMITTER_EMAIL: 'reader@example.org',
  NO_COLOR: '1',
};

async function serve(folder: string, run: Run): Promise<void> {
  for (;;) {
    const [cwd, ...args] = (await readFile(join(folder, 'asked'), 'utf8')).split('\0').slice(0, -1);
    if (cwd === undefined) return;
    const { code, out, err } = await run(cwd, args, environment(join(folder, 'env')));
    writeFileSync(join(folder, 'out'), out);
    writeFileSync(join(folder, 'err'), err);
    await writeFile(join(folder, 'answered'), `${code}\n`);
  }
}

function environment(file: string): NodeJS.ProcessEnv {
  const rows = readFileSync(file, 'utf8').split('\0').slice(0, -1);
  return Object.fromEntries(
    rows.map((row) => [row.slice(0, row.indexOf('=')), row.slice(row.indexOf('=') + 1)]),
  );
}

function outputs(stdout: string): Done[] {
  const parts = stdout.split(/\n===end \d+ (\d+)\n/);
  return Array.from({ length: (parts.length - 1) / 2 }, (_, index) => ({
    output: parts[2 * index]!,
    code: Number(parts[2 * index + 1]),
  }));
}

/** The first line that was said and not printed where it should be; undefined when all were. */
export function missed(lines: readonly string[], output: string): string | undefined {
  const printed = output.replace(/\n+$/, '').split('\n');
  let at = 0;
  let skip = false;
  for (const line of lines) {
    if (line === '…') {
      skip = true;
      continue;
    }
    const found = printed.findIndex((one, index) => index >= at && pattern(line).test(one));
    if (found < 0 || (!skip && found !== at)) return line;
    at = found + 1;
    skip = false;
  }
  return skip || at >= printed.length || (lines.length === 0 && output.trim() === '')
    ? undefined
    : printed[at];
}

const pattern = (line: string): RegExp =>
  new RegExp(
    `^${line
      .split('…')
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
  );

/** What a block should say instead: of the lines that were said, those stay that still fit what is printed. */
export function renewed({ command, lines, code }: Said, { output, code: found }: Done): string {
  const printed = output.replace(/\n+$/, '');
  const kept = found === code && missed(lines, output) === undefined;
  const now = kept ? lines : printed === '' ? [] : printed.split('\n').map((line) => fitting(lines, line));
  return [`$ ${command}${found === 0 ? '' : `  # exit ${found}`}`, ...now, ''].join('\n');
}

const fitting = (lines: readonly string[], printed: string): string =>
  lines.find((line) => line !== '…' && pattern(line).test(printed)) ?? printed;

/** The file with each block as the commands print it now. */
export function rewritten(file: string, done: readonly Done[]): string {
  const said = transcript(file);
  let at = 0;
  return readFileSync(file, 'utf8').replaceAll(BLOCK, (_, block: string) => {
    const count = block.split(/^\$ /m).length - 1;
    const parts = Array.from({ length: count }, () => renewed(said[at]!, done[at++]!));
    return `\`\`\`console\n${parts.join('')}\`\`\``;
  });
}
