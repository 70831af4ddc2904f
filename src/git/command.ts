import { execFileSync } from 'node:child_process';

const MAX_BYTES = 1024 * 1024 * 1024;

/** What git prints, or undefined when it fails. A hook's own index and folder never leak into the question. */
export function git(cwd: string, args: readonly string[], input?: string): string | undefined {
  return gitBytes(cwd, args, input)?.toString('utf8');
}

export function gitBytes(
  cwd: string,
  args: readonly string[],
  input?: string,
  env: NodeJS.ProcessEnv = withoutGitVariables(process.env),
): Buffer | undefined {
  try {
    return execFileSync('git', args, {
      cwd,
      env: { ...env, GIT_OPTIONAL_LOCKS: '0' },
      input: input ?? '',
      maxBuffer: MAX_BYTES,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
  } catch {
    return undefined;
  }
}

/** What ties git to one repository and one index: a hook inherits them, and they reach its children. */
const TIED =
  /^GIT_(DIR|WORK_TREE|INDEX_FILE|PREFIX|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|COMMON_DIR|NAMESPACE)$/;

export const isTied = (env: NodeJS.ProcessEnv): boolean => Object.keys(env).some((name) => TIED.test(name));

export function withoutGitVariables(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !TIED.test(name)));
}
