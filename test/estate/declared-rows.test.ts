import { describe, expect, test } from 'vitest';
import { estateOf, nameOf, textAt } from './two-small-sites.ts';

describe('dependencies', () => {
  const edgesOf = (rows: string) =>
    estateOf({ 'startup.sequencing.yaml': `phases: []\ndependencies: ${rows}` }).dependencies;

  test('resolve by node id, guest key and name', () => {
    const edges = edgesOf(
      '[{consumer: mill/221, provider: disk-m, via: nfs, mount: /mnt/a}, {consumer: hub-b, provider: barge/105, via: DNS, required: false}]',
    );
    expect(
      edges.map((edge) => [
        nameOf(edge.consumerEntity),
        nameOf(edge.providerEntity),
        edge.via,
        edge.required,
      ]),
    ).toEqual([
      ['mill/221', 'disk-m', 'nfs', true],
      ['barge/121', 'barge/105', 'dns', false],
    ]);
  });

  test('keep a reference that nobody knows', () => {
    const [edge] = edgesOf('[{consumer: ghost, provider: disk-m}]');
    expect([edge!.consumer.value, edge!.consumerEntity, edge!.via]).toEqual(['ghost', undefined, 'order']);
  });

  test.each(['null', '[]', '[null, {consumer: a}, 3]', '{a: 1}'])('%s declares none', (rows) => {
    expect(edgesOf(rows)).toEqual([]);
  });
});

describe('services', () => {
  const text = 'services: {proxy: {host: web-m, port: null}, old: {host: ghost, status: Retired}, odd: 5}';

  test('are active unless they say otherwise, and stand where their host stands', () => {
    const estate = estateOf({ 'SERVICE_REGISTRY.yaml': text });
    expect(estate.services.map(({ id, status, on, site }) => [id, status, nameOf(on), site])).toEqual([
      ['proxy', 'active', 'mill/221', 'mill'],
      ['old', 'retired', undefined, undefined],
    ]);
    expect(textAt(estate, estate.services[0]!.at)).toBe('proxy');
  });
});

describe('scope decisions', () => {
  const decisionsOf = (header: string) =>
    estateOf({ 'SERVICE_REGISTRY.yaml': `${header}\nservices: {}\n` }).scopeDecisions;

  test.each([
    ['# The barge site is out of scope by decision.', ['barge']],
    ['# Status: authoritative\n# Barge hosts are intentionally\n# left out; see the owner.', ['barge']],
    ['# Excluded: mill and barge workstations', ['barge', 'mill']],
    ['# not governed here: everything below /srv', []],
  ])('%j', (header, sites) => {
    expect(decisionsOf(header).map((decision) => decision.sites)).toEqual([sites]);
  });

  test('a site inside a longer name or a path is not named', () => {
    expect(decisionsOf('# barge-old and /srv/barge and barge.lan are excluded')[0]!.sites).toEqual([]);
  });

  test.each(['# The barge site is listed below.', '# Status: authoritative', 'note: barge is out of scope'])(
    '%j decides nothing',
    (header) => {
      expect(decisionsOf(header)).toEqual([]);
    },
  );

  test('paragraphs are apart, further down too', () => {
    const estate = estateOf({
      'docker.compose.targets.yaml':
        '# About mill.\n#\n# Barge is excluded.\ntargets:\n  # mill guests are\n  # not covered: they have no stacks\n  web-m: {stacks: []}\n',
    });
    expect(estate.scopeDecisions.map(({ sites, at }) => [sites, textAt(estate, at)])).toEqual([
      [['barge'], '# Barge is excluded.'],
      [['mill'], '# mill guests are\n  # not covered: they have no stacks'],
    ]);
  });
});
