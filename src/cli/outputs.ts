import { existsSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { Refusal } from '../finding/refusal.ts';
import { nearest } from '../finding/suggest.ts';
import { FORMATS, type Format } from '../report/format.ts';
import { UsageError } from './errors.ts';

/** One report that was asked for: a format, and the file it goes to; without one, standard output. */
export interface Output {
  readonly format: Format;
  readonly file?: string;
}

/** The option `--format`, which takes several values. */
export const FORMAT_OPTION = {
  type: 'string',
  array: true,
  nargs: 1,
  describe: `FORMAT or FORMAT=FILE, may be repeated: ${FORMATS.join(', ')}  [default: text]`,
} as const;

/** The outputs that `--format` values name. Standard output takes at most one of them, a file as well. */
export function outputsOf(values: string | readonly string[] = 'text'): Output[] {
  const outputs = [values].flat().map(outputOf);
  const places = outputs.map(({ file }) => (file === undefined ? undefined : resolve(file)));
  const twice = outputs.find((_, index) => places.indexOf(places[index]) < index);
  if (twice) refuseSecond(twice);
  return outputs;
}

function outputOf(value: string): Output {
  const [name, ...rest] = value.split('=');
  const file = rest.join('=');
  if (rest.length > 0 && file === '') {
    throw new UsageError(`--format "${value}" names no file after "="; write it like "${name}=report.txt".`);
  }
  const format = knownFormat(name!);
  return rest.length === 0 || file === '-' ? { format } : { format, file };
}

function knownFormat(name: string): Format {
  const format = FORMATS.find((one) => one === name);
  if (format) return format;
  const near = nearest(name, FORMATS);
  const hint = near ? ` Did you mean "${near}"?` : '';
  throw new UsageError(`no format is called "${name}".${hint} There are: ${FORMATS.join(', ')}.`);
}

function refuseSecond({ format, file }: Output): never {
  throw new UsageError(
    file === undefined
      ? `only one format can go to standard output; name a file for the other, such as "${format}=FILE".`
      : `two formats go to the file "${file}"; name one for each.`,
  );
}

/** Refuses, before any work is done, a file that has no folder to lie in. */
export function demandFolders(outputs: readonly Output[]): void {
  for (const { file } of outputs) {
    if (file === undefined) continue;
    const folder = dirname(resolve(file));
    if (!existsSync(folder)) refuseFile(file, 'its folder does not exist', 'Make the folder first.');
    if (existsSync(file) && statSync(file).isDirectory()) refuseFile(file, 'it is a folder', 'Name a file.');
  }
}

/** Writes a report where it goes; files first, so that standard output never tells of one that failed. */
export async function writeOutputs(
  outputs: readonly Output[],
  textOf: (output: Output) => string | Promise<string>,
): Promise<void> {
  for (const output of outputs.filter(({ file }) => file !== undefined)) {
    await writeWhole(output.file!, await textOf(output));
  }
  for (const output of outputs.filter(({ file }) => file === undefined)) {
    process.stdout.write(await textOf(output));
  }
}

async function writeWhole(file: string, text: string): Promise<void> {
  try {
    // A device such as /dev/null must be written to, not replaced.
    if (existsSync(file) && !statSync(file).isFile()) writeFileSync(file, text);
    else await writeFileAtomic(file, text);
  } catch (error) {
    refuseFile(file, (error as Error).message, 'Name a file that can be written.');
  }
}

function refuseFile(file: string, why: string, hint: string): never {
  throw new Refusal(`the report "${file}" cannot be written: ${why}`, hint);
}
