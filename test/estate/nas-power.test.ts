import { describe, expect, test } from 'vitest';
import { nasPower } from '../../src/estate/ask/nas-power.ts';
import { estateOf } from './two-small-sites.ts';

function powerOf(id: string, fields: string) {
  const estate = estateOf({ 'ops/capabilities.yaml': `capabilities:\n  ${id}: {${fields}}\n` });
  const [power] = nasPower(estate);
  return power && `${power.verb} ${power.acts.map((nas) => nas.id).join(' ')}`;
}

test.each([
  ['echo off', false],
  ['true', false],
  ['wakeonlan 00:00:5e:00:53:0a', true],
])('%j powers something: %s', (command, ready) => {
  const row = `capabilities:\n  disk-b.startup: {command: "${command}"}\n`;
  expect(nasPower(estateOf({ 'capabilities.yaml': row }))[0]!.ready).toBe(ready);
});

describe('what a capability powers', () => {
  test.each([
    ['disk-b.shutdown', 'command: x', 'stop disk-b'],
    ['disk-b.wake', 'command: x', 'start disk-b'],
    ['barge.nas.power-off', 'command: x', 'stop disk-b'],
    ['nas.power.off', 'command: x, nodes: [disk-m]', 'stop disk-m'],
    ['nas.startup', 'command: x, sites: [mill, barge]', 'start disk-m disk-b'],
    ['nas-stop', 'command: x, nodes: [disk-b]', 'stop disk-b'],
    ['infra.poweroff', 'command: x, nodes: [disk-b, hyper-b]', 'stop disk-b'],
    ['storage.down', 'command: "gates nas stop"', 'stop disk-b disk-m'],
    ['storage.up', 'command: "npx gates nas start --site barge"', 'start disk-b'],
    ['storage.up', 'command: "gates nas start disk-m"', 'start disk-m'],
    ['nas.shutdown', 'command: "ssh disk-b sudo poweroff"', 'stop disk-b'],
  ])('%s {%s}', (id, fields, expected) => {
    expect(powerOf(id, fields)).toBe(expected);
  });

  test.each([
    ['one of two, nobody knows which', 'nas.shutdown', 'command: x'],
    ['stated for other nodes', 'nas.shutdown', 'command: x, sites: [mill, barge], nodes: [hyper-m]'],
    ['only a look', 'nas.shutdown.status', 'command: x'],
    ['read-only', 'disk-b.shutdown', 'command: x, safety: read-only'],
    ['a hypervisor', 'hyper-b.shutdown', 'command: x'],
    ['something on the NAS', 'backup.stop', 'command: x, nodes: [disk-b]'],
    ['health of the NAS', 'nas.health.status', 'command: x, nodes: [disk-b]'],
  ])('not: %s', (_, id, fields) => {
    expect(powerOf(id, fields)).toBeUndefined();
  });
});
