import { UsageError } from './errors.ts';

/** Of the parsed options and what yargs knows of them: an option of one value that is given several times is refused. */
export function demandGivenOnce(
  argv: Readonly<Record<string, unknown>>,
  { array }: { readonly array: readonly string[] },
  args: readonly string[],
): true {
  const isGiven = (name: string) =>
    args.some((arg) => arg === dashed(name) || arg.startsWith(`${dashed(name)}=`));
  for (const [name, value] of Object.entries(argv)) {
    if (!Array.isArray(value) || array.includes(name) || !isGiven(name)) continue;
    throw new UsageError(`${dashed(name)} is given ${value.length} times; give it once`);
  }
  return true;
}

const dashed = (name: string): string => (name.length === 1 ? `-${name}` : `--${name}`);
