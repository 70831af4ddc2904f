import { subjectOf } from '../../../finding/subject.ts';
import type { Look } from '../../look.ts';
import type { Guest } from '../../model/guest.ts';
import type { Node } from '../../model/node.ts';
import type { Probe, ProbeClass } from '../../model/probe.ts';
import { isGuest } from '../../reading/reference.ts';
import { RowAt } from '../../reading/row-at.ts';
import { present } from '../../reading/stated.ts';
import type { Sources } from '../../sources.ts';
import { type Endpoint, endpointOf } from './probe-endpoint.ts';

/** Endpoints of services.health, each with the site of what it looks at. */
export function joinProbes(sources: Sources, look: Look): Probe[] {
  return sources.of('services.health').flatMap((document) =>
    RowAt.root(document)
      .rows('endpoints')
      .flatMap((row) => probe(row, look)),
  );
}

function probe(row: RowAt, look: Look): Probe[] {
  const id = row.identity('id', 'name');
  if (!id) return [];
  const host = row.text('node') ?? row.text('host');
  const hostBesideNode = row.text('node') && row.text('host');
  const url = row.text('url')?.value;
  const endpoint = endpointOf(row.text('kind')?.value, url, row.number('port')?.value);
  const on = watched(row, endpoint, look);
  return [
    {
      subject: subjectOf('probe', id.value),
      at: id.at,
      id: id.value,
      enabled: row.flag('enabled') ?? true,
      class: classOf(row.text('class')?.value, endpoint, on),
      kind: endpoint.kind,
      ...present({ url, host, hostBesideNode, on, site: on?.site ?? lanSite(endpoint, look) }),
    },
  ];
}

/** What the stated node or host names, else what has the address in the URL. */
function watched(row: RowAt, endpoint: Endpoint, look: Look): Node | Guest | undefined {
  for (const key of ['node', 'host']) {
    const name = row.text(key)?.value;
    const found = name === undefined ? undefined : (look.named(name) ?? look.addressed(name));
    if (found) return found;
  }
  const address = remoteHost(endpoint);
  return address === undefined ? undefined : (look.addressed(address) ?? look.named(address));
}

/** A loopback address is relative to the host and tells nothing of its own. */
function remoteHost({ host }: Endpoint): string | undefined {
  return host === undefined || /^(localhost|127\.|::1$|0\.0\.0\.0$)/i.test(host) ? undefined : host;
}

function lanSite(endpoint: Endpoint, look: Look): string | undefined {
  const address = remoteHost(endpoint);
  return address === undefined ? undefined : look.siteOfAddress(address);
}

const CLASSES: readonly string[] = ['hypervisor', 'storage-export', 'dns', 'service'] satisfies ProbeClass[];

function classOf(
  text: string | undefined,
  { kind, port }: Endpoint,
  on: Node | Guest | undefined,
): ProbeClass {
  const word = text?.toLowerCase().replaceAll('_', '-');
  if (word !== undefined && CLASSES.includes(word)) return word as ProbeClass;
  if (kind === 'nfs' || port === 2049 || port === 111) return 'storage-export';
  if (kind === 'dns' || port === 53) return 'dns';
  return port === 8006 || (on && !isGuest(on) && on.kind === 'hypervisor') ? 'hypervisor' : 'service';
}
