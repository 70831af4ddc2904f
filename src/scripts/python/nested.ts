import { withoutBackslashes } from '../backslashes.ts';
import type { Reading } from '../reading.ts';
import { childOf, type Syntax } from '../syntax.ts';
import { isTool } from '../tool-names.ts';
import { isRunner } from './calls.ts';
import { calledName } from './literal.ts';
import { aroundOf, runnerOf } from './steps/read.ts';

/** `f"{tool} stop {vmid}"`. */
const HELD_TOOL = /^\s*\u{fffc}\s+(start|stop|shutdown|reboot|status|config)\s/u;

/** A string that a shell is to run. */
export function isProgram(node: Syntax, text: string, reading: Reading): boolean {
  const first = /^\s*(?:sudo\s+(?:-[ugh]\s+[^\s-]\S*\s+|-\w+\s+)*)?(?:\S*\/)?([\w-]+)\s/.exec(text)?.[1];
  if ((first !== undefined && isTool(first)) || HELD_TOOL.test(text)) return true;
  const call = node.parent?.type === 'argument_list' ? node.parent.parent : undefined;
  return call !== undefined && /\s/.test(text) && givesToShell(call, reading);
}

const SHELL = /shell\s*=\s*True|\bos\.(?:system|popen)\(|\bget(?:status)?output\(/;

/** `run("...", shell=True)`, `os.system("...")`, or a function of the program that does so with what it gets. */
function givesToShell(call: Syntax, { source, gathered }: Reading): boolean {
  const name = calledName(call, source);
  const own = gathered.functions.find((each) => each.name === name.replace(/^self\./, ''));
  const { start, end } = own ?? call;
  return (own !== undefined || isRunner(name)) && SHELL.test(source.slice(start, end));
}

/** The program in a string, read as what runs there. */
export function nestShell(node: Syntax, reading: Reading): void {
  const open = childOf(node, 'string_start');
  const close = childOf(node, 'string_end');
  if (!open || !close) return;
  const raw = reading.source.slice(open.end, close.start);
  // An interpolation is made an expansion of the same length, so that the offsets stay.
  const blanked = withoutBackslashes(raw, /\\(["'\\])/g).replace(
    /\{([^{}]*)\}/g,
    (whole, inner: string) =>
      `$${/^\w+$/.test(inner) ? `${inner}_` : 'x'.repeat(Math.max(1, whole.length - 1))}`,
  );
  const source = reading.source.slice(0, open.end) + blanked + reading.source.slice(close.start);
  const runner = runnerOf(node);
  reading.nest({
    language: 'shell',
    source,
    start: open.end,
    end: close.start,
    via: 'python',
    function: reading.where(node).function,
    around: runner && aroundOf(runner, reading),
  });
}
