import { isatty } from 'node:tty';
import type { Seen } from './witness.ts';

/** What a run printed, and all that this rests on. */
export interface Said {
  /** As given with --estate, and the folder that this came to. */
  readonly estate?: string;
  readonly root: string;
  readonly seen: Seen;
  /** Where the report names commit and tree: what was asked of git, and what it said. */
  readonly identity?: { readonly uncounted: readonly string[]; readonly answer: unknown };
  /** Standard output; where a clock that nothing was judged by is named, it is cut. */
  readonly parts: readonly string[];
  readonly exitCode: number;
}

/** Of two runs with the same key, all that differs can come from the estate, from git and from the clock. */
export function runKey(build: string, args: readonly string[]): string {
  const { NO_COLOR = '', FORCE_COLOR = '', TZ = '' } = process.env;
  const columns = isatty(1) ? process.stdout.columns : undefined;
  const around = [build, process.version, process.cwd(), isatty(1), columns ?? '', NO_COLOR, FORCE_COLOR, TZ];
  return JSON.stringify(['said', ...around, ...args]);
}
