import { firstOperand } from '../../scripts/option-value.ts';
import type { Estate } from '../model/estate.ts';
import type { Guest } from '../model/guest.ts';
import type { Node } from '../model/node.ts';
import { macClaims, macDigits } from './machines.ts';
import type { PowerVerb } from './nas-power.ts';

/** What a line spells as the machine that it acts on, where that is none of those that the capability is for. */
export function elsewhere(
  line: string,
  verb: PowerVerb,
  acts: readonly Node[],
  estate: Estate,
): string | undefined {
  const words = line.split(/\s+/).map(bare);
  if (words.some((word) => acts.some((node) => isOf(node, word, estate)))) return undefined;
  // Who sends a magic packet is another machine than the one that it wakes.
  if (verb === 'start') return words.find((word) => MAC.test(word) && machineOf(word, estate) !== undefined);
  const host = sshHost(line);
  return host !== undefined && machineOf(host, estate) !== undefined ? host : undefined;
}

const MAC = /^(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i;

const bare = (word: string): string => word.replace(/^["']?(?:[^@]*@)?|(?<!["',;])["',;]+$/g, '');

const isOf = (node: Node, word: string, estate: Estate): boolean =>
  MAC.test(word) ? hasMac(node, word) : machineOf(word, estate) === node;

const hasMac = ({ macs }: Node, mac: string): boolean =>
  macs.some(({ value }) => macDigits(value) === macDigits(mac));

function machineOf(word: string, estate: Estate): Guest | Node | undefined {
  if (MAC.test(word)) return macClaims(estate).get(macDigits(word))?.[0]?.machine;
  return estate.index.named(word) ?? estate.index.addressed(word);
}

function sshHost(line: string): string | undefined {
  const words = /\bssh\s+(.*)/.exec(line)?.[1]?.split(/\s+/) ?? [];
  const host = words[firstOperand(words, 'ssh')];
  return host === undefined ? undefined : bare(host);
}
