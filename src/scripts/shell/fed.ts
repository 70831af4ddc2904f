import { oneLine, type Reading } from '../reading.ts';
import { childOf, enclosing, type Syntax } from '../syntax.ts';

/** Where `read` and `mapfile` get their lines: a redirect of their own or of the loop, or what is piped in. */
export function fedBy(command: Syntax, reading: Reading): string | undefined {
  for (const node of [command, loopOf(command)]) {
    const found = node && inputOf(node, reading);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a command or a loop itself is given to read. */
export const inputOf = (node: Syntax, reading: Reading): string | undefined =>
  redirected(node, reading) ?? piped(node, reading);

function loopOf(command: Syntax): Syntax | undefined {
  const loop = enclosing(command, 'while_statement', 'do_group', 'function_definition');
  return loop?.type === 'while_statement' ? loop : undefined;
}

function redirected(node: Syntax, reading: Reading): string | undefined {
  const around = node.parent?.type === 'redirected_statement' ? node.parent : node;
  const redirect = around.children.find(
    (each) => /^(file|herestring|heredoc)_redirect$/.test(each.type) && reading.source[each.start] === '<',
  );
  const text = redirect && (childOf(redirect, 'heredoc_body') ?? redirect);
  return text && textOf(text.start, text.end, reading);
}

function piped(node: Syntax, reading: Reading): string | undefined {
  const around = node.parent?.type === 'redirected_statement' ? node.parent : node;
  const pipeline = around.parent?.type === 'pipeline' ? around.parent : undefined;
  return pipeline && pipeline.children[0] !== around
    ? textOf(pipeline.start, around.start, reading)
    : undefined;
}

const textOf = (start: number, end: number, reading: Reading): string =>
  oneLine(reading.source.slice(start, end), 600);
