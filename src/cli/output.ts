import type { Writable } from 'node:stream';

/** A reader that goes away early (such as `| head`) ends the output quietly. */
export function quietWhenClosed(stream: Writable): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(process.exitCode ?? 0);
  });
}
