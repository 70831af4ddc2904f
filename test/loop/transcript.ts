import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

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

/** The commands in the console blocks of a Markdown file. */
export function transcript(file: string): Said[] {
  const blocks = readFileSync(file, 'utf8').matchAll(/^```console\n([\s\S]*?)^```$/gm);
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

/** Runs the commands one after the other in one shell, with the built command as `gates`. */
export function perform(said: readonly Said[]): Done[] {
  const folder = mkdtempSync(join(tmpdir(), 'gates-transcript-'));
  try {
    writeFileSync(
      join(folder, 'gates'),
      `#!/bin/sh\nexec "${process.execPath}" "${resolve('bin/gates.js')}" "$@"\n`,
    );
    chmodSync(join(folder, 'gates'), 0o755);
    const steps = said.map(
      ({ command }, index) => `{ ${command}\n} 2>&1; printf '\\n%s %s\\n' '===end ${index}' "$?"`,
    );
    const { stdout } = spawnSync('bash', ['-c', steps.join('\n')], {
      encoding: 'utf8',
      maxBuffer: 1e8,
      env: {
        ...process.env,
        PATH: `${folder}:${process.env.PATH}`,
        TMPDIR: folder,
        GIT_AUTHOR_NAME: 'reader',
        GIT_AUTHOR_EMAIL: 'reader@example.org',
        GIT_COMMITTER_NAME: 'reader',
        GIT_COMMITTER_EMAIL: 'reader@example.org',
        NO_COLOR: '1',
      },
    });
    return outputs(stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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
