import { describe, expect, it } from 'vitest';
import { prefilterOf } from '../../src/scripts/prefilter.ts';
import { lexiconOf } from '../../src/scripts/vocabulary.ts';

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
    `site=${'$'}{1:-home}`,
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
  ])('not: %s', (line) => {
    expect(matters(line)).toBe(false);
  });
});
