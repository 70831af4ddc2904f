import { createInterface } from 'node:readline/promises';
import { Refusal } from '../../finding/refusal.ts';
import type { NewNode, NewSite } from '../../fix/site/new-site.ts';

/** The options as they were given; what is missing is asked for. */
export interface Given {
  readonly lan?: string;
  readonly 'vmid-range'?: string;
  readonly hypervisor?: readonly string[];
  readonly nas?: readonly string[];
  readonly timezone?: string;
}

export type Question = (text: string) => Promise<string>;

/** The site from its options and, for what they leave out, from answers; without anybody to ask it is refused. */
export async function siteFrom(id: string, given: Given, ask: Question | undefined): Promise<NewSite> {
  if (!ask) refuseMissing(given);
  const answer = async (known: string | undefined, question: string) =>
    known ?? (await ask!(question)).trim();
  const lan = await answer(given.lan, 'LAN of the site (such as 192.0.2.0/24): ');
  const vmids = vmidsIn(await answer(given['vmid-range'], 'VMIDs of its guests (such as 300-399): '));
  const nodes = async (known: readonly string[] | undefined, question: string) =>
    (known ?? (await ask!(question)).split(/[\s,]+/).filter((text) => text !== '')).map(nodeIn);
  const hypervisors = await nodes(given.hypervisor, 'Hypervisor (ID=ADDRESS): ');
  const nas =
    given.nas || !ask
      ? (given.nas ?? []).map(nodeIn)
      : await nodes(undefined, 'NAS (ID=ADDRESS, empty for none): ');
  const { timezone } = given;
  return { id, lan, vmids, hypervisors, nas, ...(timezone !== undefined && { timezone }) };
}

function refuseMissing(given: Given): void {
  const missing = (['lan', 'vmid-range', 'hypervisor'] as const).filter((name) => given[name] === undefined);
  if (missing.length === 0) return;
  throw new Refusal(
    `the new site is not described: ${missing.map((name) => `--${name}`).join(', ')} missing`,
    'Give the options, or run the command in a terminal, where it asks.',
  );
}

function vmidsIn(text: string): NewSite['vmids'] {
  const match = /^\s*(\d{1,9})\s*-\s*(\d{1,9})\s*$/.exec(text);
  if (match) return { from: Number(match[1]), to: Number(match[2]) };
  throw new Refusal(`"${text}" is no range of VMIDs`, 'Expected low-high, such as 300-399.');
}

function nodeIn(text: string): NewNode {
  const [id, address, ...rest] = text.split('=');
  if (id && address && rest.length === 0) return { id, address };
  throw new Refusal(`"${text}" does not name a machine`, 'Expected ID=ADDRESS, such as host-1=192.0.2.10.');
}

/** Asks on the terminal; undefined when nobody sits there. */
export function terminal(): { ask: Question; close: () => void } | undefined {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return undefined;
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  return { ask: (text) => lines.question(text), close: () => lines.close() };
}
