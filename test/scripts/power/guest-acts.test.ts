import { beforeAll, describe, expect, it } from 'vitest';
import { loadGrammars } from '../../../src/scripts/grammars.ts';
import { readText } from '../../../src/scripts/text.ts';

beforeAll(loadGrammars);

const acts = (language: 'shell' | 'python', lines: readonly string[]) =>
  readText('script', language, lines.join('\n')).acts.map(
    (act) => `${act.kind} ${act.verbs.join('/')}${act.numbers?.length ? ` ${act.numbers.join()}` : ''}`,
  );

describe('what a script does with guests', () => {
  it.each([
    ['a tool behind a function and a host', ['on "$h" qm start "$id"'], ['qemu start']],
    ['a tool in a variable', ['t=pct', '"$t" stop "$id"'], ['lxc stop']],
    ['a tool of either kind', ['t=qm; [ "$k" = lxc ] && t=pct', 'ssh h "$t stop $id"'], ['either stop']],
    ['a tool that a function tells', ['f() { echo qm; }', 't=$(f)', '$t stop 7'], ['qemu stop']],
    ['a command in an array', ['Q=(ssh "$h" qm)', `"${'$'}{Q[@]}" shutdown "$id"`], ['qemu shutdown']],
    ['a map of tools', ['declare -A T=([a]=qm [b]=pct)', `"${'$'}{T[$k]}" start "$id"`], ['either start']],
    ['a variable called a tool', ['need qm', 'f() { "$tool" stop "$1"; }'], ['either stop']],
    ['a variable called something else', ['need qm', 'f() { "$job" stop "$1"; }'], []],
    ['a tool in a variable that holds another', ['need qm', 'tool=systemctl', '"$tool" stop x'], []],
    [
      'two variables, of which one holds another tool',
      ['need qm', 'tool=$1', 'bin=/x/w', `"${'$'}{tool:-$bin}" stop 5`],
      [],
    ],
    ['a verb that callers give', ['f() { qm "$1" "$2"; }', 'f stop 101'], ['qemu stop 101']],
    ['a verb that a case lists', ['case $v in start|stop) ;; esac', 'pct $v $id'], ['lxc start/stop']],
    ['numbers of a loop', ['for i in 101 102; do qm stop $i; done'], ['qemu stop 101,102']],
    ['a path of the API', ['pvesh create /nodes/$n/lxc/$id/status/stop'], ['lxc stop']],
    ['a path with a kind in it', ['pvesh create /nodes/$n/$kind/$id/status/stop'], ['either stop']],
    ['all guests of a node', ['pvesh create /nodes/$n/startall'], ['either start']],
    ['configuration files', ['[ -f /etc/pve/lxc/$id.conf ]'], ['lxc config']],
    ['high availability', ['ha-manager set vm:101 --state stopped'], ['qemu stop 101']],
  ])('%s', (_, lines, expected) => {
    expect(acts('shell', lines)).toEqual(expected);
  });

  it('takes words for people, look-ups of programs and services for nothing', () => {
    const lines = [
      'echo "qm stop 1"',
      'command -v qm',
      'need pct',
      'service "$name" start',
      '"$W" stop',
      'W=/x/w',
    ];
    expect(acts('shell', lines)).toEqual([]);
  });

  it('reads vectors, texts and clients of Python', () => {
    const lines = [
      'subprocess.run(["ssh", h, "qm", "stop", "101"])',
      'sh(f"pct start {vmid}")',
      'TOOLS = {"qemu": "qm", "lxc": "pct"}',
      'tool = TOOLS[kind]',
      'subprocess.run([tool, "shutdown", vmid])',
      'api.nodes(n).qemu(vm["vmid"]).status.start.post()',
    ];
    expect(acts('python', lines)).toEqual(['qemu stop 101', 'lxc start', 'either shutdown', 'qemu start']);
  });
});
