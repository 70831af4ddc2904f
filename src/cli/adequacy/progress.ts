const EVERY_MS = 200;
const SILENT_MS = 1_000;

/** A line on standard error that counts along, for runs that last; nothing where nobody looks. */
export function progressLine(): (done: number, of: number) => void {
  const start = Date.now();
  let last = start;
  return (done, of) => {
    const now = Date.now();
    if (!process.stderr.isTTY || now - start < SILENT_MS) return;
    if (done === of) process.stderr.write('\r\u001b[K');
    else if (now - last >= EVERY_MS) {
      process.stderr.write(`\r${done} of ${of} mutants`);
      last = now;
    }
  };
}
