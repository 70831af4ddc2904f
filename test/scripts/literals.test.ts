import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadGrammars } from '../../src/scripts/grammars.ts';
import { literalsIn } from '../../src/scripts/literal/find.ts';
import { readText } from '../../src/scripts/text.ts';
import { lexiconOf, type Vocabulary } from '../../src/scripts/vocabulary.ts';

beforeAll(loadGrammars);

const lexicon = lexiconOf(
  parse(readFileSync('fixtures/scripts/plain/vocabulary.yaml', 'utf8')) as Vocabulary,
);

const spelled = (language: 'shell' | 'python', source: string): string[] =>
  literalsIn(readText('script', language, source), source, 'script', lexicon).map(({ value }) => value);

describe('words that are also common ones', () => {
  it.each([
    ['a host after a user', 'ssh root@hub true', ['hub']],
    ['a host after a user, for a function', 'check_host root@hub', ['hub']],
    ['a folder of a host, for a function', 'check_host hub:~/x', ['hub']],
    ['a folder of a host', 'send hub:/x', ['hub']],
    ['a path of the API in which a guest stands for a node', 'stop_host nodes/hub/status', []],
    ['the same with a name that nothing else has', 'host_get nodes/edge-a/status', ['edge-a']],
  ])('%s', (_, source, expected) => {
    expect(spelled('shell', source)).toEqual(expected);
  });

  it.each([
    ['a step below sites', 'doc["sites"]["shop"]', ['shop']],
    ['a step below a policy', 'doc["oob_policy"]["shop"]', ['shop']],
    ['a step below an order', 'doc["lifecycle"]["home"]', ['home']],
    ['a step below something else', 'doc["names"]["shop"]', []],
    ['a step to a name that nothing else has', 'doc["names"]["template-site"]', ['template-site']],
    ['a machine below something else', 'doc["names"]["edge-a"]', ['edge-a']],
    ['a file called like a machine', 'path["edge-a"]["x"]', []],
  ])('%s', (_, source, expected) => {
    expect(spelled('python', source)).toEqual(expected);
  });
});
