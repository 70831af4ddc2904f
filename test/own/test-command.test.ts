import { expect, test } from 'vitest';
import { testEstate } from '../../src/cli/test/test.ts';
import { testText } from '../../src/cli/test/text.ts';
import { folderOf } from '../load/tree-of.ts';

const TOPOLOGY = 'sites: [{id: hill, status: active, lan: 192.0.2.0/24}]\n';

const gate = (examples: string) => `id: sites/named
title: Every site has a name
why: People call it otherwise.
fix: Write its name.
for: site
assert: site.name != null
message: site {site.id} has no name
at: name
${examples}`;

const GOOD = gate(`examples:
  passing:
    - name: a name
      edits: [{file: topology.sites.yaml, find: "id: hill", replace: "id: hill, name: Hill"}]
    - name: a site from nothing
      base: empty
      edits: [{file: topology.sites.yaml, content: "sites: [{id: dale, name: Dale, status: active, lan: 198.51.100.0/24}]"}]
  failing:
    - name: as it stands
      edits: [{file: topology.sites.yaml, find: "id: hill", replace: "id: «hill»"}]
`);

async function tested(text: string) {
  const root = folderOf({ 'topology.sites.yaml': TOPOLOGY, 'gates/named.gate.yaml': text });
  const found = await testEstate(root);
  return { good: found.every((one) => one.asExpected), text: testText(found, false) };
}

test('examples that are as expected are counted', async () => {
  const { good, text } = await tested(GOOD);
  expect(text).toContain('1 gate, 3 examples: 3 as expected, 0 not.');
  expect(good).toBe(true);
});

test('what is found elsewhere than marked is shown both ways, with its lines', async () => {
  const { good, text } = await tested(
    GOOD.replace('"id: «hill»"', '"id: hill, «note: x»"').replace('"id: hill, name: Hill"', '"id: hill"'),
  );
  expect(good).toBe(false);
  expect(text).toBe(`sites/named (gates/named.gate.yaml)
  differs  passing: a name
    + found here, not expected: topology.sites.yaml:1:14: site hill has no name
      1 │ sites: [{id: hill, status: active, lan: 192.0.2.0/24}]
        │              ^^^^
  ok       passing: a site from nothing
  differs  failing: as it stands
    - expected here, not found: topology.sites.yaml:1:20
      1 │ sites: [{id: hill, note: x, status: active, lan: 192.0.2.0/24}]
        │                    ^^^^^^^
    + found here, not expected: topology.sites.yaml:1:14: site hill has no name
      1 │ sites: [{id: hill, note: x, status: active, lan: 192.0.2.0/24}]
        │              ^^^^

1 gate, 3 examples: 1 as expected, 2 not; 1 gate is not as it should be.
`);
});

test.each([
  ['no failing example', gate('examples: {passing: [{name: x, edits: []}]}\n'), /it has no failing example/],
  ['no examples', gate(''), /it has no passing example/],
  [
    'a failing example that marks nothing',
    GOOD.replace('«hill»', 'hill'),
    /nothing in it stands between « and »/,
  ],
  [
    'an edit that fits nothing',
    GOOD.replace('find: "id: hill"', 'find: "id: dale"'),
    /"id: dale" is not in topology/,
  ],
  [
    'a file that is not there',
    GOOD.replace('topology.sites.yaml, find', 'sites.yaml, find'),
    /sites\.yaml is not there to be edited/,
  ],
  [
    'a base that is not there',
    GOOD.replace('base: empty', 'base: samples/x'),
    /its base "samples\/x" is no folder of the estate/,
  ],
  ['a base outside', GOOD.replace('base: empty', 'base: ../..'), /is no folder of the estate/],
  [
    'a broken expression',
    GOOD.replace('site.name !=', 'site.nam !='),
    /named\.gate\.yaml:6:14: .*did you mean "name"/,
  ],
])('%s is not as it should be', async (_, text, words) => {
  const { good, text: said } = await tested(text);
  expect(said).toMatch(words);
  expect(good).toBe(false);
});

test('an estate without gates of its own has nothing to test', async () => {
  await expect(testEstate(folderOf({ 'topology.sites.yaml': TOPOLOGY }))).rejects.toThrow(/nothing to test/);
});
