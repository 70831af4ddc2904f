import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { thingNamed } from '../../src/cli/impact/thing.ts';
import { newMemory, prepare } from '../../src/cli/judge.ts';
import { textReader } from '../../src/cli/texts.ts';
import type { GatesImpact, ImpactEffect } from '../../src/contract/generated/impact.ts';
import { impactOf } from '../../src/estate/ask/impact.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Refusal } from '../../src/finding/refusal.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import { overlayTree } from '../../src/load/overlay-tree.ts';
import { resolver } from '../../src/load/resolve.ts';
import { impactJson, impactText } from '../../src/report/impact.ts';

const memory = newMemory();
const base = diskTree('fixtures/estates/two-sites');
const ORDER = 'ops/bindings/startup.sequencing.yaml';
const order = Buffer.from(base.read(ORDER)).toString('utf8');

async function estateWith(sequencing = order): Promise<{ estate: Estate; tree: typeof base }> {
  const tree = overlayTree(base, new Map([[ORDER, sequencing]]));
  const { estate } = await prepare(tree, 'the sample', undefined, () => [], memory);
  return { estate, tree };
}

let estate: Estate;
let textOf: (file: string) => string;

beforeAll(async () => {
  const read = await estateWith();
  estate = read.estate;
  textOf = textReader(estate, read.tree);
});

function down(name: string, of = estate): GatesImpact {
  const { entity } = thingNamed(name, of);
  return JSON.parse(impactJson(entity, impactOf(of, entity), resolver(of.documents, textOf)));
}

const below = (effects: readonly ImpactEffect[], ...path: string[]): ImpactEffect | undefined => {
  const found = effects.find(({ subject }) => subject === path[0]);
  return found && path.length > 1 ? below(found.effects, ...path.slice(1)) : found;
};
const kindsOf = (effect: ImpactEffect | undefined) => effect?.because.map(({ kind }) => kind);

describe('what stops when a NAS is down', () => {
  test('its consumers, and the guests, services and names behind them', () => {
    const { effects, affected } = down('nas');
    expect(kindsOf(below(effects, 'hypervisor home/pve-home'))).toEqual(['mount']);
    expect(kindsOf(below(effects, 'hypervisor home/pve-home', 'guest home/105'))).toEqual(['carrier']);
    const dns = ['hypervisor home/pve-home', 'guest home/105', 'site home'];
    expect(kindsOf(below(effects, ...dns))).toEqual(['dns']);
    expect(kindsOf(below(effects, 'guest home/100', 'service notes'))).toEqual(['service']);
    expect(affected).toMatchObject({ guest: 2, hypervisor: 1, service: 2 });
  });

  test('machines that are reached over it go on, and nobody reaches them', () => {
    const way = below(down('gw-shop').effects, 'device shop/switch-shop');
    expect(way).toMatchObject({
      required: false,
      because: [{ kind: 'window', text: 'is reached over it (probe_via)', place: { line: 52, column: 18 } }],
    });
  });

  test('the backups that lie on it, over a mount of another machine too', () => {
    const { effects } = down('nas');
    const target = below(effects, 'target home-vm-100-atlas-primary');
    expect(target?.because.map(({ text }) => text)).toEqual([
      'has its copies there, in "/mnt/pve/archive-b/dump"',
    ]);
  });

  test('each edge with its place in a contract', () => {
    const { file, line, column } = below(down('nas').effects, 'guest home/100')!.because[0]!.place;
    expect(file).toBe(ORDER);
    expect(order.split('\n')[line - 1]!.slice(column - 1)).toMatch(/^home\/100\b/);
  });

  test('a thing is followed once: at the shortest way to it', () => {
    const { effects } = down('nas');
    expect(below(effects, 'guest home/100')?.effects).not.toEqual([]);
    expect(below(effects, 'hypervisor home/pve-home', 'guest home/100')).toMatchObject({
      cut: 'elsewhere',
      effects: [],
    });
  });
});

test('who can do without is shown and not followed', () => {
  expect(below(down('shop/215').effects, 'guest shop/212')).toMatchObject({ required: false, effects: [] });
});

test('a circle is shown once and not followed', async () => {
  const circle = `${order}  - {consumer: shop/213, provider: shop/211, via: order, required: true}\n`;
  const { estate: circular } = await estateWith(circle);
  const { effects, affected } = down('shop/211', circular);
  expect(below(effects, 'guest shop/213', 'guest shop/211')).toMatchObject({ cut: 'circle', effects: [] });
  expect(affected.guest).toBe(1);
});

test('a mount takes its consumer with it, a name service the names of its site', () => {
  expect(down('/mnt/media').effects.map(({ subject }) => subject)).toEqual(['guest shop/212']);
  expect(kindsOf(below(down('pihole-home').effects, 'site home'))).toEqual(['dns']);
});

test('the text shows the same tree, each line with its place', () => {
  const { entity, what } = thingNamed('home/105', estate);
  const text = impactText(what, impactOf(estate, entity), resolver(estate.documents, textOf), false);
  expect(text).toMatch(/^container 105 "pihole-home" of site "home" down\n├─ VM 100 "atlas"/);
  expect(text).toMatch(/needs it \(via dns\) ops\/bindings\/startup\.sequencing\.yaml:\d+:\d+\n/);
  expect(text).toMatch(/\nAffected: 1 guest, 2 services, 1 site, 1 target\.\n$/);
});

test.each([
  ['a name that is nearly one', 'nass', 'no node, guest, service or mount is called "nass"', '"nas"'],
  ['a site', 'home', '"home" is a site', '"pve-home"'],
])('%s gets a hint', (_, name, says, hint) => {
  expect(() => thingNamed(name, estate)).toThrow(says);
  try {
    thingNamed(name, estate);
  } catch (error) {
    expect((error as Refusal).hint).toContain(hint);
  }
});

test('the JSON fits its schema', () => {
  const schema = JSON.parse(readFileSync('schemas/impact.schema.json', 'utf8'));
  const fits = new Ajv2020({ strict: false }).compile(schema);
  for (const name of ['nas', 'pve', 'shop/215', '/mnt/media', 'proxy']) {
    expect(fits(down(name)), JSON.stringify(fits.errors)).toBe(true);
  }
});
