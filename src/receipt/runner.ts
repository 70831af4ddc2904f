import { hostname, userInfo } from 'node:os';
import { Refusal } from '../finding/refusal.ts';

const NAME = /^[A-Za-z0-9][A-Za-z0-9._@:/+-]{0,199}$/;

/** Who runs: GATES_RUNNER where it is set (a CI sets it, since its hosts come and go), else user@host. */
export function runnerIdentity(env: NodeJS.ProcessEnv): string {
  const named = env.GATES_RUNNER;
  if (named === undefined || named === '') return `${plain(userName())}@${plain(hostname())}`;
  if (NAME.test(named)) return named;
  throw new Refusal(
    `GATES_RUNNER holds "${named}"; expected up to 200 letters, digits and . _ @ : / + -`,
    'Name the runner like "ci/main".',
  );
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}

const plain = (part: string): string =>
  part.replace(/[^A-Za-z0-9._+-]/g, '-').replace(/^[^A-Za-z0-9]/, 'x') || 'x';
