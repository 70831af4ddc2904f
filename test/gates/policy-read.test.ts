import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import gate from '../../gates/scripts/policy-read.ts';
import { saidOf } from './script-in-estate.ts';

const FILE = 'ops/capabilities.yaml';
const WINDOW = 'ops/plugins/infra/bin/infra-maintenance-window';
const RECOVERY = 'ops/plugins/infra/bin/infra-post-power-recovery';
const NO_TOOL = readFileSync(`fixtures/estates/two-sites/${FILE}`, 'utf8').replaceAll(
  'gates window run',
  `./${WINDOW}`,
);
const window = (...lines: string[]) => ({
  [FILE]: NO_TOOL,
  [WINDOW]: ['#!/bin/bash', ...lines, ''].join('\n'),
  'ops/plugins/backup/bin/backup_freshness.py': '#!/usr/bin/env python3\nprint("fresh")\n',
  [RECOVERY]: '#!/bin/bash\nyq -r ".sites[].id" "$1"\n',
});

describe('decided by a literal, the key unread', () => {
  test.each([
    [
      'a guard for one site',
      ['check_oob() { local site=$1; [[ $site == shop ]] || return 0; guard; }'],
      'out-of-band',
    ],
    [
      'a case of sites',
      ['oob_needed() { case $1 in shop) echo yes ;; home) echo no ;; esac; }'],
      'out-of-band',
    ],
    [
      'recovery by name',
      ['if [ "$site" != home ]; then run_recovery "$site"; fi', 'needs_recovery() { test "$1" = shop; }'],
      'recovery',
    ],
    [
      'a number of hours',
      ['# backup gate', 'MAX_AGE_HOURS=24', 'backup_age_ok "$1" "$MAX_AGE_HOURS"'],
      'age of backups',
    ],
  ])('%s', async (_, lines, about) => {
    const said = (await saidOf(gate, window(...lines))).filter((message) => message.includes(about));
    expect(said).toHaveLength(2);
  });
});

describe('read, or decided by nobody', () => {
  test.each([
    ['nothing of the kind', ['ssh "$1" uptime']],
    [
      'a filter on the switch',
      [
        'oob() { yq ".sites[] | select(.id == \\"$1\\") | .requires_oob_guard" "$C"; }',
        '[[ $1 == shop ]] && oob "$1"',
      ],
    ],
    [
      'the key as an argument',
      [
        'recovers() { [ "$(policy "$1" requires_recovery)" = true ]; }',
        'recovery_note() { [ "$1" = home ]; }',
      ],
    ],
    ['a site that is asked for elsewhere', ['colour_of() { [[ $1 == shop ]] && echo red; }']],
  ])('%s', async (_, lines) => {
    expect(await saidOf(gate, window(...lines))).toEqual([]);
  });
});
