import { describe, expect, it } from 'vitest';
import { prefilterOf, spellingFilterOf } from '../../src/scripts/prefilter.ts';
import { lexiconOf } from '../../src/scripts/vocabulary.ts';
import { CORPORA, readCorpus } from './corpus.ts';

const lexicon = lexiconOf({
  entries: [
    { value: 'home', kind: 'site-id', site: 'home', key: 'sites[].id', short: true },
    { value: 'pve-home', kind: 'hypervisor', site: 'home', key: 'sites[].hypervisors', short: false },
    { value: '105', kind: 'vmid', site: 'home', key: 'vms[].id', short: true },
    { value: '198.51.100.0/24', kind: 'lan-cidr', site: 'home', key: 'sites[].lan_cidr', short: false },
  ],
});
const matters = prefilterOf(lexicon, ['qm', 'docker ps']);

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
