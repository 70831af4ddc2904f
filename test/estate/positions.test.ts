import { describe, expect, test } from 'vitest';
import { compared, orderOf } from '../../src/estate/ask/positions.ts';
import { estateOf, textAt } from './two-small-sites.ts';

const VERSION_3 = `
version: 3
barge_vm_lifecycle:
  host_id: hyper-b
  active_vm_ids: [121, 105]
  startup_order: [105, 121]
  shutdown_order: [121, 105]
phases:
  - {phase: 12, site: barge, hosts: [{target: disk-b}]}
  - phase: 10
    site: barge
    hosts:
      - {target: hyper-b, vm_ids: [121]}
  - {phase: 11, site: barge, hosts: [{target: dns-b, stacks: [dns]}]}
`;

const VERSION_4 = `
version: 4
lifecycle:
  barge: {startup_order: [disk-b, hyper-b, 105, 121], shutdown_order: [121, 105, hyper-b, disk-b]}
phases: []
`;

const barge = (text: string) => {
  const estate = estateOf({ 'startup.sequencing.yaml': text });
  return { estate, order: orderOf(estate, 'barge') };
};

describe('version 3', () => {
  const { estate, order } = barge(VERSION_3);

  test('guests are compared by the list, nodes by the phases in the order of their numbers', () => {
    const guests = compared(order.start.get('barge/105'), order.start.get('barge/121'))!;
    expect(guests.map((rank) => rank.text)).toEqual(['startup_order', 'startup_order']);
    expect(guests[0].order).toBeLessThan(guests[1].order);
    const nodes = compared(order.start.get('hyper-b'), order.start.get('disk-b'))!;
    expect(nodes.map((rank) => rank.text)).toEqual(['phase 10', 'phase 12']);
    expect(textAt(estate, nodes[1].at)).toBe('disk-b');
  });

  test('a hypervisor is up before the guests of the phase that first needs it', () => {
    const [host, guest] = [order.start.get('hyper-b')!.phase!, order.start.get('barge/121')!.phase!];
    expect(host.order).toBeLessThan(guest.order);
    expect(host.explicit).toBe(false);
  });

  test('a guest counts as held by a phase that names it; a NAS has no turn to stop', () => {
    expect(order.start.get('barge/105')?.phase?.number).toBe(11);
    expect(order.stop.has('disk-b')).toBe(false);
    expect([...order.active.keys()]).toEqual(['barge/121', 'barge/105']);
  });
});

test('a hypervisor that no phase names is implied just before its first guest', () => {
  const { order } = barge(VERSION_3.replace('target: hyper-b, vm_ids', 'vm_ids'));
  const [host, nas] = compared(order.start.get('hyper-b'), order.start.get('disk-b'))!;
  expect(host.order).toBeLessThan(nas.order);
});

test('version 4 lists hold nodes and guests alike', () => {
  const { order } = barge(VERSION_4);
  expect([...order.start.keys()]).toEqual(['disk-b', 'hyper-b', 'barge/105', 'barge/121']);
  expect([...order.stop.keys()].at(-1)).toBe('disk-b');
  expect(order.phasesHoldGuests).toBe(false);
});
