import { onProgress } from '../timing/progress.ts';

const EVERY_MS = 100;
const SILENT_MS = 1_000;

/** Counts along on standard error, from the second second on; nothing where nobody looks. */
export function showProgress(): void {
  const { stderr } = process;
  if (!stderr.isTTY) return;
  const start = Date.now();
  let last = 0;
  onProgress((what, done, of) => {
    const now = Date.now();
    if (done === of && last > 0) {
      stderr.write('\r\u001b[K');
      last = 0;
    } else if (now - start >= SILENT_MS && now - last >= EVERY_MS) {
      stderr.write(`\r\u001b[K${what} ${done + 1} of ${of}`);
      last = now;
    }
  });
}
