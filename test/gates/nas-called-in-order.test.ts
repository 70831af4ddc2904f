import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import gate from '../../gates/nas/called-in-order.ts';
import { saidOf } from './script-in-estate.ts';

const FILE = 'ops/capabilities.yaml';
const WINDOW = 'ops/plugins/infra/bin/infra-maintenance-window';
const SHELL = readFileSync(`fixtures/estates/two-sites/${FILE}`, 'utf8').replace(
  'gates window run"\n    cwd: "$SPINE_CODE"\n    safety: destructive',
  `./${WINDOW}"\n    cwd: "$SPINE_CODE"\n    safety: destructive`,
);
const window = (...lines: string[]) => ({
  [FILE]: SHELL,
  [WINDOW]: ['#!/bin/bash', ...lines, ''].join('\n'),
});
const python = (...lines: string[]) => ({
  [FILE]: SHELL,
  [WINDOW]: ['#!/usr/bin/env python3', 'import subprocess', ...lines, ''].join('\n'),
});

/** One program of the estate that stops and starts every NAS. */
const BOTH = 'ops/bin/storage-power';
const both = (...lines: string[]) => ({
  ...window(...lines),
  [FILE]: SHELL.replace('"gates nas start"', `"./${BOTH} start"`).replace(
    '"gates nas stop"',
    `"./${BOTH} stop"`,
  ),
  [BOTH]: '#!/bin/sh\ncase $1 in stop) ssh "$2" sudo poweroff ;; start) ssh "$3" wakeonlan "$4" ;; esac\n',
});

const OFF = 'for h in $hosts; do ssh "$h" systemctl poweroff; done';
const WAKE = 'for m in $macs; do wakeonlan "$m"; done';
const GUESTS = 'for id in $ids; do ssh "$h" qm shutdown "$id"; done';

type Files = Readonly<Record<string, string>>;

const RIGHT: Readonly<Record<string, Files>> = {
  'one line after the other': window(
    'case $1 in',
    `  down) ${GUESTS}; ${OFF}; ops cap run nas.shutdown ;;`,
    `  up) ops cap run nas.startup; ${WAKE} ;;`,
    'esac',
  ),
  'functions in the order of the window': window(
    `stop_hosts() { ${OFF}; }`,
    'stop_nas() { ssh "$NAS" sudo synopoweroff; }',
    'wake_nas() { wakeonlan "$NAS_MAC"; }',
    `wake_hosts() { ${WAKE}; }`,
    'if [ "$1" = stop ]; then stop_hosts; stop_nas; else wake_nas; wake_hosts; fi',
  ),
  'a program in a variable': window(
    'OPS=$ROOT/ops/bin/ops',
    `${GUESTS}`,
    `${OFF}`,
    '"$OPS" cap run nas.shutdown --site "$1" -- --execute',
    '"$OPS" cap run nas.startup --site "$1" -- --execute',
    `${WAKE}`,
  ),
  'one program for both': both(
    `down() { ${GUESTS}; ${OFF}; ops/bin/storage-power stop --site "$1"; }`,
    `up() { ops/bin/storage-power start --site "$1"; ${WAKE}; }`,
  ),
  'a loop in Python': python(
    'def stop(hosts, nas):',
    '    for host in hosts:',
    '        subprocess.run(["ssh", host, "systemctl", "poweroff"], check=True)',
    '    subprocess.run(["gates", "nas", "stop"])',
    'def start(macs):',
    '    subprocess.run(["ops", "cap", "run", "nas.startup"], check=True)',
    '    for mac in macs:',
    '        subprocess.run(["wakeonlan", mac], check=True)',
  ),
  'loops over NAS by a common name': window(
    'down() {',
    '  for node in $(site_nodes "$1" hypervisors); do ssh "$node" systemctl poweroff; done',
    '  for node in $(site_nodes "$1" nas); do ssh "$node" sudo poweroff; done',
    '}',
    'up() {',
    `  yq -r '.sites[] | .nas[]' "$T" | while read -r node; do`,
    '    mac=$(mac_of "$node")',
    '    wakeonlan "$mac"',
    '  done',
    `  ${WAKE}`,
    '}',
    '"$1"',
  ),
  'loops over what functions say of NAS': window(
    `site_nodes() { [ "$2" != nas ] || yq -r '.sites[] | .nas[]' "$T"; }`,
    'down() {',
    `  ${OFF}`,
    '  for node in $(site_nodes "$1" nas); do ssh "$node" sudo poweroff; done',
    '}',
    'up() {',
    '  for node in $(nas_hosts "$1"); do wakeonlan "$(mac_of "$node")"; done',
    `  ${WAKE}`,
    '}',
    '"$1"',
  ),
  'loops over NAS in Python': python(
    'def stop(site):',
    '    for node in site["hypervisors"]:',
    '        subprocess.run(["ssh", node, "systemctl", "poweroff"], check=True)',
    '    for node in site["nas"]:',
    '        subprocess.run(["ssh", node, "poweroff"], check=True)',
    'def start(macs):',
    '    subprocess.run(["ops", "cap", "run", "nas.startup"], check=True)',
    '    for mac in macs:',
    '        subprocess.run(["wakeonlan", mac], check=True)',
  ),
  'nothing that powers a host off': window('ssh "$1" qm shutdown "$2"'),
};

const WRONG: Readonly<Record<string, Files>> = {
  'one program for both, the wrong way round': both(
    `down() { ${GUESTS}; ${OFF}; ops/bin/storage-power start --site "$1"; }`,
    `up() { ops/bin/storage-power stop --site "$1"; ${WAKE}; }`,
  ),
  'nobody calls for it': window(`case $1 in down) ${GUESTS}; ${OFF} ;; up) ${WAKE} ;; esac`),
  'called first and last': window(
    'case $1 in',
    `  down) ops cap run nas.shutdown; ${GUESTS}; ${OFF} ;;`,
    `  up) ${WAKE}; ops cap run nas.startup ;;`,
    'esac',
  ),
  'a loop over NAS before that over hosts, and behind it': window(
    'down() {',
    '  for node in $(site_nodes "$1" nas); do ssh "$node" sudo poweroff; done',
    '  for node in $(site_nodes "$1" hypervisors); do ssh "$node" systemctl poweroff; done',
    '}',
    'up() {',
    `  ${WAKE}`,
    '  for node in $(site_nodes "$1" nas); do wakeonlan "$(mac_of "$node")"; done',
    '}',
    '"$1"',
  ),
  'only named in messages': window(
    `down() { ${OFF}; echo "now run: ops cap run nas.shutdown"; }`,
    `up() { # ops cap run nas.startup first`,
    `  ${WAKE}; }`,
    '"$1"',
  ),
  'functions in the wrong order': window(
    `stop_hosts() { ${OFF}; }`,
    'stop_nas() { ssh "$NAS" sudo synopoweroff; }',
    'start_nas() { wakeonlan "$NAS_MAC"; }',
    `start_hosts() { ${WAKE}; }`,
    'down() { stop_nas; stop_hosts; }',
    'up() { start_hosts; start_nas; }',
    '"$1"',
  ),
};

describe('the NAS has its turn', () => {
  test.each(Object.entries(RIGHT))('%s', async (_, files) => {
    expect(await saidOf(gate, files)).toEqual([]);
  });
});

describe('the NAS is forgotten or comes at the wrong time', () => {
  test.each(Object.entries(WRONG))('%s', async (_, files) => {
    expect((await saidOf(gate, files)).length).toBe(4);
  });
});
