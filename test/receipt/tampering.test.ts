import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recordedFiles } from '../../src/receipt/governed-differences.ts';
import { readStored } from '../../src/receipt/stored.ts';
import { gates, lastLine } from './command.ts';
import { commitAll, estateCopy } from './estate-copy.ts';
import { EDITS, seeded, type Target } from './tampering.ts';

const EVERY = process.env.NIGHTLY ? 1 : 5;
const SEEDS = Array.from({ length: 500 }, (_, seed) => seed).filter((seed) => seed % EVERY === 0);

async function estateWithReceipts(): Promise<{ root: string; target: Target }> {
  const root = estateCopy();
  const secret = mkdtempSync(join(tmpdir(), 'gates-key-'));
  await gates('key', 'new', join(secret, 'key'));
  writeFileSync(join(root, 'gates.yaml'), 'now: 2026-01-15T12:00:00Z\n');
  commitAll(root);
  const keys: string[] = [];
  for (const [pack, ...more] of [
    ['core'],
    ['lifecycle', '--sign', join(secret, 'key')],
    ['parity'],
    ['all', '--sign', join(secret, 'key')],
  ]) {
    const { out } = await gates('verify', pack!, ...more, '-q', '-C', root);
    keys.push(lastLine(out));
  }
  rmSync(secret, { recursive: true });
  const sessions = join(root, 'receipts/sessions');
  const statement = readStored(join(sessions, `R${keys[0]}`), keys[0]!).statement!;
  const governed = recordedFiles(statement).map((file) => join(root, file.name));
  return { root, target: { sessions, ledger: join(root, 'mailroom/state/ledger.csv'), keys, governed } };
}

test(`${SEEDS.length} single edits are all detected and none crashes`, async () => {
  const { root, target } = await estateWithReceipts();
  const untouched = mkdtempSync(join(tmpdir(), 'gates-untouched-'));
  cpSync(root, untouched, { recursive: true });
  const verified = () => gates('receipt', 'verify', '--all', '-C', root);
  expect((await verified()).code).toBe(0);
  const missed: string[] = [];
  for (const seed of SEEDS) {
    const random = seeded(seed);
    const what = EDITS[random(EDITS.length)]!(target, random);
    const { code, out, err } = await verified();
    const settingsBroken = what.endsWith('gates.yaml');
    const detected = code === 1 || (settingsBroken && code === 2);
    if (!detected || err.includes('internal error'))
      missed.push(`seed ${seed}: ${what}: ${code} ${out} ${err}`);
    for (const part of ['receipts', 'mailroom', 'ops', 'docs', 'gates.yaml']) {
      rmSync(join(root, part), { recursive: true });
      cpSync(join(untouched, part), join(root, part), { recursive: true });
    }
  }
  rmSync(untouched, { recursive: true });
  expect(missed).toEqual([]);
}, 600_000);
