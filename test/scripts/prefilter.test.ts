import { describe, expect, it } from 'vitest';
import { prefilterOf, spellingFilterOf } from '../../src/scripts/prefilter.ts';
import { lexiconOf, type VocabularyEntry } from '../../src/scripts/vocabulary.ts';
import { CORPORA, readCorpus } from './corpus.ts';

const entriesOfHome: VocabularyEntry[] = [
  { value: 'home', kind: 'site-id', site: 'home', key: 'sites[].id', short: true },
  { value: 'pve-home', kind: 'hypervisor', site: 'home', key: 'sites[].hypervisors', short: false },
  { value: '105', kind: 'vmid', site: 'home', key: 'vms[].id', short: true },
  { value: '198.51.100.0/24', kind: 'lan-cidr', site: 'home', key: 'sites[].lan_cidr', short: false },
];
const lexicon = lexiconOf({ entries: entriesOfHome });
const matters = (line: string) =>
  prefilterOf(lexiconOf({ entries: entriesOfHome }), ['qm', 'docker ps'])(line);

describe('what a script must say to be parsed', () => {
  it.each([
    '[ "$site" = home ]',
    'case $1 in home) ;; esac',
    'HOME_OK=1 shop_ok=1',
    '--poweroff-home) shift ;;',
    'cat ops/home.device.registry.yaml',
    'ssh pve-home',
    "grep '198\\.51\\.100\\.'",
    'ping 198.51.100.7',
    'qm list',
    'docker  ps -a',
    'tar czf "/srv/home-$(date +%F).tgz" /etc',
    'if [ "x$site" = xhome ]; then',
    'WEIGHTS = dict(home=1)',
    'host=${2-pve-home}',
    `site=${'$'}{1:-home}`,
    'x # gates-allow: a/b',
    '.lifecycle.qm.x',
    'cat "$D/home/x.yaml"',
    'cat ${D}/home "x"',
    'a_b_pve_home_c',
    'mypve.home.lan',
    'docker\tps',
    "grep '198\\\\.51\\\\.100'",
    'PVE_HOME=1',
    'home',
    'a,home;',
    '@home]',
  ])('%s', (line) => {
    expect(matters(line)).toBe(true);
  });

  it.each([
    'cd "$HOME"',
    'ls /home/op',
    '# ssh pve-home',
    'echo homepage',
    'exit 105',
    'ping 198.51.10.7',
    'seqm',
    'cat /home/x',
    'docker psx',
    'xdocker ps',
    'docker-ps',
    'ping 198.51',
    'qm2 x-qm',
    'homes',
    '~home~',
    'pve homely',
    'HOME',
  ])('not: %s', (line) => {
    expect(matters(line)).toBe(false);
  });
});

describe('what a script must say for a word of the vocabulary to be found in it', () => {
  it('any line with such a word says enough, in all labelled scripts', async () => {
    const missed: string[] = [];
    for (const folder of CORPORA) {
      const { report, lexicon } = await readCorpus(folder);
      const spells = spellingFilterOf(lexicon);
      for (const { source, literals, path } of report.scripts) {
        for (const { anchor } of literals) {
          const end = source.indexOf('\n', anchor.end);
          const lines = source.slice(source.lastIndexOf('\n', anchor.start) + 1, end < 0 ? undefined : end);
          if (!spells(lines)) missed.push(`${path}: ${lines}`);
        }
      }
    }
    expect(missed).toEqual([]);
  });

  it('numbers of guests, and names in camel case', () => {
    const spells = spellingFilterOf(lexicon);
    expect(['qm stop 105', 'homeHosts = []', 'ls /tmp'].map(spells)).toEqual([true, true, false]);
  });
});

type Row = readonly [kind: VocabularyEntry['kind'], value: string, line: string, matters: boolean];

const ofOne = (kind: VocabularyEntry['kind'], value: string, short = false) =>
  lexiconOf({ entries: [{ value, kind, site: 'east', key: 'k', short }] });

const ROWS: readonly Row[] = [
  ['lan-cidr', '10.20.30.0/24', 'ping 10.20.30.4', true],
  ['lan-cidr', '10.20.30.0/24', 'ping 10.20.31.4', false],
  ['lan-cidr', '10.20.0.0/16', 'ping 10.20.99.4', true],
  ['lan-cidr', '10.20.0.0/16', 'ping 10.21.0.4', false],
  ['lan-cidr', '10.0.0.0/8', 'ping 10.77.88.99', true],
  ['lan-cidr', '10.0.0.0/8', 'sleep 10', false],
  ['lan-cidr', '8.0.0.0/6', 'ping 8.1.1.1', true],
  ['lan-cidr', '10.20.30.7/32', 'x=10.20.30.7', true],
  ['lan-cidr', '10.20.30.7', 'x=10.20.30.7', true],
  ['lan-cidr', '10.20.30.7', 'x=10.20.7.30', false],
  ['lan-cidr', '2001:db8:7::/48', 'ping 2001:db8:7::9', true],
  ['lan-cidr', '2001:db8:7::/48', 'ping 2001:db8:8::9', false],
  ['storage-path', '/volume3/keep', 'ls "/volume3/keep/a"', true],
  ['storage-path', '/volume3/keep', 'ls /volume3', false],
  ['hypervisor', 'pve-east', 'x=PVE_EAST_IP', true],
  ['hypervisor', 'pve-east', 'x=pveeast', false],
  ['hypervisor', 'Pve-East', 'ssh pve-east', true],
  ['hypervisor', 'vault7', 'x=a.vault7', true],
  ['hypervisor', 'vault7', 'x=xvault7', true],
  ['hypervisor', 'vault7', 'x=yvault7', false],
  ['hypervisor', 'vault7', 'echo avault7', false],
  ['hypervisor', 'a-b-c-d', 'x=z_a_b_c_d_z', true],
  ['guest-name', 'a_b_c_d_e', 'x=a-b-c-d-e', false],
  ['site-name', 'East Yard', 'echo east', true],
  ['site-name', 'East  Yard', 'echo yard', false],
];

describe.each([
  ['to be parsed', (found: ReturnType<typeof ofOne>) => prefilterOf(found, [])],
  ['to be searched for words', spellingFilterOf],
])('what a script must say of one word %s', (_, filterOf) => {
  it.each(ROWS)('%s %s: %s', (kind, value, line, expected) => {
    expect(filterOf(ofOne(kind, value))(line)).toBe(expected);
  });

  it.each([
    ['echo ( east )', true],
    ['east', true],
    ['["east"]', true],
    ["{'east': 1}", true],
    ['a,east&b', true],
    ['a.east/x', true],
    ['ssh op@east', true],
    ['cd /east/x', false],
    ['"$D"/east/x', false],
    ['$D/east/x', true],
    ['${D}/east', true],
    ['//east/x', true],
    ['x/eastx', false],
    ['~east~', false],
    ['~east ', false],
    ['east~', false],
    ['/east', false],
    ['east/x', false],
    ['%east%', false],
  ])('a common word: %s', (line, expected) => {
    expect(filterOf(ofOne('site-id', 'east', true))(line)).toBe(expected);
  });
});

describe('what gates look for', () => {
  const looks = (triggers: readonly string[], line: string) =>
    prefilterOf(lexiconOf({ entries: [] }), triggers)(line);

  it.each([
    [['qm'], 'qm', true],
    [['qm'], 'QM', false],
    [['qm'], '\t # qm', false],
    [['qm'], 'x # qm', true],
    [['qm'], '# a\nqm', true],
    [['qm'], '#\n qm', true],
    [['qm'], 'ls #a\n# qm\nls', false],
    [['qm'], '.a.qm', true],
    [['qm'], 'a-qm', false],
    [['docker ps', 'pct list'], 'pct   list', true],
    [['docker ps', 'pct list'], 'docker ps', true],
    [['docker ps'], 'docker', false],
    [['docker ps'], 'ps docker', false],
    [['docker ps'], 'docker psx', false],
    [['a+b c'], 'a+b  c', true],
    [['a+b c'], 'aab c', false],
    [[], 'qm stop 101', false],
    [[], 'true # gates-allow: a/b', true],
  ] as const)('%j in %j', (triggers, line, expected) => {
    expect(looks(triggers, line)).toBe(expected);
  });
});

describe('words found only where literals are looked for', () => {
  it.each([
    ['vmid', '105', 'stop 105', true],
    ['vmid', '105', 'stop 1050', false],
    ['site-id', 'vault7', 'x=vault7Hosts', true],
    ['lan-cidr', '10.20.30.0/24', "grep '10\\.20\\.30'", true],
    ['lan-cidr', '10.20.30.0/24', "grep '10\\\\.20\\\\.30'", true],
    ['site-id', 'vault7', '# of vault7', true],
    ['storage-path', '/volume3/keep', 'ls 101', false],
  ] as const)('%s %s: %s', (kind, value, line, expected) => {
    expect(spellingFilterOf(ofOne(kind, value))(line)).toBe(expected);
  });
});
