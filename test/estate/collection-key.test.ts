import { expect, test } from 'vitest';
import { collectionAnchor, missingRow } from '../../src/estate/ask/collection-key.ts';
import { estateOf, textAt } from './two-small-sites.ts';

const hub = (files: Record<string, string>) => {
  const estate = estateOf(files);
  return { estate, guest: estate.index.guest('barge/121')! };
};

test('a missing row is placed at the key of its collection, with the declaration beside it', () => {
  const { estate, guest } = hub({ 'infra.storage.placement.policy.yaml': 'version: 1\nvm_storage: {}\n' });
  const missing = missingRow(estate, guest, 'infra.storage.placement.policy', ['vm_storage']);
  expect(textAt(estate, missing.at)).toBe('vm_storage');
  expect(missing.where).toContain('"vm_storage" of infra.storage.placement.policy.yaml');
  expect(missing.related.map(({ at }) => textAt(estate, at))).toEqual(['121']);
});

test('a collection that is not there is placed at the first key of its file', () => {
  const { estate, guest } = hub({ 'infra.storage.placement.policy.yaml': 'version: 1\nowner: x\n' });
  const missing = missingRow(estate, guest, 'infra.storage.placement.policy', ['vm_storage']);
  expect(textAt(estate, missing.at)).toBe('version');
});

test('without a file the thing itself is the place, and the message says what to create', () => {
  const { estate, guest } = hub({});
  const missing = missingRow(estate, guest, 'infra.storage.placement.policy', ['vm_storage']);
  expect(missing.at).toBe(guest.at);
  expect(missing.where).toContain('create it');
});

test('of several files the one that speaks of the site is chosen, whatever it is called', () => {
  const estate = estateOf({
    'a/infra.storage.placement.policy.yaml': 'vm_storage: {web-m: {vmid: 221}}\n',
    'b/infra.storage.placement.policy.yaml': 'vm_storage: {dns-b: {vmid: 105}}\n',
  });
  const file = (site: string) =>
    collectionAnchor(estate, 'infra.storage.placement.policy', ['vm_storage'], site)?.file;
  expect(file('barge')).toBe('b/infra.storage.placement.policy.yaml');
  expect(file('mill')).toBe('a/infra.storage.placement.policy.yaml');
});

test('a file named for another site is no place for the row', () => {
  const { estate, guest } = hub({
    'mill.infra.storage.placement.policy.yaml': 'vm_storage: {web-m: {vmid: 221}}\n',
  });
  const missing = missingRow(estate, guest, 'infra.storage.placement.policy', ['vm_storage']);
  expect(missing.at).toBe(guest.at);
  expect(missing.where).toContain('"vm_storage" of barge.infra.storage.placement.policy.yaml');
});

test("a site's own file is chosen also where it says nothing of the site yet", () => {
  const estate = estateOf({
    'services.health.mill.yaml': 'endpoints: []\n',
    'services.health.barge.yaml': 'endpoints: []\n',
  });
  const place = (site: string) => collectionAnchor(estate, 'services.health', ['endpoints'], site)?.file;
  expect(['mill', 'barge'].map(place)).toEqual(['services.health.mill.yaml', 'services.health.barge.yaml']);
});

test('a decision that leaves the site out is shown', () => {
  const { estate, guest } = hub({
    'SERVICE_REGISTRY.yaml':
      '# Services of barge are out of scope of this registry.\nservices: {}\nhosts: {}\n',
  });
  const { related } = missingRow(estate, guest, 'service.registry', ['hosts']);
  expect(related[1]?.message).toContain('out of scope');
});
