import { describe, expect, test, vi } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { settingOf } from '../../src/cli/window/setting.ts';
import { receiptNamed, receiptObservation } from '../../src/cli/window/stand-in.ts';
import { realWorld } from '../../src/window/real-world.ts';
import { git } from '../receipt/estate-copy.ts';
import { Stage } from './stage.ts';

const KEY = /CAP-\S+__R[A-Z2-7]{26}/;

/** Leaves a receipt by the laws as they are here: those of a bundle read otherwise. */
async function receiptOf(stage: Stage, pack = 'maintenance'): Promise<string> {
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  await main(['verify', pack, '-C', stage.estate, '--now', '2026-01-15T10:45:00Z', '--quiet']);
  process.exitCode = undefined;
  const text = out.mock.calls.join('');
  out.mockRestore();
  return KEY.exec(text)?.[0] ?? `none: ${text}`;
}

/** What a guard would see; no machine is asked. */
async function seen(stage: Stage, key: string): Promise<{ state: string; text: string }> {
  const setting = await settingOf(stage.estate, false, realWorld);
  return receiptObservation(setting, receiptNamed(setting, key)!);
}

describe('a receipt in place of judging the maintenance pack', () => {
  test.runIf(process.env.NIGHTLY !== undefined)(
    'lets a window begin, and stands in the receipt of the window',
    async () => {
      const stage = new Stage();
      const key = KEY.exec((await stage.run('leave', {})).out)![0];
      const done = await stage.run('run', { phase: 'shutdown', receipt: key.slice(-26) });
      expect(done.code, done.out + done.err).toBe(0);
      const own = KEY.exec(done.out.split('\n').at(-2)!)![0];
      const { payload } = JSON.parse(stage.read(`receipts/sessions/R${own}/receipt.json`));
      const { predicate } = JSON.parse(Buffer.from(payload, 'base64').toString());
      const journal = predicate.configuration.find((one: { name: string }) => one.name === 'journal');
      expect(journal.annotations.receipt).toBe(key);
      expect(predicate.gates_tests).toEqual([]);
    },
  );

  test('counts while everything is as it was judged, and no longer', async () => {
    const stage = new Stage();
    const key = await receiptOf(stage);
    expect(await seen(stage, key)).toMatchObject({ state: 'holds' });
    stage.edit('escalate_stop: false', 'escalate_stop: true');
    expect((await seen(stage, key)).text).toMatch(/changed since: ops\/bindings\/infra\.maintenance/);
    git(stage.estate, 'checkout', '-q', '.');
    stage.edit('2026-01-15T12:00:00Z', '2026-01-17T12:00:00Z', 'gates.yaml');
    expect((await seen(stage, key)).text).toContain('49 h ago; at most 24 h');
    git(stage.estate, 'checkout', '-q', '.');
    stage.edit('"payload":"', '"payload":"AA', `receipts/sessions/R${key}/receipt.json`);
    expect((await seen(stage, key)).state).toBe('wrong');
    await expect(seen(stage, 'RZZZZ')).rejects.toThrow('no receipt is called "RZZZZ"');
  });

  test('of another pack, of a pack that failed, or of a tree that was not committed does not', async () => {
    const stage = new Stage();
    expect((await seen(stage, await receiptOf(stage, 'hook'))).text).toContain('it is of the pack "hook"');
    stage.edit('escalate_stop: false', 'escalate_stop: true');
    expect((await seen(stage, await receiptOf(stage))).text).toContain('a tree that was not committed');
  });
});
