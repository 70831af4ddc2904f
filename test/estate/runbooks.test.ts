import { describe, expect, test } from 'vitest';
import type { Runbook } from '../../src/estate/model/runbook.ts';
import { estateOf, textAt } from './two-small-sites.ts';

const FRONT = '---\nstatus: authoritative\nscope: reboot-validation\n---\n';
const FILE = 'docs/X_REBOOT_HEALTH_GATE.md';

function read(body: string, front = FRONT) {
  const estate = estateOf({ [FILE]: front + body });
  const runbook = estate.runbooks[0]!;
  return { estate, runbook, at: (anchor: Runbook['at'] | undefined) => anchor && textAt(estate, anchor) };
}

describe('sections', () => {
  const WHOLE = `# Gate
## Pre-Reboot Checklist
- [ ] **Backup fresh:** last backup < 24 hours (\`./ops cap run backup.status\`).
## Hard Stop Conditions
| Condition | Check Command | Why |
|---|---|---|
| Backup running | \`ssh hyper-m "pgrep vzdump | head -1"\` | Would break the job |
## Rollback Criteria
1. A tier 1 service is not back in 5 minutes.
`;

  test('are found with the place of their headings', () => {
    const { runbook, at } = read(WHOLE);
    expect([at(runbook.preChecks), at(runbook.hardStops), at(runbook.rollback)]).toEqual([
      '## Pre-Reboot Checklist',
      '## Hard Stop Conditions',
      '## Rollback Criteria',
    ]);
    expect([runbook.title, at(runbook.at)]).toEqual(['Gate', '# Gate']);
  });

  test('of CR LF texts too', () => {
    const { runbook, at } = read(WHOLE.replaceAll('\n', '\r\n'), FRONT.replaceAll('\n', '\r\n'));
    expect(at(runbook.rollback)).toBe('## Rollback Criteria');
  });

  test.each([
    ['an empty section', '## Rollback\n## Next\ntext\n'],
    ['a placeholder', '## Rollback\n- TODO\n'],
    ['a comment only', '## Rollback\n<!-- later -->\n'],
    ['a mention in text', '## Next\nRollback is easy.\n'],
    ['the title', '# Rollback\ntext\n'],
  ])('do not count for %s', (_, body) => {
    expect(read(body).runbook.rollback).toBeUndefined();
  });

  test('hard stops before a reboot are no checks before it', () => {
    const { runbook, at } = read('# T\n## Pre-Reboot Hard Stops\n- x\n## Post-Reboot Checklist\n- y\n');
    expect([at(runbook.hardStops), runbook.preChecks]).toEqual(['## Pre-Reboot Hard Stops', undefined]);
  });

  test.each([
    ['preChecks', '## Before the reboot'],
    ['preChecks', '## 1. Before'],
    ['preChecks', '### Preconditions'],
    ['hardStops', '## Do not reboot if'],
    ['hardStops', '## Blocking conditions'],
    ['rollback', '## Backing out'],
    ['rollback', '## How to revert'],
  ] as const)('%s is what "%s" says', (part, heading) => {
    const { runbook, at } = read(`# T\n${heading}\n- x\n`);
    const parts = ['preChecks', 'hardStops', 'rollback'] as const;
    expect(parts.filter((each) => runbook[each])).toEqual([part]);
    expect(at(runbook[part])).toBe(heading);
  });

  test.each(['## What was there before', '## After the reboot'])('"%s" is none of them', (heading) => {
    const { preChecks, hardStops, rollback } = read(`# T\n${heading}\n- x\n`).runbook;
    expect([preChecks, hardStops, rollback]).toEqual([undefined, undefined, undefined]);
  });

  test('content below a deeper heading counts', () => {
    expect(read('# T\n## Rollback\n### First\nGo back.\n').runbook.rollback).toBeDefined();
  });
});

describe('sites', () => {
  const sitesOf = (body: string, front?: string) =>
    read(body, front).runbook.sites.map(({ site, by }) => `${site} ${by}`);

  test.each([
    ['a code span', 'Run `ssh root@hyper-b uptime`.', ['barge hypervisor']],
    ['a code block', '```bash\nssh hyper-m "qm list"\n```', ['mill hypervisor']],
    ['a table', '| a | b |\n|---|---|\n| hyper-b | x |', ['barge hypervisor']],
    ['text', 'Reboots hyper-m, then hyper-b.', ['mill hypervisor', 'barge hypervisor']],
    ['a longer name', 'hyper-m-old, /srv/hyper-m/x and hyper-m.lan', []],
    ['a pointer elsewhere', '## Related documents\n- hyper-b: the other gate', []],
    ['a denial', 'hyper-b is not covered here.', []],
    ['a site by name only', 'The barge and its guests.', []],
  ])('from %s', (_, body, sites) => {
    expect(sitesOf(body)).toEqual(sites);
  });

  test('stated sites win over the text', () => {
    expect(sitesOf('hyper-m', FRONT.replace('scope', 'sites: [barge]\nscope'))).toEqual(['barge stated']);
  });

  test('stand where they are named', () => {
    const { runbook, at } = read('# T\n\nRun `ssh hyper-b`.\n');
    expect(at(runbook.sites[0]!.at)).toBe('hyper-b');
  });
});

describe('the age of the newest backup', () => {
  test.each([
    ['- [ ] **Backup fresh:** last backup < 24 hours.', 24, '< 24 hours'],
    ['- Backup within the last 26h.', 26, 'within the last 26h'],
    ['Every backup is younger than 1 day.', 24, 'younger than 1 day'],
    ['| Backup age | max 30 h | x |\n|---|---|---|\n| backup | max 26 h | y |', 26, 'max 26 h'],
    ['- backups not older than 2 days', 48, 'not older than 2 days'],
    ['- newest vzdump: 36 hours old at most', 36, '36 hours old at most'],
    ['## Hard stops\n- The newest backup is older than 20 hours.', 20, 'older than 20 hours'],
    ['- last backup < 48 h\n- vzdump backup < 24 h', 24, '< 24 h'],
  ])('%j', (body, hours, phrase) => {
    const { runbook, at } = read(body);
    expect([runbook.backupMaxAgeHours?.value, at(runbook.backupMaxAgeHours?.at)]).toEqual([hours, phrase]);
  });

  test.each([
    'Uptime < 24 hours.',
    'No backup is scheduled within 2 hours.',
    'Old backups are kept; prune those older than 30 days.',
    'A backup takes up to 3 hours.',
    'Backup was checked at 24.',
  ])('%j demands none', (body) => {
    expect(read(body).runbook.backupMaxAgeHours).toBeUndefined();
  });
});

test('a text with next to nothing in it is a runbook without anything', () => {
  const { runbook } = read('');
  expect([runbook.sites, runbook.title, runbook.preChecks]).toEqual([[], 'X_REBOOT_HEALTH_GATE', undefined]);
});
