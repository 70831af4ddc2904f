import { beforeAll, describe, expect, it } from 'vitest';
import { loadGrammars } from '../../src/scripts/grammars.ts';
import { HOLE } from '../../src/scripts/hole.ts';
import { readText } from '../../src/scripts/text.ts';

beforeAll(loadGrammars);

const shell = (...lines: string[]) => readText('script', 'shell', lines.join('\n'));
const python = (...lines: string[]) => readText('script.py', 'python', lines.join('\n'));

describe('tools', () => {
  it('sees a tool behind sudo, timeout, a dry-run prefix and ssh', () => {
    const { tools } = shell(
      'sudo -n timeout 5 qm stop 1',
      `${'$'}{DRY:+echo} pct start 2`,
      'run qm list',
      'ssh h qm status 3',
    );
    expect(tools.map((each) => `${each.tool} ${each.verb} ${each.effect} ${each.via}`)).toEqual([
      'qm stop change direct',
      'pct start change direct',
      'qm list read direct',
      'ssh h unknown direct',
      'qm status read ssh',
    ]);
  });

  it('reads strings sent over ssh, heredocs and nested Python as programs, at their places in the file', () => {
    const lines = [
      'ssh "$h" "qm shutdown \\"$id\\""',
      "ssh h bash -s <<'EOS'",
      'pct stop 105',
      'EOS',
      "python3 - <<'PY'",
      'subprocess.run(["ssh", host, tool, "stop", vmid])',
      'PY',
    ];
    const source = lines.join('\n');
    const { tools } = readText('script', 'shell', source);
    const told = tools.map((each) => [each.tool, each.verb, each.via, each.toolVariables.join()]);
    expect(told).toEqual([
      ['ssh', '', 'direct', ''],
      ['qm', 'shutdown', 'ssh', ''],
      ['ssh', 'h', 'direct', ''],
      ['pct', 'stop', 'ssh', ''],
      ['ssh', '', 'python', ''],
      ['', 'stop', 'ssh', 'tool'],
    ]);
    expect(source.slice(tools[3]!.anchor.start, tools[3]!.anchor.end)).toBe('pct stop 105');
  });

  it('tells a failure that is thrown away from one that is looked at', () => {
    const { tools } = shell(
      'qm start 1 || true',
      'if qm status 2; then :; fi',
      '! pct status 3',
      'qm stop 4',
      'f() { qm stop 5 || return 1; }',
    );
    expect(tools.map((each) => [each.swallowed, each.tested])).toEqual([
      [true, true],
      [false, true],
      [false, true],
      [false, false],
      [false, true],
    ]);
  });

  it('takes the path of a script in a variable for no guest tool', () => {
    expect(shell('W="$ROOT/bin/window"', '"$W" shutdown --site x').tools).toEqual([]);
    expect(shell('T=qm', '"$T" shutdown 5').tools).toMatchObject([{ tool: '', toolVariables: ['T'] }]);
  });
});

describe('keys, files, options, calls and exits', () => {
  it('reads the keys of yq, grep and Python', () => {
    const { keys, files } = shell(
      "yq -r '.phases[].hosts[].vm_ids[]' ops/bindings/startup.sequencing.yaml",
      'grep -E \'^ *lxc_ids:\' "$SEQ"',
      "python3 - <<'PY'",
      'order = doc["home_vm_lifecycle"].get("startup_order", [])',
      'PY',
    );
    expect(keys.map((each) => `${each.by} ${each.key}`)).toEqual([
      'yq phases',
      'yq hosts',
      'yq vm_ids',
      'grep lxc_ids',
      'python home_vm_lifecycle',
      'python startup_order',
    ]);
    expect(files.map((each) => each.path)).toEqual(['ops/bindings/startup.sequencing.yaml']);
  });

  it('knows options of while-case, getopts and argparse', () => {
    const loop = shell(
      'while [ $# -gt 0 ]; do case "$1" in',
      '--site|-s) SITE="$2"; shift 2 ;;',
      'esac; done',
    );
    expect(loop.options).toMatchObject([{ names: ['--site', '-s'], variables: ['SITE'] }]);
    const getopts = shell('while getopts "s:" o; do case $o in s) SITE=$OPTARG ;; esac; done');
    expect(getopts.options).toMatchObject([{ names: ['-s'], variables: ['SITE'] }]);
    expect(python('p.add_argument("--site", "-s", default=DEFAULT)').options).toMatchObject([
      { names: ['--site', '-s'], variables: ['DEFAULT'] },
    ]);
  });

  it('sees calls of other scripts and of capabilities, and whether their arguments are open', () => {
    const { calls } = shell(
      '"$HERE/window" --site "$s"',
      'bash ./ops/bin/order "$@"',
      './bin/ops cap run nas.shutdown -- --dry-run',
    );
    expect(calls.map((each) => [each.command, each.args, each.open])).toContainEqual([
      `${HOLE}/window`,
      ['--site', HOLE],
      false,
    ]);
    expect(calls).toContainEqual(expect.objectContaining({ command: './ops/bin/order', open: true }));
    expect(calls).toContainEqual(
      expect.objectContaining({ command: 'capability:nas.shutdown', args: ['--', '--dry-run'] }),
    );
  });

  it('says what an exit hangs on', () => {
    const { exits, settings } = shell(
      'set -euo pipefail',
      'command -v yq >/dev/null || { echo skip; exit 0; }',
      'if ! command -v jq; then exit 0; fi',
      '[[ -f "$FILE" ]] || exit 0',
      'if command -v jq; then exit 1; fi',
    );
    expect(settings).toEqual({ errexit: true, nounset: true, pipefail: true });
    expect(exits.map((each) => [each.code, each.missingTool, each.missingFile])).toEqual([
      [0, 'yq', undefined],
      [0, 'jq', undefined],
      [0, undefined, '$FILE'],
      [1, undefined, undefined],
    ]);
  });
});

describe('where a literal stands', () => {
  const spelled = (source: string) =>
    readText('script', 'shell', source).uses.map(
      ({ context, subject, text, start, end }) =>
        `${context} ${subject}: ${text} = ${source.slice(start, end)}`,
    );

  it('each word of a list at its own place', () => {
    expect(spelled('L="one two"').slice(1)).toEqual(['list L: one = one', 'list L: two = two']);
  });

  it('each word of a table that a loop reads at its own place', () => {
    const table = ['while read -r s h; do :; done <<EOF', 'one two', 'three four', 'EOF'].join('\n');
    expect(spelled(table).filter((use) => use.startsWith('list row'))).toEqual([
      'list row: one = one',
      'list row: two = two',
      'list row: three = three',
      'list row: four = four',
    ]);
  });

  it('held against what a program says', () => {
    expect(spelled('[ "$(hostname -s)" = one ]')).toContain('compared $(hostname): one = one');
  });
});
