import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import gate from '../../gates/nas/command-acts.ts';
import { saidOf } from './script-in-estate.ts';

const FILE = 'ops/capabilities.yaml';
const capabilities = readFileSync(`fixtures/estates/two-sites/${FILE}`, 'utf8');
const command = (verb: string, line: string) => ({
  [FILE]: capabilities.replace(`command: "gates nas ${verb}"`, `command: '${line}'`),
});
const script = (verb: string, ...lines: string[]) => ({
  ...command(verb, 'bash ops/bin/strange'),
  'ops/bin/strange': ['#!/bin/bash', ...lines, ''].join('\n'),
});
const python = (verb: string, ...lines: string[]) => ({
  ...command(verb, 'python3 ops/bin/strange.py'),
  'ops/bin/strange.py': ['#!/usr/bin/env python3', ...lines, ''].join('\n'),
});

type Files = Readonly<Record<string, string>>;

const ACTING: Readonly<Record<string, Files>> = {
  'a word over ssh': script(
    'stop',
    'ssh -o BatchMode=yes "$NAS_USER@$NAS_HOST" "sudo /usr/syno/sbin/synopoweroff"',
  ),
  'a heredoc over ssh': script('stop', 'ssh "$1" sudo -S bash <<EOF', 'sync', 'shutdown -h now', 'EOF'),
  'a password that is piped in': script('stop', 'printf "%s\\n" "$PW" | ssh "$host" sudo -S poweroff'),
  'a program that is piped in': script('stop', 'echo \'sudo poweroff\' | ssh "$host" sh'),
  'the interface of the maker': script(
    'stop',
    'sid=$(curl -sk "$BASE/webapi/auth.cgi?api=SYNO.API.Auth&method=login" | jq -r .data.sid)',
    'curl -sk "$BASE/webapi/entry.cgi?api=SYNO.Core.System&version=1&method=shutdown&_sid=$sid"',
  ),
  'what the contract says': script(
    'stop',
    'mapfile -t argv < <(yq -r ".sites[] | select(.id == \\"$1\\") | .nas_stop[]" "$CONTRACT")',
    'ssh "$nas" "$' + '{argv[@]}"',
  ),
  'a function with a dry run': script(
    'stop',
    'run() { if [ "$DRY" = 1 ]; then echo "would $*"; else "$@"; fi; }',
    'run ssh "$nas" poweroff',
  ),
  'this tool behind a script': script('stop', 'exec gates nas stop --site "$1" --execute'),
  'a list for subprocess': python(
    'stop',
    'import subprocess, sys',
    'subprocess.run(["ssh", sys.argv[1], "sudo", "poweroff"], check=True)',
  ),
  'a magic packet': script('start', 'wakeonlan -i "$BCAST" "$MAC"'),
  'a magic packet that the router sends': command('start', 'ssh gw-shop etherwake 00:00:5e:00:53:20'),
  'a machine on the way': command('stop', 'ssh gw-shop ssh keeper@nas-shop sudo poweroff'),
  'a magic packet by hand': python(
    'start',
    'import socket, sys',
    'mac = bytes.fromhex(sys.argv[1].replace(":", ""))',
    's = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)',
    's.sendto(b"\\xff" * 6 + mac * 16, ("255.255.255.255", 9))',
  ),
  'a socket of the power strip': script(
    'start',
    'snmpset -v1 -c "$C" "$PDU" "$OID" i 1  # on',
    'curl -s "http://$PDU/outlet/3/on"',
  ),
  'a line of its own': command('stop', 'ssh nas sudo poweroff'),
  'a line with an address': command('stop', 'ssh -n -p 22 root@nas /sbin/shutdown -h now'),
};

const IDLE: Readonly<Record<string, Files>> = {
  'nothing at all': script('stop', 'set -euo pipefail', 'exit 0'),
  'a note': script('stop', '# TODO: ssh "$nas" poweroff', 'true'),
  'a message': script('stop', 'echo "ssh $nas sudo poweroff"'),
  'a message in a function': script(
    'stop',
    'say() { echo "$*"; }',
    'say shutdown of the NAS is not supported',
  ),
  'a wrapper that only speaks': script('stop', 'run() { echo "would run: $*"; }', 'run ssh "$nas" poweroff'),
  'a manual': script('stop', "cat <<'TEXT'", 'Log in and type: sudo poweroff', 'TEXT'),
  'a look': script('stop', 'ssh "$nas" uptime'),
  'what may be there': script(
    'stop',
    '[[ -x /usr/local/bin/nas-poweroff ]] && exec /usr/local/bin/nas-poweroff',
    'exit 0',
  ),
  'another machine': script('stop', 'HOST=pve', 'ssh root@$HOST "systemctl poweroff"'),
  'the magic packet of another machine': command('start', 'wakeonlan 00:00:5e:00:53:10'),
  'a print in Python': python('stop', 'print("poweroff")'),
  'a ping': script('start', 'ping -c 1 "$nas" && echo on'),
  'a dry run of a script': command('stop', './ops/bin/ops cap run nas.startup --dry-run'),
  'a program that does nothing': command('start', '/bin/true'),
};

describe('acts', () => {
  test.each(Object.entries(ACTING))('%s', async (_, files) => {
    expect(await saidOf(gate, files)).toEqual([]);
  });
});

describe('does nothing', () => {
  test.each(Object.entries(IDLE))('%s', async (_, files) => {
    expect(await saidOf(gate, files)).toHaveLength(1);
  });
});
