import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Route } from '../../src/plan/route-model.ts';
import { dumpTime } from '../../src/window/backups/dump-name.ts';
import { atTheDoor } from '../../src/window/door.ts';
import { Journal, readJournal } from '../../src/window/journal.ts';
import { magicPacket } from '../../src/window/magic-packet.ts';
import { seeGuest } from '../../src/window/observe/guest.ts';
import { sshArguments } from '../../src/window/ssh-arguments.ts';
import { sshOutcome } from '../../src/window/ssh-outcome.ts';
import { WindowFolder } from '../../src/window/window-files.ts';
import { windowId } from '../../src/window/window-id.ts';

const ROUTE: Route = {
  id: 'west',
  host: '192.0.2.1',
  user: 'root',
  port: null,
  fallback: null,
  jump: [],
  connectTimeoutSec: 5,
  hostKeyChecking: 'no',
  knownHostsFile: null,
};

test('a magic packet is six times 0xff and sixteen times the address', () => {
  expect(magicPacket('00:00:5E:00:53:0A').toString('hex')).toBe('ff'.repeat(6) + '00005e00530a'.repeat(16));
  expect(magicPacket('00-00-5e-00-53-0a')).toHaveLength(102);
  for (const mac of ['00:00:00:00:00:00', 'ff:ff:ff:ff:ff:ff', '0:1:2:3:4:5', '00:00:5e:00:53:0a;reboot'])
    expect(() => magicPacket(mac)).toThrow();
});

describe('nothing hostile leaves', () => {
  const HOSTILE = [
    '; reboot',
    '$(reboot)',
    '`reboot`',
    'a b',
    'a\nb',
    "a'b",
    'a"b',
    'a|b',
    'a>b',
    'a<b',
    'a\\b',
    '',
    'a\0b',
    '!x',
    '(x)',
    'é',
  ];

  test.each(HOSTILE)('%j in a command', (value) => {
    expect(() => atTheDoor(ROUTE, ['qm', 'stop', `105${value}`.replace(/^105$/, '')])).toThrow();
    expect(() => atTheDoor(ROUTE, [`qm${value}`.replace(/^qm$/, '')])).toThrow();
  });

  test.each([...HOSTILE, '-oProxyCommand=reboot', '-x'])('%j on the way', (value) => {
    for (const part of ['id', 'host', 'user', 'hostKeyChecking', 'knownHostsFile', 'fallback'])
      expect(() => atTheDoor({ ...ROUTE, [part]: value }, ['true']), part).toThrow();
    expect(() =>
      atTheDoor({ ...ROUTE, jump: [{ id: 'x', host: value, user: null, port: null }] }, ['true']),
    ).toThrow();
  });

  test('what a far shell could read is quoted', () => {
    const words = sshArguments(ROUTE, ['curl', 'http://192.0.2.1/?a=1&b=*'], undefined);
    expect(words.slice(-3)).toEqual(['192.0.2.1', 'curl', "'http://192.0.2.1/?a=1&b=*'"]);
    expect(words.slice(0, 4)).toEqual(['-o', 'BatchMode=yes', '-o', 'ConnectTimeout=5']);
  });
});

describe('ssh and Proxmox VE share an exit code', () => {
  test.each([
    ['ssh: connect to host 192.0.2.1 port 22: Connection timed out', 'connect'],
    ['Permission denied (publickey).', 'refused'],
    ['Host key verification failed.', 'host-key'],
    ['Connection to 192.0.2.1 closed by remote host.', 'lost'],
    ['', 'lost'],
    ["Warning: Permanently added '[192.0.2.1]:22' (ED25519) to the list of known hosts.\r\n", 'lost'],
  ])('%j', (stderr, reason) => {
    expect(sshOutcome(255, '', stderr)).toMatchObject({ kind: 'unreachable', reason });
  });

  test.each(['CT 105 not running', 'VM quit/powerdown failed - got timeout'])('%s', (stderr) => {
    expect(sshOutcome(255, '', stderr)).toMatchObject({ kind: 'ended', code: 255 });
  });
});

describe('the state of a guest', () => {
  const check = {
    kind: 'guest-state',
    guest: 'west/105',
    vmid: 105,
    guestKind: 'qemu',
    state: 'stopped',
    via: ROUTE,
    read: ['qm', 'status', '105', '--verbose', '1'],
  } as const;
  const seen = (stdout: string, code = 0, stderr = '') =>
    seeGuest(check, { kind: 'ended', code, stdout, stderr }).state;

  test.each([
    ['status: stopped\n', 'holds'],
    ['qmpstatus: running\nstatus: running\n', 'not-yet'],
    ['qmpstatus: paused\nstatus: running\n', 'wrong'],
    ['qmpstatus: io-error\nstatus: running\n', 'wrong'],
    ['lock: suspended\nstatus: stopped\n', 'wrong'],
    ['lock: backup\nstatus: running\n', 'wrong'],
    ['', 'wrong'],
  ])('%j', (stdout, state) => {
    expect(seen(stdout)).toBe(state);
  });

  test('of the other kind is told apart', () => {
    expect(seen('', 2, "Configuration file 'nodes/x/qemu-server/105.conf' does not exist")).toBe('wrong');
  });
});

describe('the journal', () => {
  const begun = () => {
    const path = join(mkdtempSync(join(tmpdir(), 'gates-journal-')), 'W1.journal');
    const journal = Journal.create(path, () => 0);
    for (const text of ['one', 'two', 'three']) journal.append({ kind: 'paused', text });
    journal.close();
    return path;
  };

  test('survives a torn last record and goes on after it', () => {
    const path = begun();
    appendFileSync(path, 'abc {"seq":4');
    const read = readJournal(path);
    expect([read.entries.length, read.torn]).toEqual([3, true]);
    const journal = Journal.reopen(path, read, () => 0);
    journal.append({ kind: 'paused', text: 'four' });
    journal.close();
    expect(readJournal(path).entries.map((entry) => entry.kind === 'paused' && entry.text)).toEqual([
      'one',
      'two',
      'three',
      'four',
    ]);
  });

  test('refuses what was changed before its end', () => {
    const path = begun();
    writeFileSync(path, readFileSync(path, 'utf8').replace('one', 'ONE'));
    expect(() => readJournal(path)).toThrow(/damaged at line 1/);
  });
});

describe('paths of windows', () => {
  const root = mkdtempSync(join(tmpdir(), 'gates-paths-'));

  test.each(['../W', 'a/b', '', '.', '-x', 'W\n1', 'W..1'])('%j is no id', (id) => {
    expect(() => windowId(id)).toThrow();
  });

  test.each([
    'state/w.yaml',
    '/etc/<window_id>',
    '../<window_id>',
    'a/../../<window_id>',
    '.git/<window_id>',
  ])('%s is no checkpoint_path', (path) => {
    expect(() => new WindowFolder(root, path)).toThrow();
  });

  test('a folder that is a link out of the estate is refused', () => {
    const inside = join(root, 'estate');
    mkdirSync(inside);
    symlinkSync(tmpdir(), join(inside, 'state'));
    expect(() => new WindowFolder(inside, 'state/<window_id>.yaml')).toThrow(/leads out/);
  });

  test('windows are found by their journals', () => {
    const folder = new WindowFolder(root, 'x/<window_id>/check.yaml');
    const files = folder.filesOf('W1');
    folder.prepare(files);
    writeFileSync(files.journal, '');
    expect(folder.all().map((one) => one.id)).toEqual(['W1']);
  });
});

test('a dump is as old as its name says in the zone of its hypervisor', () => {
  const name = '/mnt/pve/a/dump/vzdump-lxc-105-2026_01_11-04_01_33.tar.zst';
  expect(new Date(dumpTime(name, 'America/Toronto')!).toISOString()).toBe('2026-01-11T09:01:33.000Z');
  expect(dumpTime(name, undefined)).toBeUndefined();
});
