import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Where this tool keeps what it can work out again, for one user and all estates. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const base = env.XDG_CACHE_HOME;
  return base && isAbsolute(base) ? join(base, 'gates') : join(homedir(), '.cache', 'gates');
}
