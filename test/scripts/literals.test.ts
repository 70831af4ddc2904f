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

describe('hosts where nothing else can stand', () => {
  it.each([
    ['a URL in a variable that holds one', 'NAS_URL=http://nas:5000/webapi', ['nas']],
    ['a default of such a variable', 'U=${U:-http://nas:5000}', ['nas']],
    ['a share', 'mount -t cifs //nas/photos /mnt/photos', ['nas']],
    ['a module of rsync', 'rsync -a nas::photos /srv/', ['nas']],
    ['behind a switch', 'curl -s http://nas/x', ['nas']],
    ['behind a switch with its value', 'ping -c1 nas', ['nas']],
    ['behind several switches', 'nc -zv nas 22', ['nas']],
    ['the value of an option', 'curl -o nas "$url"', []],
    ['a guest that a program is pointed at', 'curl http://hub:8080/', ['hub']],
    ['a name that a container may have, too', 'API=http://hub:8080/', []],
    ['words for people', 'echo "see http://nas:5000/docs"', []],
  ])('%s', (_, source, expected) => {
    expect(spelled('shell', source)).toEqual(expected);
  });

  it.each([
    ['what is got by a URL', 'requests.get("http://nas:5000/x")', ['nas']],
    ['what is got from a mapping', 'kinds.get("nas")', []],
  ])('%s', (_, source, expected) => {
    expect(spelled('python', source)).toEqual(expected);
  });
});

describe('words of a command in a list', () => {
  it.each([
    ['shell', 'the value of an option', 'args=(--site home --yes)', ['home']],
    ['shell', 'behind the program', 'cmd=(tools/window stop --site home)', ['home']],
    ['shell', 'words in a string', 'ARGS="--site home"', ['home']],
    ['shell', 'the value of an option for something else', 'opts=(-a --exclude home --delete)', []],
    ['shell', 'a name for something else', 'run=(docker run --name nas)', []],
    ['shell', 'words for people', 'USAGE=("window stop --site home")', []],
    ['python', 'the value of an option', 'subprocess.run(["tools/window", "--site", "home"])', ['home']],
    ['python', 'an option with its value', 'subprocess.run(["tools/window", "--site=home"])', ['home']],
    ['python', 'what a program reaches', 'cmd = ["ssh", "-q", "nas", "poweroff"]', ['nas']],
    ['python', 'what a program reaches, behind a value', 'run(["ssh", "-p", "22", "root@nas"])', ['nas']],
    ['python', 'the value of its option', 'run(["curl", "-o", "nas", url])', []],
    ['python', 'kinds', 'kinds = ["vm", "lxc", "nas"]', []],
  ] as const)('%s: %s', (language, _, source, expected) => {
    expect(spelled(language, source)).toEqual(expected);
  });
});

describe('a site that a script is given', () => {
  it.each([
    ['a script by its path', 'tools/window stop home', ['home']],
    ['a script below a variable', '"$DIR/window" home', ['home']],
    ['behind -s', 'tools/window stop -s home', ['home']],
    ['a function that is called after sites', 'run_for_site home', ['home']],
    ['a program of the system by its path', '/usr/bin/ls home', []],
    ['a program by its name', 'tar -C home -xf a', []],
    ['data that is sent', `curl -d '{"site": "home"}' "$url"`, ['home']],
    ['data that is written', 'cat > a.json <<EOF\n{"site": "home", "name": "home"}\nEOF\n', ['home']],
    ['data under another key', `curl -d '{"folder": "home"}' "$url"`, []],
  ])('%s', (_, source, expected) => {
    expect(spelled('shell', source)).toEqual(expected);
  });
});
