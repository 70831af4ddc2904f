import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { base32 } from '../../src/receipt/base32.ts';
import { canonicalJson } from '../../src/receipt/canonical.ts';
import { openEnvelope, preAuthEncoding } from '../../src/receipt/envelope.ts';
import { removeDrafts, writeFolder } from '../../src/receipt/folder.ts';
import { ledgerRecords } from '../../src/receipt/ledger-records.ts';
import { isRunKey } from '../../src/receipt/run-key.ts';

test.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('base 32 of "%s" is as RFC 4648 says, without padding', (text, expected) => {
  expect(base32(Buffer.from(text))).toBe(expected);
});

test('the pre-authentication encoding is the one that the DSSE specification publishes', () => {
  const encoded = preAuthEncoding('http://example.com/HelloWorld', Buffer.from('hello world'));
  expect(encoded.toString()).toBe('DSSEv1 29 http://example.com/HelloWorld 11 hello world');
});

test('lengths in the pre-authentication encoding count bytes', () => {
  expect(preAuthEncoding('é', Buffer.from('ü')).toString()).toBe('DSSEv1 2 é 2 ü');
});

test('canonical JSON orders keys by UTF-16 units, writes numbers shortest and mends half characters', () => {
  const value = { '\u20ac': 1, '\r': 2, '1': 1e21, a: 0.1 + 0.2, '\u{1f600}': '\ud800' };
  expect(canonicalJson(value)).toBe(
    '{"\\r":2,"1":1e+21,"a":0.30000000000000004,"\u20ac":1,"\u{1f600}":"\ufffd"}',
  );
});

describe('run keys', () => {
  test.each([
    ['CAP-20260115-120000__verify.pack.run__RABCDEFGHIJKLMNOPQRSTUVWXYZ', true],
    ['CAP-20260115-120000__nas.health.status__Rabcd12345', false],
    ['RCAP-20260115-120000__verify.pack.run__RABCDEFGHIJKLMNOPQRSTUVWXYZ', false],
    ['CAP-20260115-120000__../x__RABCDEFGHIJKLMNOPQRSTUVWXYZ', false],
  ])('%s: %s', (key, expected) => {
    expect(isRunKey(key)).toBe(expected);
  });
});

test('an envelope with other bytes, or other white space, is none', () => {
  const envelope = '{"payload":"aGk=","payloadType":"application/vnd.in-toto+json","signatures":[]}\n';
  expect(openEnvelope(Buffer.from(envelope))?.payload.toString()).toBe('hi');
  for (const other of [
    `${envelope} `,
    envelope.replace(':[', ': ['),
    envelope.replace('aGk=', 'aGl='),
    '{}',
    'x',
  ]) {
    expect(openEnvelope(Buffer.from(other)), other).toBeUndefined();
  }
});

test('a ledger splits into records whose texts make it up again', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r') })), (parts) => {
      const text = parts.join('\n');
      const records = ledgerRecords(text);
      const again = records.map((record) => record.text).join('\n');
      expect([again, `${again}\n`]).toContain(text);
    }),
  );
});

test('fields of a ledger record may hold commas, quotes and line ends', () => {
  const [record] = ledgerRecords('a,"b,""c""\nd",\n');
  expect(record?.fields).toEqual(['a', 'b,"c"\nd', '']);
  expect(ledgerRecords('a,"b"c,d')[0]?.fields).toBeUndefined();
});

describe('a folder of files', () => {
  const within = (run: (parent: string) => void) => {
    const parent = mkdtempSync(join(tmpdir(), 'gates-folder-'));
    try {
      run(parent);
    } finally {
      rmSync(parent, { recursive: true });
    }
  };

  test('is there with all of them', () => {
    within((parent) => {
      writeFolder(
        parent,
        'R1',
        new Map<string, string | Buffer>([
          ['a', 'x'],
          ['b', Buffer.from('y')],
        ]),
      );
      expect(readdirSync(parent)).toEqual(['R1']);
      expect(['a', 'b'].map((file) => readFileSync(join(parent, 'R1', file), 'utf8'))).toEqual(['x', 'y']);
    });
  });

  test('of which one cannot be written is not there, and leaves nothing that is not cleared away', () => {
    within((parent) => {
      const files = new Map([
        ['a', 'x'],
        ['no/such', 'y'],
      ]);
      expect(() => writeFolder(parent, 'R1', files)).toThrow('ENOENT');
      expect(readdirSync(parent)).not.toContain('R1');
      removeDrafts(parent);
      expect(readdirSync(parent)).toEqual([]);
    });
  });
});
