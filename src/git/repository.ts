import { realpathSync } from 'node:fs';
import { isAbsolute, join, resolve, sep } from 'node:path';
import { Refusal } from '../finding/refusal.ts';
import { gitBytes, isTied, withoutGitVariables } from './command.ts';

/** The repository around an estate, asked with the index of the hook that runs, if one does. */
export interface Repository {
  /** The estate's folder; what git lists is relative to it. */
  readonly folder: string;
  /** Root of the work tree. */
  readonly top: string;
  /** The folder that holds HEAD and the index; each linked worktree has its own. */
  readonly gitDir: string;
  /** What git prints, or undefined when it fails. */
  readonly ask: (args: readonly string[], input?: string) => Buffer | undefined;
}

/** Throws a Refusal for a folder that no git work tree holds. */
export function repositoryOf(estate: string): Repository {
  const folder = realpathSync(estate);
  const tied = isTied(process.env) ? tiedTo(folder) : undefined;
  if (tied) return tied;
  const found = located(folder, withoutGitVariables(process.env));
  if (found) return found;
  if (gitBytes(folder, ['--version']) === undefined)
    throw new Refusal('git cannot be run here', 'Install git, or put the folder it lies in into PATH.');
  throw new Refusal(
    `"${estate}" lies in no git work tree`,
    'Name an estate in git with --estate DIR, or run `git init` first.',
  );
}

/**
 * The repository whose hook this process runs in, when it is the one around the estate. An index that git names
 * is the one that will be committed: `git commit -a` and `git commit FILE` commit another than the usual one.
 */
function tiedTo(folder: string): Repository | undefined {
  const hook = located(process.cwd(), process.env);
  if (!hook) return undefined;
  const own = located(folder, withoutGitVariables(process.env));
  const same = own ? own.gitDir === hook.gitDir : isBelow(folder, hook.top);
  return same ? repository(folder, hook, absolute(process.env, hook)) : undefined;
}

/** The variables as they hold from any folder. */
function absolute(env: NodeJS.ProcessEnv, { gitDir, top }: Places): NodeJS.ProcessEnv {
  const { GIT_PREFIX: _, ...rest } = env;
  const index = env.GIT_INDEX_FILE;
  return {
    ...rest,
    GIT_DIR: gitDir,
    GIT_WORK_TREE: top,
    ...(index && { GIT_INDEX_FILE: isAbsolute(index) ? index : join(process.cwd(), index) }),
    ...(env.GIT_OBJECT_DIRECTORY && { GIT_OBJECT_DIRECTORY: resolve(env.GIT_OBJECT_DIRECTORY) }),
  };
}

type Places = Pick<Repository, 'top' | 'gitDir'>;

function located(folder: string, env: NodeJS.ProcessEnv): Repository | undefined {
  const asked = ['rev-parse', '--path-format=absolute', '--show-toplevel', '--git-dir'];
  const [top, gitDir] = lines(gitBytes(folder, asked, '', env));
  return top && gitDir ? repository(folder, { top, gitDir }, env) : undefined;
}

const repository = (folder: string, { top, gitDir }: Places, env: NodeJS.ProcessEnv): Repository => ({
  folder,
  top,
  gitDir,
  ask: (args, input) => gitBytes(folder, args, input, env),
});

export const isBelow = (folder: string, top: string): boolean =>
  folder === top || folder.startsWith(top + sep);

/** The lines of an answer; none when git failed. */
export const lines = (answer: Buffer | undefined): string[] =>
  answer === undefined ? [] : answer.toString('utf8').replace(/\n$/, '').split('\n');
