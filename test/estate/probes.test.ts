import { describe, expect, test } from 'vitest';
import type { Probe } from '../../src/estate/model/probe.ts';
import { estateOf, nameOf, textAt } from './two-small-sites.ts';

const probeOf = (fields: string): Probe =>
  estateOf({ 'services.health.yaml': `endpoints: [{id: p, ${fields}}]` }).probes[0]!;

describe('what a probe looks at', () => {
  test.each([
    ['its host', 'host: web-m, url: "http://127.0.0.1:80/"', 'mill/221', 'mill'],
    ['its node before its host', 'node: disk-b, host: web-m', 'disk-b', 'barge'],
    ['the address in its URL', 'host: old-name, url: "http://10.2.0.53/admin"', 'barge/105', 'barge'],
    ['the name in its URL', 'url: "https://hyper-m:8006/"', 'hyper-m', 'mill'],
    ['an address as host', 'host: 10.2.0.150', 'disk-b', 'barge'],
    ['the LAN of its URL', 'host: old-name, url: "http://10.1.0.99:80"', undefined, 'mill'],
    ['nothing known', 'host: old-name, url: "http://localhost:80"', undefined, undefined],
    ['an address of nobody', 'url: "http://203.0.113.9/"', undefined, undefined],
  ])('is told by %s', (_, fields, on, site) => {
    const probe = probeOf(fields);
    expect([nameOf(probe.on), probe.site]).toEqual([on, site]);
  });
});

describe('class and kind', () => {
  test.each([
    ['host: web-m, url: "http://10.1.0.21:8080/"', 'service', 'http'],
    ['host: hyper-m, url: "https://10.1.0.10:8006/"', 'hypervisor', 'http'],
    ['host: web-m, url: "https://10.1.0.21:8006/"', 'hypervisor', 'http'],
    ['host: hyper-m, kind: nfs', 'storage-export', 'nfs'],
    ['host: disk-b, url: "tcp://10.2.0.150:2049"', 'storage-export', 'tcp'],
    ['host: disk-b, kind: tcp, port: 111', 'storage-export', 'tcp'],
    ['host: disk-b, url: "nfs://10.2.0.150/v"', 'storage-export', 'nfs'],
    ['host: dns-b, url: "http://10.2.0.53:53/"', 'dns', 'http'],
    ['host: dns-b, url: "dns://10.2.0.53/example.net"', 'dns', 'dns'],
    ['host: disk-b, url: "http://10.2.0.150:5000/"', 'service', 'http'],
    ['host: disk-b, class: storage_export', 'storage-export', 'http'],
    ['host: disk-b, class: nonsense', 'service', 'http'],
  ])('%s', (fields, probeClass, kind) => {
    const probe = probeOf(fields);
    expect([probe.class, probe.kind]).toEqual([probeClass, kind]);
  });
});

test.each([
  ['', true],
  ['enabled: true', true],
  ['enabled: false', false],
  ['enabled: "no"', false],
  ['enabled: null', true],
])('"%s" means enabled %s', (fields, enabled) => {
  expect(probeOf(fields).enabled).toBe(enabled);
});

test('stands at its id; rows without one are left to the schema', () => {
  const estate = estateOf({ 'services.health.yaml': 'endpoints: [null, 7, {url: x}, {id: 12, url: [1]}]' });
  expect(estate.probes.map(({ id }) => id)).toEqual(['12']);
  expect(textAt(estate, estate.probes[0]!.at)).toBe('12');
});
