import { cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../src/receipt/canonical.ts';

/** A source of random whole numbers from 0 up to, not including, `below`: the same for the same seed. */
export type Random = (below: number) => number;

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** What there is to tamper with. */
export interface Target {
  readonly sessions: string;
  readonly ledger: string;
  /** Oldest first; all by one runner. */
  readonly keys: readonly string[];
  readonly governed: readonly string[];
}

type Edit = (target: Target, random: Random) => string;

const pick = <T>(from: readonly T[], random: Random): T => from[random(from.length)]!;

const folder = ({ sessions }: Target, key: string) => join(sessions, `R${key}`);

/** Every kind of edit; each does one and says which. */
export const EDITS: readonly Edit[] = [
  (target, random) => byteEdit(join(folder(target, pick(target.keys, random)), 'receipt.json'), random),
  (target, random) => byteEdit(join(folder(target, pick(target.keys, random)), 'receipt.md'), random),
  (target, random) => byteEdit(join(folder(target, pick(target.keys, random)), 'output.txt'), random),
  (target, random) => byteEdit(pick(target.governed, random), random),
  (target, random) => byteEdit(target.ledger, random),
  deletedInTheMiddle,
  swapped,
  keyReused,
  signatureMoved,
  fileGone,
];

function byteEdit(file: string, random: Random): string {
  const bytes = readFileSync(file);
  const at = random(bytes.length);
  const rest = bytes.subarray(at);
  const kind = pick(['change', 'insert', 'delete'] as const, random);
  const other = Buffer.from([bytes[at]! ^ (1 + random(255))]);
  const middle = { change: [other, rest.subarray(1)], insert: [other, rest], delete: [rest.subarray(1)] }[
    kind
  ];
  writeFileSync(file, Buffer.concat([bytes.subarray(0, at), ...middle]));
  return `${kind} byte ${at} of ${file}`;
}

function deletedInTheMiddle(target: Target, random: Random): string {
  const key = target.keys[random(target.keys.length - 1)]!;
  rmSync(folder(target, key), { recursive: true });
  if (random(2) === 0) return `${key} deleted`;
  const rows = readFileSync(target.ledger, 'utf8').split('\n');
  writeFileSync(target.ledger, rows.filter((row) => !row.startsWith(key)).join('\n'));
  return `${key} deleted with its row`;
}

function twoOf({ keys }: Target, random: Random): [string, string] {
  const first = random(keys.length);
  return [keys[first]!, keys[(first + 1 + random(keys.length - 1)) % keys.length]!];
}

function swapped(target: Target, random: Random): string {
  const [a, b] = twoOf(target, random);
  const aside = join(target.sessions, 'aside');
  renameSync(folder(target, a), aside);
  renameSync(folder(target, b), folder(target, a));
  renameSync(aside, folder(target, b));
  return `${a} and ${b} swapped`;
}

function keyReused(target: Target, random: Random): string {
  const [a, b] = twoOf(target, random);
  const fresh = `${a.slice(0, -1)}${a.endsWith('A') ? 'B' : 'A'}`;
  const key = random(2) === 0 ? b : fresh;
  cpSync(folder(target, a), folder(target, key), { recursive: true });
  return `${a} also as ${key}`;
}

function signatureMoved(target: Target, random: Random): string {
  const [a, b] = twoOf(target, random);
  const read = (key: string) => JSON.parse(readFileSync(join(folder(target, key), 'receipt.json'), 'utf8'));
  const [from, to] = [read(a), read(b)];
  if (canonicalJson(from.signatures) === canonicalJson(to.signatures)) return keyReused(target, random);
  to.signatures = from.signatures;
  writeFileSync(join(folder(target, b), 'receipt.json'), `${canonicalJson(to)}\n`);
  return `signature of ${a} on ${b}`;
}

function fileGone(target: Target, random: Random): string {
  const name = pick(['receipt.json', 'receipt.md', 'output.txt'], random);
  const key = pick(target.keys, random);
  rmSync(join(folder(target, key), name));
  return `${name} of ${key} gone`;
}
