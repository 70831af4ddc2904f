import type { StrayVmid } from '../../model/guest.ts';
import type { Site } from '../../model/site.ts';
import type { Mention } from './guest-mentions.ts';

export interface PlacedMention extends Mention {
  readonly site: string;
}

/** Gives every mention a site: its own word, its hypervisor's, the guest already known, or the VMID range. */
export function placeMentions(
  mentions: readonly Mention[],
  sites: readonly Site[],
  siteOfHost: (host: string) => string | undefined,
): { placed: PlacedMention[]; stray: StrayVmid[] } {
  const declared = new Set(sites.map((site) => site.id));
  const direct = mentions.map((mention) => {
    const byHost = mention.host === undefined ? undefined : siteOfHost(mention.host);
    const own = mention.site !== undefined && declared.has(mention.site) ? mention.site : undefined;
    return { mention, site: byHost ?? own };
  });
  const known = knownGuests(direct);
  const byRange = rangeFinder(sites);
  const placed: PlacedMention[] = [];
  const stray: StrayVmid[] = [];
  for (const { mention, site: directSite } of direct) {
    const site = directSite ?? known.byTarget(mention) ?? known.byId(mention) ?? byRange(mention.vmid);
    if (site !== undefined) placed.push(isAt(mention, site) ? mention : { ...mention, site });
    else stray.push({ vmid: mention.vmid, kind: mention.kind, what: mention.what, at: mention.at });
  }
  return { placed, stray };
}

const isAt = (mention: Mention, site: string): mention is PlacedMention => mention.site === site;

interface Direct {
  readonly mention: Mention;
  readonly site: string | undefined;
}

function knownGuests(direct: readonly Direct[]) {
  const sitesById = new Map<number, Set<string>>();
  const siteByTarget = new Map<string, string>();
  const siteByName = new Map<string, string>();
  for (const { mention, site } of direct) {
    if (site === undefined) continue;
    sitesById.set(mention.vmid, (sitesById.get(mention.vmid) ?? new Set()).add(site));
    const target = mention.fields?.backupTargetName?.value;
    if (target !== undefined) siteByTarget.set(`${mention.vmid} ${target}`, site);
    for (const name of mention.names) siteByName.set(`${mention.vmid} ${name}`, site);
  }
  const nameSite = (mention: Mention) =>
    mention.names.map((name) => siteByName.get(`${mention.vmid} ${name}`)).find((site) => site !== undefined);
  return {
    byTarget: (mention: Mention) =>
      siteByTarget.get(`${mention.vmid} ${mention.target}`) ?? nameSite(mention),
    byId(mention: Mention) {
      const sites = sitesById.get(mention.vmid);
      return sites?.size === 1 ? [...sites][0] : undefined;
    },
  };
}

/** The one active site whose range holds the VMID, else the one planned site. */
function rangeFinder(sites: readonly Site[]): (vmid: number) => string | undefined {
  const ranges = sites
    .flatMap((site) => (site.vmidRange ? [{ site, ...site.vmidRange.value }] : []))
    .sort((a, b) => a.from - b.from);
  const cache = new Map<number, string | undefined>();
  const find = (vmid: number) => {
    const holding = ranges.filter((range) => range.from <= vmid && vmid <= range.to);
    const active = holding.filter((range) => range.site.status === 'active');
    const chosen = active.length > 0 ? active : holding;
    return chosen.length === 1 ? chosen[0]!.site.id : undefined;
  };
  return (vmid) => {
    if (!cache.has(vmid)) cache.set(vmid, find(vmid));
    return cache.get(vmid);
  };
}
