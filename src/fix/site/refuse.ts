import ipaddr from 'ipaddr.js';
import { DateTime } from 'luxon';
import { named } from '../../estate/ask/describe.ts';
import { networkRange } from '../../estate/ask/ranges.ts';
import type { Estate } from '../../estate/model/estate.ts';
import type { Site } from '../../estate/model/site.ts';
import { quoted } from '../../finding/printable.ts';
import { Refusal } from '../../finding/refusal.ts';
import type { NewNode, NewSite } from './new-site.ts';

/** Words that mean something else where an id of a site may stand. */
const TAKEN_WORDS = new Set([
  'all',
  'any',
  'none',
  'default',
  'defaults',
  'site',
  'sites',
  'lifecycle',
  'ack_token',
]);

/** Throws what speaks against a new site, in words. */
export function refuseClashes(estate: Estate, site: NewSite): void {
  refuseId(estate, site.id);
  refuseLan(estate, site);
  refuseVmids(estate, site);
  const nodes = [...site.hypervisors, ...site.nas];
  if (site.hypervisors.length === 0) {
    throw new Refusal(`site "${site.id}" has no hypervisor`, 'Give one with --hypervisor ID=ADDRESS.');
  }
  for (const [index, node] of nodes.entries()) refuseNode(estate, site, node, nodes.slice(0, index));
  if (site.timezone !== undefined && !DateTime.local({ zone: site.timezone }).isValid) {
    throw new Refusal(
      `${quoted(site.timezone)} is no time zone`,
      'Expected an IANA name such as Europe/Berlin.',
    );
  }
}

export function refuseId(estate: Estate, id: string): void {
  if (!/^[a-z][a-z0-9-]*$/.test(id) || id.endsWith('-')) {
    throw new Refusal(
      `${quoted(id)} cannot be the id of a site`,
      'Expected lower-case letters, digits and "-", with a letter in front, such as "north".',
    );
  }
  const declared = estate.index.site(id);
  if (declared?.status === 'planned')
    throw new Refusal(
      `site "${id}" is declared already, as planned`,
      `Set its status to active in topology.sites.yaml; \`gates check --site ${id}\` then shows what it lacks.`,
    );
  if (declared) throw new Refusal(`site "${id}" is declared already`, 'Choose another id.');
  const thing = estate.index.named(id);
  if (thing)
    throw new Refusal(`"${id}" is the name of ${named(thing)}`, 'Choose an id that names nothing else.');
  if (TAKEN_WORDS.has(id)) {
    throw new Refusal(`"${id}" is a word that contracts and commands use`, 'Choose an id that is a name.');
  }
}

/** Sites whose networks and ids are in use or set aside. */
const others = (estate: Estate): readonly Site[] => estate.sites.filter((site) => site.status !== 'retired');

function refuseLan(estate: Estate, { lan }: NewSite): void {
  const own = networkRange(lan);
  if (!own) {
    throw new Refusal(
      `the LAN ${quoted(lan)} is no network`,
      'Expected address/length, such as 192.0.2.0/24.',
    );
  }
  for (const site of others(estate)) {
    const range = networkRange(site.lan?.value ?? '');
    if (range?.family !== own.family || range.to < own.from || own.to < range.from) continue;
    throw new Refusal(
      `the LAN ${quoted(lan)} overlaps ${quoted(site.lan!.value)} of site "${site.id}"`,
      'Choose a network of its own: addresses tell at which site a machine stands.',
    );
  }
}

function refuseVmids(estate: Estate, { vmids }: NewSite): void {
  const text = `${vmids.from}-${vmids.to}`;
  if (vmids.from > vmids.to || vmids.from < 100 || vmids.to > 999_999_999) {
    throw new Refusal(`"${text}" is no range of VMIDs`, 'Expected low-high between 100 and 999999999.');
  }
  for (const site of others(estate)) {
    const range = site.vmidRange?.value;
    if (!range || range.to < vmids.from || vmids.to < range.from) continue;
    throw new Refusal(
      `the VMIDs "${text}" overlap "${range.from}-${range.to}" of site "${site.id}"`,
      'Choose a range that no other site has.',
    );
  }
}

function refuseNode(
  estate: Estate,
  site: NewSite,
  { id, address }: NewNode,
  before: readonly NewNode[],
): void {
  if (!/^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(id)) {
    throw new Refusal(
      `${quoted(id)} cannot be the id of a machine`,
      'Expected letters, digits, ".", "_" and "-".',
    );
  }
  const known = estate.index.named(id) ?? estate.index.addressed(address);
  if (known) {
    throw new Refusal(
      `"${id}" at ${quoted(address)} is known as ${named(known)}`,
      'A machine stands at one site.',
    );
  }
  if (id === site.id || before.some((node) => node.id === id || node.address === address)) {
    throw new Refusal(
      `"${id}" at ${quoted(address)} is named twice`,
      'Give each machine an id and an address of its own.',
    );
  }
  if (!ipaddr.isValid(address) || !holds(site.lan, address)) {
    throw new Refusal(
      `the address ${quoted(address)} of "${id}" does not lie in ${quoted(site.lan)}`,
      'Give its address in the LAN of the site.',
    );
  }
}

function holds(lan: string, address: string): boolean {
  const [own, network] = [ipaddr.parse(address), ipaddr.parseCIDR(lan)];
  return own.kind() === network[0].kind() && own.match(network);
}
