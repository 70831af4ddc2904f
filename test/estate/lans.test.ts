import { expect, test } from 'vitest';
import { estateOf, textAt } from './two-small-sites.ts';

const lansOf = (text: string) => estateOf({ 'device.registry.yaml': `${text}\ndevices: []\n` }).lans;

test.each([
  ['one address', '"10.2.0.53"', ['10.2.0.53']],
  ['two in one text', '"10.2.0.53, 10.2.0.54"', ['10.2.0.53', '10.2.0.54']],
  ['a list', '["10.2.0.53", "10.2.0.54"]', ['10.2.0.53', '10.2.0.54']],
  ['nothing', 'null', []],
])('DHCP hands out %s', (_, value, expected) => {
  const [lan] = lansOf(`network: {subnet: "10.2.0.0/24", dhcp_dns: ${value}}`);
  expect(lan?.resolvers.map((resolver) => resolver.value)).toEqual(expected);
});

test('a network lies at the site that the registry states, else where its subnet is the LAN', () => {
  expect(lansOf('site: mill\nnetwork: {subnet: "10.2.0.0/24"}')[0]?.site).toBe('mill');
  expect(lansOf('network: {subnet: "10.2.0.0/24"}')[0]?.site).toBe('barge');
  expect(lansOf('site: nowhere\nnetwork: {subnet: "10.2.0.0/24"}')[0]?.site).toBe('barge');
  expect(lansOf('network: {subnet: "10.9.0.0/24"}')[0]?.subject).toMatch(/^contract /);
  expect(lansOf('updated: "2026-01-01"')).toEqual([]);
});

test('what stands at its places is what it says', () => {
  const estate = estateOf({
    'device.registry.yaml': 'network: {subnet: "10.2.0.0/24", dhcp_dns: "10.2.0.53"}\ndevices: []\n',
  });
  expect(textAt(estate, estate.lans[0]!.subnet!.at)).toBe('"10.2.0.0/24"');
  expect(textAt(estate, estate.lans[0]!.resolvers[0]!.at)).toBe('"10.2.0.53"');
});
