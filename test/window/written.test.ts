import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import fastGlob from 'fast-glob';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { WindowPrinter } from '../../src/cli/window/onlooker.ts';
import { windowText } from '../../src/cli/window/text.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import { redactor } from '../../src/window/acknowledge.ts';
import { readJournal } from '../../src/window/journal.ts';
import { Stage } from './stage.ts';
import { Stand } from './stand.ts';

const HOME = diskTree('fixtures/estates/two-sites');

const fits = (name: string) => {
  const schema = JSON.parse(readFileSync(`schemas/${name}.schema.json`, 'utf8'));
  const check = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
  return (data: unknown) => (check(data) ? [] : check.errors!.slice(0, 3));
};

test('journal and checkpoint fit their schemas, while a window is stopped and when it has ended', async () => {
  const [record, checkpoint] = [fits('window.record'), fits('window.checkpoint')];
  const stand = await Stand.of(HOME, { sites: ['home'], phase: 'full', poweroff: ['home'] });
  const { guests } = stand.world.state.machines['pve-home']!;
  const files = stand.folder.filesOf('W1');
  const seen = (): unknown => parse(readFileSync(files.checkpoint, 'utf8'));
  guests['100']!.status = 'paused';
  await stand.run('W1', { emergency: { reason: 'UPS' }, acknowledgement: { provided: true, matches: true } });
  const stopped = seen();
  guests['100']!.status = 'running';
  await stand.resume('W1');
  const { entries } = readJournal(files.journal);
  expect(entries.flatMap((entry) => record(entry))).toEqual([]);
  const kinds = [...new Set(entries.map((entry) => entry.kind))].sort();
  expect(kinds).toEqual(
    'acted acting begin closed done failed guards open paused phase process seen'.split(' '),
  );
  expect(record({ ...entries[0], token: 'x' })).not.toEqual([]);
  expect([stopped, seen()].flatMap((one) => checkpoint(one))).toEqual([]);
  expect([stopped, seen()]).toMatchObject([{ status: 'stopped' }, { status: 'completed' }]);
});

/** What a window wrote and said while its machines repeated a word, whatever it was. */
async function repeated(stand: Stand, id: string, word: string): Promise<string> {
  const said: string[] = [];
  const out = { isTTY: false, write: (text: string) => said.push(text) } as unknown as NodeJS.WriteStream;
  const redact = redactor([word]);
  stand.world.before = (_, argv) =>
    argv[0] === 'qm' || argv[0] === 'pct'
      ? { kind: 'ended', code: 2, stdout: word, stderr: `no: ${word}` }
      : { kind: 'unreachable', reason: 'connect', text: `ssh: ${word}` };
  const { state } = await stand.run(id, { onlooker: new WindowPrinter(stand.plan, out, redact), redact });
  const { journal, checkpoint } = stand.folder.filesOf(id);
  return [...said, windowText(state), readFileSync(journal, 'utf8'), readFileSync(checkpoint, 'utf8')].join(
    '\n',
  );
}

test('a secret that machines repeat is nowhere in journal, checkpoint, texts and output', async () => {
  const stand = await Stand.of(HOME, { sites: ['home'], phase: 'verify' });
  const token = fc.stringMatching(/^[!-~]{8,40}$/);
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(token, async (word) => {
      const written = await repeated(stand, `W${runs++}`, word);
      expect(written).toContain('[redacted]');
      expect(written.includes(word), word).toBe(false);
      expect(written.includes(JSON.stringify(word).slice(1, -1)), word).toBe(false);
    }),
    { numRuns: 25 },
  );
});

test('the word of the contract is in no file that a window leaves, and its receipt fits', async () => {
  const word = 'SOMEBODY_STANDS_AT_THE_RACK';
  const stage = new Stage();
  const { out, err, code } = await stage.run('run', { phase: 'precheck' }, { GATES_ACK_TOKEN: word });
  expect(code, out + err).toBe(0);
  const holding = fastGlob
    .sync('**', { cwd: stage.estate, dot: true, ignore: ['.git/**'] })
    .filter((file) => readFileSync(join(stage.estate, file)).includes(word));
  expect(holding).toEqual(['ops/bindings/infra.maintenance.transaction.contract.yaml']);
  expect(out + err).not.toContain(word);
  const [folder] = readdirSync(join(stage.estate, 'receipts/sessions'));
  const { payload } = JSON.parse(stage.read(`receipts/sessions/${folder}/receipt.json`));
  expect(fits('window.receipt')(JSON.parse(Buffer.from(payload, 'base64').toString()))).toEqual([]);
});
