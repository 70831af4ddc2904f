import type { Argv } from 'yargs';
import { withNames } from './example-names.ts';

/**
 * Keeps examples in the help whole, however narrow the terminal: beside a long command its description would be
 * wrapped into it, so that what is pasted is no command.
 */
export function keepExamplesWhole<T>(argv: Argv<T>, width: number): Argv<T> {
  const example = argv.example.bind(argv);
  argv.example = ((command: string, description: string) => {
    const shown = withNames(command.replaceAll('$0', 'gates'));
    if (shown.length <= Math.floor(width / 2)) return example(shown, description);
    example(`# ${description}`, '');
    return example(folded(shown, width - MARGINS), '');
  }) as typeof argv.example;
  return argv;
}

/** Where nobody asks for help there are none: their names are looked up in the estate. */
export function leaveExamplesOut<T>(argv: Argv<T>): Argv<T> {
  argv.example = (() => argv) as typeof argv.example;
  return argv;
}

const MARGINS = 4;

/** A command as lines that a shell takes for one. */
function folded(command: string, width: number): string {
  const lines: string[] = [];
  for (const part of command.split(/ (?=-)/)) {
    const last = lines.at(-1);
    if (last === undefined) lines.push(part);
    else if (last.length + 1 + part.length + ' \\'.length <= width)
      lines[lines.length - 1] = `${last} ${part}`;
    else lines.push(part);
  }
  return lines.join(' \\\n');
}
