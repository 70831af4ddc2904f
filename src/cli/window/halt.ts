import type { Halt } from '../../window/context.ts';

/** The first Ctrl-C lets the step at hand end; the second leaves it at once. Both leave a window that can be resumed. */
export function haltOnSignals(say: (text: string) => void): Halt & { readonly end: () => void } {
  const soft = new AbortController();
  const hard = new AbortController();
  const onSignal = () => {
    if (soft.signal.aborted) {
      say('stopping at once');
      hard.abort();
      return;
    }
    say('the step at hand ends first; once more to stop at once');
    soft.abort();
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, onSignal);
  const end = () => {
    for (const signal of signals) process.off(signal, onSignal);
  };
  return { soft: soft.signal, hard: hard.signal, end };
}
