import { describe, expect, test } from 'vitest';
import { estateOf } from './two-small-sites.ts';

const LEDGER = (rows: string) => ({
  'mill.device.registry.yaml': `version: 1\nsite: mill\ndevices:\n${rows}`,
});

const idsOf = (estate: ReturnType<typeof estateOf>) => estate.nodes.map(({ id }) => id);

describe('rows of several contracts about one machine', () => {
  test('the address that a lifecycle row states is one of the guest', () => {
    const guest = estateOf({}).index.guest('barge/121')!;
    expect(guest.addresses.map(({ value }) => value)).toEqual(['10.2.0.121']);
  });

  test('a row of a registry under another id, at the address of a node, is that node', () => {
    const estate = estateOf(LEDGER('  - {id: cupboard, ip: 10.1.0.150, status: active}\n'));
    expect(idsOf(estate)).toEqual(idsOf(estateOf({})));
  });

  test('at the address of a guest it is no node', () => {
    const estate = estateOf(LEDGER('  - {id: cupboard, ip: 10.2.0.121, status: active}\n'));
    expect(idsOf(estate)).toEqual(idsOf(estateOf({})));
  });

  test('at an address of its own it is a node', () => {
    const estate = estateOf(LEDGER('  - {id: cupboard, ip: 10.1.0.99, status: active}\n'));
    expect(idsOf(estate)).toContain('cupboard');
  });

  test('a way to a guest is no node; a NAS that a guest is called like stays one', () => {
    const twin = `vms: [{id: 222, hostname: disk-m, proxmox_host: hyper-m, status: active}]`;
    const ids = idsOf(estateOf({ 'twin.vm.lifecycle.yaml': twin }));
    expect(ids).not.toContain('web-m');
    expect(ids).toContain('disk-m');
  });
});
