import { describe, expect, test } from 'vitest';
import gate from '../../gates/scripts/order-reader-complete.ts';
import { saidOfScript } from './script-in-estate.ts';

const FILE = 'ops/bindings/startup.sequencing.yaml';
const bash = (...lines: string[]) => ['#!/bin/bash', `SEQ=${FILE}`, ...lines, ''].join('\n');
const python = (...lines: string[]) =>
  ['#!/usr/bin/env python3', 'import yaml', `doc = yaml.safe_load(open("${FILE}"))`, ...lines, ''].join('\n');

const DEFECTS: Readonly<Record<string, string>> = {
  'vm_ids of all phases': bash(
    'for id in $(yq -r ".phases[].hosts[].vm_ids[]" "$SEQ"); do ssh h qm start "$id"; done',
  ),
  'vm_ids where there are some': python(
    'for p in doc["phases"]:',
    '    for h in p["hosts"]:',
    '        if "vm_ids" in h:',
    '            ids += h["vm_ids"]',
  ),
  'vm_ids with a filter of many lines': bash(
    'yq -r "',
    '  .phases[]',
    '  | select(.site == \\"$1\\")',
    '  | .hosts[]',
    '  | select(has(\\"vm_ids\\"))',
    '  | .vm_ids[]',
    '" "$SEQ"',
  ),
  'awk that prints the lines of VMs': bash("awk -F'[][]' '/vm_ids:/ {print $2}' \"$SEQ\""),
  'grep over the file': bash('grep -oP "vm_ids:\\s*\\[\\K[^]]+" "$SEQ" | tr , "\\n"'),
  'jq behind a conversion': bash('yq -o=json "$SEQ" | jq -r \'.phases[].hosts[] | .vm_ids // [] | .[]\''),
  'a program that a variable holds': bash(
    "ids='.phases[].hosts[] | .vm_ids // [] | .[]'",
    'yq -o=json "$SEQ" | jq -r "$ids"',
  ),
  'a comprehension': python(
    'print([i for p in doc["phases"] for h in p["hosts"] for i in h.get("vm_ids") or []])',
  ),
  'a heredoc of Python': bash(
    'python3 - "$SEQ" <<\'PY\'',
    'import sys, yaml',
    'for p in yaml.safe_load(open(sys.argv[1]))["phases"]:',
    '    for h in p["hosts"]:',
    '        for i in h.get("vm_ids", []): print(i)',
    'PY',
  ),
  'a list that grows': python(
    'ids = []',
    'for p in doc["phases"]:',
    '    for h in p["hosts"]:',
    '        ids += h.get("vm_ids", [])',
  ),
  'one site by its name': bash('yq -r ".lifecycle.home.shutdown_order[]" "$SEQ"'),
  'the old key': bash('yq -r ".[\\"$' + '{1}_vm_lifecycle\\"].active_vm_ids[]" "$SEQ"'),
  'the old key in Python': python('print(doc[f"{site}_vm_lifecycle"]["shutdown_order"])'),
  'phases of one site': bash(
    'yq \'.phases[] | select(.site == "shop") | .hosts[] | .vm_ids[], .lxc_ids[]\' "$SEQ"',
  ),
};

const FINE: Readonly<Record<string, string>> = {
  'a question whether a guest is in it': bash('yq -r ".phases[].hosts[].vm_ids | contains([$1])" "$SEQ"'),
  'a question how long it is': bash('[ "$(yq -r \'.phases[0].hosts[0].vm_ids | length\' "$SEQ")" -gt 0 ]'),
  'a membership in Python': python(
    'for p in doc["phases"]:',
    '    for h in p["hosts"]:',
    '        if wanted in h["vm_ids"]:',
    '            print("there")',
  ),
  'both keys in one filter': bash('yq -r ".phases[].hosts[] | (.vm_ids[], .lxc_ids[])" "$SEQ"'),
  'a loop over the keys': bash(
    'for key in vm_ids lxc_ids; do',
    '  yq -r ".phases[].hosts[].$key[]" "$SEQ"',
    'done',
  ),
  'keys by a pattern': bash('grep -E "(vm|lxc)_ids:" "$SEQ"'),
  'keys by their ending': bash(
    'yq -o=json "$SEQ" | jq \'.phases[].hosts[] | to_entries[] | select(.key | endswith("_ids")) | .value[]\'',
  ),
  'the kind in a variable': bash('yq -r ".phases[].hosts[].$' + '{kind}_ids[]" "$SEQ"'),
  'the list of an action': bash('yq -r ".lifecycle[\\"$site\\"].$' + '{action}_order[]" "$SEQ"'),
  'the order by an argument of jq': bash(
    'yq -o=json "$SEQ" | jq -r --arg s "$1" \'.lifecycle[$s].shutdown_order[]\'',
  ),
  'both lists, VMs for their own': python(
    'order = doc["lifecycle"][site]["startup_order"]',
    'vms = [i for p in doc["phases"] for h in p["hosts"] for i in h.get("vm_ids", [])]',
    'print(order, vms)',
  ),
  'a tuple of keys': python(
    'for p in doc["phases"]:',
    '    for h in p["hosts"]:',
    '        for k in ("vm_ids", "lxc_ids"):',
    '            print(*h.get(k, []))',
  ),
  'both versions of the contract': bash(
    'yq -r "(.lifecycle[\\"$1\\"] // .$' + '{1}_vm_lifecycle).startup_order[]" "$SEQ"',
  ),
  'another contract with such a key': bash('yq -r ".pools[].vm_ids[]" ops/bindings/pools.yaml').replace(
    /SEQ=.*\n/,
    '',
  ),
  'a question whether the key is there': bash('grep -q "vm_ids" "$SEQ" || exit 1'),
  'a filter that writes': bash('yq "(.phases[] | select(.phase == 4) | .hosts[0].vm_ids) += [214]" "$SEQ"'),
  'a message': bash('echo "put the VMID under vm_ids of its phase"'),
  'containers for their own': bash('yq ".phases[].hosts[].lxc_ids[]" "$SEQ" | xargs -n1 pct status'),
};

describe('leaves guests out', () => {
  test.each(Object.entries(DEFECTS))('%s', async (_, script) => {
    expect(await saidOfScript(gate, script)).toHaveLength(1);
  });
});

describe('obtains all that it is for', () => {
  test.each(Object.entries(FINE))('%s', async (_, script) => {
    expect(await saidOfScript(gate, script)).toEqual([]);
  });
});
