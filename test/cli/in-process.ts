import { main } from '../../src/cli/main.ts';
import type { Ended } from './command.ts';

/** Runs a command line in this process, as it would run in `cwd`; one at a time. */
export async function gatesInProcess(
  cwd: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<Ended> {
  const before = { cwd: process.cwd(), env: process.env, code: process.exitCode };
  const [out, err] = [heard(process.stdout, 'log'), heard(process.stderr, 'error')];
  process.exitCode = undefined;
  process.env = { ...env };
  try {
    process.chdir(cwd);
    await main(args);
    return { code: Number(process.exitCode ?? 0), out: out.text(), err: err.text() };
  } finally {
    out.release();
    err.release();
    process.chdir(before.cwd);
    process.env = before.env;
    process.exitCode = before.code;
  }
}

/** Takes what goes to a stream and to the method of the console that belongs to it. */
function heard(stream: NodeJS.WriteStream, method: 'log' | 'error') {
  const parts: string[] = [];
  const { write } = stream;
  const { [method]: print } = console;
  const listeners = stream.listeners('error');
  stream.write = (chunk: string | Uint8Array) => {
    parts.push(String(chunk));
    return true;
  };
  console[method] = (...words: unknown[]) => void parts.push(`${words.join(' ')}\n`);
  return {
    text: () => parts.join(''),
    release: () => {
      stream.write = write;
      console[method] = print;
      for (const added of stream.listeners('error')) {
        if (!listeners.includes(added)) stream.off('error', added as () => void);
      }
    },
  };
}
