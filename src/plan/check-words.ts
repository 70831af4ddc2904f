import type { Check } from './check.ts';

/** In words: what is observed. */
export function checkWords(check: Check): string {
  const words = WORDS[check.kind] as (one: Check) => string;
  return words(check);
}

type Words = { readonly [K in Check['kind']]: (check: Extract<Check, { kind: K }>) => string };

const WORDS: Words = {
  'guest-known': ({ guest, guestKind }) => `${guest} exists as ${guestKind}, unlocked, running or stopped`,
  'guest-state': ({ guest, state }) => `${guest} is ${state}`,
  'host-up': ({ via }) => `${via.id} answers over ssh`,
  sender: ({ via, tools }) => `${via.id} has ${tools.join(' or ')} to send a magic packet with`,
  'guests-unlocked': ({ vmids }) => `none of ${vmids.join(', ')} is locked`,
  'no-other-guests': ({ via, guestKind, vmids }) =>
    `${via.id} runs no ${guestKind} guest${vmids.length === 0 ? '' : ` but ${vmids.join(', ')}`}`,
  'no-tasks': ({ via, types }) => `${via.id} runs no ${types.join(', ')}`,
  'pools-healthy': ({ via }) => `every pool of ${via.id} is healthy`,
  'root-disk-below': ({ via, percent }) => `the root disk of ${via.id} is below ${percent} %`,
  unit: ({ unit, active }) => `${unit} is ${active ? 'active' : 'inactive'}`,
  'storage-enabled': ({ storage, enabled }) => `storage ${storage} is ${enabled ? 'enabled' : 'disabled'}`,
  'storage-active': ({ storage }) => `storage ${storage} is active`,
  mount: ({ path, mounted }) => `${path} is ${mounted ? 'mounted' : 'not mounted'}`,
  stack: ({ stack, running }) => (running ? `${stack} has running containers` : `${stack} has none running`),
  'host-off': ({ host, ports, quietSec, observer }) =>
    `${host} answers on none of ${ports.join(', ')} for ${quietSec} s${observer ? `, and ${observer.via.id} does not see it` : ''}`,
  tcp: ({ host, ports }) => `${host} answers on ${ports.join(' or ')}`,
  export: ({ host, paths }) => `${host} exports ${paths.join(', ') || 'over NFS'}`,
  dns: ({ host, name }) => `${host} answers a question for ${name}`,
  http: ({ url, statuses }) => `${url} answers ${statuses.join(' or ') || 'below 400'}`,
  command: ({ capability }) => `${capability} ends with 0`,
  pack: ({ pack }) => `the pack ${pack} passes`,
  'backup-younger': ({ guest, target, hours }) => `${target} of ${guest} is younger than ${hours} h`,
  lock: ({ site }) => `the lock of ${site} is free`,
};
