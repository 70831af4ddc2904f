import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../src/receipt/canonical.ts';
import { envelopeText } from '../../src/receipt/envelope.ts';
import type { Statement } from '../../src/receipt/statement.ts';
import { gates, lastLine } from './command.ts';
import { commitAll, estateCopy, git } from './estate-copy.ts';

const ORDER = 'ops/bindings/startup.sequencing.yaml';
const KEY = /^CAP-[0-9]{8}-[0-9]{6}__[A-Za-z0-9._-]+__R[A-Za-z0-9]+$/;

const verify = async (root: string, ...args: string[]) => {
  const outcome = await gates('verify', ...args, '-C', root);
  return { ...outcome, runKey: lastLine(outcome.out) };
};

const folderOf = (root: string, runKey: string) => join(root, 'receipts/sessions', `R${runKey}`);

function statementOf(root: string, runKey: string): Statement {
  const envelope = JSON.parse(readFileSync(join(folderOf(root, runKey), 'receipt.json'), 'utf8'));
  return JSON.parse(Buffer.from(envelope.payload, 'base64').toString('utf8'));
}

function breakOrder(root: string): void {
  const file = join(root, ORDER);
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace('[nas, pve-home, 105, 100]', '[nas, pve-home, 100]'),
  );
}

test('a run leaves its receipt and a ledger row, and prints the run key last', async () => {
  const root = estateCopy();
  const { code, runKey } = await verify(root, 'lifecycle');
  expect(code).toBe(0);
  expect(runKey).toMatch(KEY);
  const folder = folderOf(root, runKey);
  expect(readdirSync(folder).sort()).toEqual(['output.txt', 'receipt.json', 'receipt.md']);
  const summary = readFileSync(join(folder, 'receipt.md'), 'utf8');
  expect(summary).toContain(`# Receipt: ${runKey}\n`);
  expect(summary).toContain(`| Run ID | \`${runKey}\` |`);
  expect(summary).toContain('| Status | done |\n| Exit Code | 0 |');
  const [header, row] = readFileSync(join(root, 'mailroom/state/ledger.csv'), 'utf8').split('\n');
  expect(header).toBe(
    'run_id,created_at,started_at,finished_at,status,prompt_file,result_file,error,context_used',
  );
  expect(row).toMatch(new RegExp(`^${runKey},.*,done,verify.pack.run,receipt.md,,capability$`));
});

test('a statement that somebody wrote anew as a whole no longer has its run key', async () => {
  const root = estateCopy();
  const { runKey } = await verify(root, 'core');
  const statement = statementOf(root, runKey);
  const { gates_exitCode: code } = statement.predicate;
  const other = { ...statement, predicate: { ...statement.predicate, gates_exitCode: code === 0 ? 1 : 0 } };
  const forged = envelopeText(Buffer.from(canonicalJson(other)), undefined);
  writeFileSync(join(folderOf(root, runKey), 'receipt.json'), forged);
  const { code: ended, out } = await gates('receipt', 'verify', runKey, '-C', root);
  expect(ended).toBe(1);
  expect(out).toMatch(/run key CAP-\S+, made from the statement/);
});

test('the statement fits its published schema and accounts for every gate, file and setting', async () => {
  const root = estateCopy();
  const { runKey } = await verify(root, 'all', '--as', 'nightly');
  expect(runKey).toContain('__nightly__R');
  const statement = statementOf(root, runKey);
  const fits = new Ajv2020({ strict: false }).compile(
    JSON.parse(readFileSync('schemas/receipt.schema.json', 'utf8')),
  );
  expect(fits(statement), JSON.stringify(fits.errors)).toBe(true);
  const { predicate, subject } = statement;
  const digests = new Map(subject.map((one) => [one.name, one.digest]));
  expect(digests.get(ORDER)?.sha256).toBe(
    execFileSync('sha256sum', [join(root, ORDER)], { encoding: 'utf8' }).slice(0, 64),
  );
  expect(digests.get('gates.yaml')).toBeDefined();
  expect(digests.get('git')).toEqual({
    gitCommit: git(root, 'rev-parse', 'HEAD').trim(),
    gitTree: git(root, 'rev-parse', 'HEAD^{tree}').trim(),
  });
  expect(predicate.configuration.map((part) => part.name)).toEqual([
    'gates',
    'schemas',
    'config',
    'waivers',
    'evidence',
    'tool',
  ]);
  const sorted = [
    ...predicate.passedTests,
    ...predicate.warnedTests,
    ...predicate.failedTests,
    ...predicate.gates_vacuousTests,
    ...predicate.gates_blockedTests,
    ...predicate.gates_crashedTests,
  ].sort();
  expect(sorted).toEqual(predicate.gates_tests.map((one) => one.id).sort());
  expect(predicate.gates_estate.dirty).toBe(false);
  expect(predicate.gates_asOf).toBe('2026-01-15T12:00:00.000Z');
  expect(predicate.gates_clock).toBe('gates.yaml');
});

test('a failing run leaves a receipt too', async () => {
  const root = estateCopy();
  breakOrder(root);
  const { code, runKey } = await verify(root, 'lifecycle');
  expect(code).toBe(1);
  const { predicate } = statementOf(root, runKey);
  expect(predicate).toMatchObject({ result: 'FAILED', gates_exitCode: 1, gates_estate: { dirty: true } });
  expect(predicate.failedTests).toContain('guests/sequenced');
  expect(predicate.gates_findings[0]).toMatchObject({ file: ORDER });
  expect(readFileSync(join(root, 'mailroom/state/ledger.csv'), 'utf8')).toMatch(
    /,failed,verify\.pack\.run,receipt\.md,/,
  );
});

test('what git would call dirty because of receipts, ledger or evidence is clean', async () => {
  const root = estateCopy();
  await verify(root, 'core');
  appendFileSync(join(root, 'ops/bindings/backup.freshness.snapshot.yaml'), '# seen again\n');
  const { runKey } = await verify(root, 'core');
  expect(statementOf(root, runKey).predicate.gates_estate.dirty).toBe(false);
  appendFileSync(join(root, ORDER), '# a remark\n');
  const { runKey: dirty } = await verify(root, 'core');
  expect(statementOf(root, dirty).predicate.gates_estate.dirty).toBe(true);
});

test('an estate outside git can be verified, and says so', async () => {
  const root = estateCopy();
  rmSync(join(root, '.git'), { recursive: true });
  const { code, runKey } = await verify(root, 'core');
  expect(code).toBe(0);
  expect(statementOf(root, runKey).predicate.gates_estate).toMatchObject({ commit: null, dirty: null });
  expect((await gates('receipt', 'verify', runKey, '-C', root)).code).toBe(0);
  expect((await gates('receipt', 'rerun', runKey, '-C', root)).err).toContain('names no commit');
});

test('each receipt names the one before it, per runner', async () => {
  const root = estateCopy();
  const keys: string[] = [];
  for (const runner of ['ci/a', 'ci/b', 'ci/a', 'ci/a']) {
    process.env.GATES_RUNNER = runner;
    keys.push((await verify(root, 'core', '-q')).runKey);
  }
  delete process.env.GATES_RUNNER;
  const before = keys.map((key) => statementOf(root, key).predicate.gates_previous?.runKey);
  expect(before).toEqual([undefined, undefined, keys[0], keys[2]]);
  const { code, out } = await gates('receipt', 'verify', '--all', '-C', root);
  expect(code, out).toBe(0);
});

describe('signatures', () => {
  test('verify with another implementation over the pre-authentication encoding', async () => {
    const root = estateCopy();
    const key = join(root, '..', `${Date.now()}-key`);
    expect((await gates('key', 'new', key)).code).toBe(0);
    expect(statSync(key).mode & 0o777).toBe(0o600);
    const { runKey, out } = await verify(root, 'core', '--sign', key);
    const { payload, payloadType, signatures } = JSON.parse(
      readFileSync(join(folderOf(root, runKey), 'receipt.json'), 'utf8'),
    );
    const bytes = Buffer.from(payload, 'base64');
    const head = `DSSEv1 ${payloadType.length} ${payloadType} ${bytes.length} `;
    writeFileSync(join(root, 'pae'), Buffer.concat([Buffer.from(head), bytes]));
    writeFileSync(join(root, 'sig'), Buffer.from(signatures[0].sig, 'base64'));
    const openssl = [
      'pkeyutl',
      '-verify',
      '-pubin',
      '-inkey',
      `${key}.pub`,
      '-rawin',
      '-in',
      'pae',
      '-sigfile',
      'sig',
    ];
    expect(execFileSync('openssl', openssl, { cwd: root, encoding: 'utf8' })).toContain(
      'Verified Successfully',
    );
    const secret = readFileSync(key, 'utf8').split('\n')[1]!;
    const all = readdirSync(folderOf(root, runKey)).map((name) =>
      readFileSync(join(folderOf(root, runKey), name), 'utf8'),
    );
    expect([out, ...all].some((text) => text.includes(secret))).toBe(false);
    rmSync(key);
    rmSync(`${key}.pub`);
  });

  test('are demanded by --key and known by trusted_keys', async () => {
    const root = estateCopy();
    await gates('key', 'new', join(root, 'one'));
    await gates('key', 'new', join(root, 'two'));
    const { runKey: unsigned } = await verify(root, 'core');
    const { runKey } = await verify(root, 'core', '--sign', join(root, 'one'));
    const check = (key: string, ...more: string[]) => gates('receipt', 'verify', key, '-C', root, ...more);
    expect(await check(runKey, '--key', join(root, 'one.pub'))).toMatchObject({ code: 0 });
    expect(await check(runKey, '--key', join(root, 'two.pub'))).toMatchObject({
      code: 1,
      out: expect.stringContaining('by another key'),
    });
    expect(await check(unsigned, '--key', join(root, 'one.pub'))).toMatchObject({ code: 1 });
    expect((await check(runKey)).out).toContain('signed by an unknown key');
    appendFileSync(join(root, 'gates.yaml'), 'trusted_keys: [one.pub]\n');
    expect((await gates('receipt', 'list', '-C', root)).out).toContain('signed by one.pub');
  });

  test('a key file is never written over, and only Ed25519 signs', async () => {
    const root = estateCopy();
    const file = join(root, 'key');
    await gates('key', 'new', file);
    const before = readFileSync(file);
    expect((await gates('key', 'new', file)).err).toContain('exists already');
    expect(readFileSync(file).equals(before)).toBe(true);
    execFileSync('openssl', ['genrsa', '-out', join(root, 'rsa'), '2048'], { stdio: 'ignore' });
    const { code, err } = await verify(root, 'core', '--sign', join(root, 'rsa'));
    expect([code, err]).toEqual([2, expect.stringContaining('holds a key of type rsa')]);
    expect(existsSync(join(root, 'receipts'))).toBe(false);
  });
});

describe('verifying', () => {
  test('names file, expected and found', async () => {
    const root = estateCopy();
    const { runKey } = await verify(root, 'core');
    appendFileSync(join(root, ORDER), '# changed\n');
    const { code, out } = await gates('receipt', 'verify', runKey, '-C', root);
    expect(code).toBe(1);
    expect(out).toMatch(new RegExp(`differs: ${ORDER}: expected sha256 [0-9a-f]{64}, found [0-9a-f]{64}`));
  });

  test('holds an older receipt against its commit', async () => {
    const root = estateCopy();
    const { runKey } = await verify(root, 'core');
    appendFileSync(join(root, ORDER), '# changed\n');
    commitAll(root);
    const { code, out } = await gates('receipt', 'verify', runKey, '-C', root);
    expect([code, out]).toEqual([0, expect.stringContaining('files held against commit')]);
  });

  test('says when nothing could be checked', async () => {
    const root = estateCopy();
    const { runKey } = await verify(root, 'core');
    const clone = estateCopy('three-sites');
    await gates('receipt', 'import', folderOf(root, runKey), '-C', clone);
    const { code, out } = await gates('receipt', 'verify', runKey, '-C', clone);
    expect([code, out]).toEqual([2, expect.stringContaining('this repository lacks commit')]);
  });

  test('demands a pinned head', async () => {
    const root = estateCopy();
    await verify(root, 'core');
    const { runKey } = await verify(root, 'core');
    rmSync(folderOf(root, runKey), { recursive: true });
    const ledger = join(root, 'mailroom/state/ledger.csv');
    writeFileSync(ledger, readFileSync(ledger, 'utf8').replace(/.*\n$/, ''));
    expect((await gates('receipt', 'verify', '--all', '-C', root)).code).toBe(0);
    expect((await gates('receipt', 'verify', '--all', '--head', runKey, '-C', root)).code).toBe(1);
  });

  test('tells a receipt that cannot be read from one that is not there', async () => {
    const root = estateCopy();
    const { runKey } = await verify(root, 'core');
    await verify(root, 'core');
    rmSync(join(folderOf(root, runKey), 'receipt.json'));
    const unread = await gates('receipt', 'verify', '--all', '-C', root);
    expect([unread.code, unread.out]).toEqual([
      1,
      expect.stringContaining('no receipt.json that can be read'),
    ]);
    rmSync(folderOf(root, runKey), { recursive: true });
    expect((await gates('receipt', 'verify', '--all', '-C', root)).out).toContain('no such folder');
  });

  test.each([
    [['receipt'], 'Say what to do with receipts'],
    [['key'], 'Say what to do with keys'],
    [['receipt', 'verify'], 'Name one receipt, or say --all'],
    [['receipt', 'verify', '--all'], 'there is no receipt'],
    [['receipt', 'show', 'nothing'], 'no receipt is called "nothing"'],
    [['verify', 'al'], 'Did you mean "all"?'],
    [['verify', 'core', '--as', 'a b'], 'cannot stand in a run key'],
    [['verify', 'core', '--loop', 'LOOP-NONE'], 'no loop is called "LOOP-NONE"'],
    [['verify', 'core', '--sign', 'none.pem'], 'there is no such file'],
    [['key', 'new', '/no/such/folder/key'], 'cannot be written'],
  ])('%j is refused with a sentence', async (args, sentence) => {
    const root = estateCopy();
    const where = args.length === 1 || args[0] === 'key' ? [] : ['-C', root];
    const { code, err } = await gates(...args, ...where);
    expect(code).toBe(2);
    expect(err).toContain(sentence);
    expect(err).not.toMatch(/\n\s+at /);
  });
});

test('places that cannot be written, or do not lie in the estate, are refused with a sentence', async () => {
  const root = estateCopy();
  writeFileSync(join(root, 'receipts'), 'a file');
  expect(await verify(root, 'core')).toMatchObject({
    code: 2,
    err: expect.stringContaining('writing the receipt or its ledger row failed'),
  });
  rmSync(join(root, 'receipts'));
  mkdirSync(join(root, 'mailroom/state'), { recursive: true });
  writeFileSync(join(root, 'mailroom/state/ledger.csv'), 'run,when\n');
  expect((await verify(root, 'core')).err).toContain('begins with "run,when"');
  appendFileSync(join(root, 'gates.yaml'), 'ledger: ../ledger.csv\n');
  expect((await verify(root, 'core')).err).toContain('which is not below the estate');
});

describe('repeating', () => {
  test('reproduces, also when the work tree has moved on, and leaves no worktree', async () => {
    const root = estateCopy();
    const { runKey } = await verify(root, 'all');
    breakOrder(root);
    commitAll(root);
    const { code, out } = await gates('receipt', 'rerun', runKey, '-C', root);
    expect(lastLine(out)).toBe('reproduced');
    expect(code).toBe(0);
    expect(git(root, 'worktree', 'list').trim().split('\n')).toHaveLength(1);
  });

  test('diverges where the commit was not what was judged, and names the gates', async () => {
    const root = estateCopy();
    breakOrder(root);
    const { runKey } = await verify(root, 'lifecycle');
    const { code, out } = await gates('receipt', 'rerun', runKey, '-C', root);
    expect(code).toBe(1);
    expect(lastLine(out)).toBe('diverged');
    expect(out).toContain('differs: guests/sequenced: failed then, passed now');
    expect(out).toContain(`other input: ${ORDER}`);
  });

  test('takes evidence that no commit holds from the work tree', async () => {
    const root = estateCopy();
    const evidence = 'ops/bindings/backup.freshness.snapshot.yaml';
    git(root, 'rm', '-q', '--cached', evidence);
    writeFileSync(join(root, '.gitignore'), `${evidence}\n`);
    commitAll(root);
    const { runKey } = await verify(root, 'backups');
    const { out } = await gates('receipt', 'rerun', runKey, '-C', root);
    expect(out).toContain(`the evidence ${evidence} was taken from the work tree`);
    expect(lastLine(out)).toBe('reproduced');
  });

  test('works for an estate below the root of its repository', async () => {
    const top = estateCopy();
    const root = join(top, 'estate');
    mkdirSync(root);
    for (const name of ['ops', 'docs', 'gates.yaml', 'mailroom', 'surfaces']) {
      git(top, 'mv', name, 'estate');
    }
    commitAll(top);
    const { runKey } = await verify(root, 'all');
    expect(statementOf(root, runKey).predicate.gates_estate.root).toBe('estate');
    expect(lastLine((await gates('receipt', 'rerun', runKey, '-C', root)).out)).toBe('reproduced');
    commitAll(top);
    expect((await gates('receipt', 'verify', runKey, '-C', root)).out).toContain('files held against commit');
  });
});

describe('importing', () => {
  async function artifact(): Promise<{ root: string; runKey: string }> {
    const root = estateCopy();
    process.env.GATES_RUNNER = 'ci/main';
    await verify(root, 'core');
    const { runKey } = await verify(root, 'core');
    delete process.env.GATES_RUNNER;
    return { root, runKey };
  }

  test('adds what is intact, whatever its folder is called, and knows it the second time', async () => {
    const { root, runKey } = await artifact();
    const other = estateCopy();
    cpSync(folderOf(root, runKey), join(other, 'unpacked'), { recursive: true });
    expect((await gates('receipt', 'import', join(other, 'unpacked'), '-C', other)).out).toBe(
      `added ${runKey}\n`,
    );
    expect((await gates('receipt', 'import', join(other, 'unpacked'), '-C', other)).out).toBe(
      `here already: ${runKey}\n`,
    );
    expect(readFileSync(join(other, 'mailroom/state/ledger.csv'), 'utf8')).toMatch(/,import\n$/);
    const { out } = await gates('receipt', 'verify', '--all', '-C', other);
    expect(out).toContain('was not imported');
    expect(out).not.toContain('no such folder');
  });

  test('adds several at once and reports forks as no error', async () => {
    const { root } = await artifact();
    const other = estateCopy();
    rmSync(join(other, '.git'), { recursive: true });
    cpSync(join(root, '.git'), join(other, '.git'), { recursive: true });
    process.env.GATES_RUNNER = 'ci/main';
    await verify(other, 'parity');
    delete process.env.GATES_RUNNER;
    const { code } = await gates('receipt', 'import', join(root, 'receipts'), '-C', other);
    expect(code).toBe(0);
    const { code: verified, out } = await gates('receipt', 'verify', '--all', '-C', other);
    expect(out).toContain('note: fork:');
    expect(verified).toBe(0);
  });

  test('refuses a changed receipt and adds nothing', async () => {
    const { root, runKey } = await artifact();
    appendFileSync(join(folderOf(root, runKey), 'output.txt'), 'x');
    const other = estateCopy();
    const { code, err } = await gates('receipt', 'import', join(root, 'receipts/sessions'), '-C', other);
    expect([code, err]).toEqual([2, expect.stringContaining('output.txt: expected sha256')]);
    expect(existsSync(join(other, 'receipts'))).toBe(false);
  });
});
