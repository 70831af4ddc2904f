import type { Program, Reading } from '../reading.ts';

const FIELD = String.raw`[\d*][\d*,/-]*[ \t]+`;
const NAMED = String.raw`[\dA-Za-z*][\dA-Za-z*,/-]*[ \t]+`;
const CRON = `(?:@(?:reboot|hourly|daily|midnight|weekly|monthly|yearly|annually)[ \\t]+|${FIELD}${FIELD}${FIELD}${NAMED}${NAMED})`;
/** In a table of the system the user stands before the command. */
const USER = String.raw`(?:[a-z_][\w-]*[ \t]+(?=[/~$.]))?`;
const UNIT = String.raw`Exec(?:Start|Stop|Reload|StartPre|StartPost|StopPost|Condition)=[-@:+!|]*[ \t]*`;
const SCHEDULED = new RegExp(String.raw`^[ \t]*(?:${CRON}${USER}|${UNIT})(?=[^\s=])`);

/** Lines of a crontab and of a unit of systemd, read as the commands that they run later. */
export function nestScheduled(
  { source, start, end }: Pick<Program, 'source' | 'start' | 'end'>,
  around: string | undefined,
  reading: Reading,
): void {
  let at = start;
  for (const line of source.slice(start, end).split('\n')) {
    const head = SCHEDULED.exec(line)?.[0];
    if (head !== undefined)
      reading.nest({
        language: 'shell',
        source,
        start: at + head.length,
        end: at + line.length,
        via: 'string',
        function: around,
      });
    at += line.length + 1;
  }
}
