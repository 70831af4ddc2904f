import { execFileSync } from 'node:child_process';

const MAX_BYTES = 1024 * 1024 * 1024;

/** What git prints, or undefined when it fails. A hook's own index and folder never leak into the question. */
export function git(cwd: string, args: readonly string[], input?: string): string | undefined {
  return gitBytes(cwd, args, input)?.toString('utf8');
}

export function gitBytes(cwd: string, args: readonly string[], input?: string): Buffer | undefined {
  try {
    return execFileSync('git', args, {
      cwd,
      env: withoutGitVariables(process.env),
      input: input ?? '',
      maxBuffer: MAX_BYTES,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
  } catch {
    return undefined;
  }
}

function withoutGitVariables(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const inherited = /^GIT_(DIR|WORK_TREE|INDEX_FILE|PREFIX|OBJECT_DIRECTORY|COMMON_DIR|NAMESPACE)$/;
  const entries = Object.entries(env).filter(([name]) => !inherited.test(name));
  return Object.fromEntries([...entries, ['GIT_OPTIONAL_LOCKS', '0']]);
}
