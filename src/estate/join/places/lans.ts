import { atKey, atValue } from '../../../finding/place.ts';
import { subjectOf } from '../../../finding/subject.ts';
import type { Look } from '../../look.ts';
import type { Stated } from '../../model/entity.ts';
import type { Lan } from '../../model/lan.ts';
import { present, stated } from '../../reading/stated.ts';
import { isRow, textOf, textsOf } from '../../reading/values.ts';
import type { Sources } from '../../sources.ts';

/** The networks that device registries describe; each lies at the site that it states, else whose LAN it is. */
export function joinLans(sources: Sources, look: Look): Lan[] {
  return sources.of('device.registry').flatMap(({ file, data }): Lan[] => {
    const network = data?.network;
    if (!isRow(network)) return [];
    const subnet = stated(textOf(network.subnet), file, ['network', 'subnet']);
    const own = textOf(data?.site);
    const site = own !== undefined && look.site(own) ? own : look.siteOfAddress(subnet?.value ?? '');
    return [
      {
        subject: site === undefined ? subjectOf('contract', file) : subjectOf('site', site),
        at: atKey(file, 'network'),
        resolvers: resolvers(file, network.dhcp_dns),
        ...present({ site, subnet }),
      },
    ];
  });
}

/** One address, several in one text, or a list. */
function resolvers(file: string, value: unknown): Stated<string>[] {
  const at = atValue(file, 'network', 'dhcp_dns');
  return textsOf(value)
    .flatMap((text) => text.split(/[\s,;]+/))
    .flatMap((text) => (text === '' ? [] : [{ value: text, at }]));
}
