import { checkFactsOf, firstGates } from '../../src/estate/ask/check-scripts.ts';
import type { GateScript } from '../../src/estate/model/pack.ts';
import { quoted } from '../../src/finding/printable.ts';
import { defineGate } from '../../src/gate/gate.ts';
import type { PassFact } from '../../src/scripts/facts.ts';

const BACKUPS = 'surfaces/verify/d105-backup-evidence-complete.sh';
const MOUNTS = 'surfaces/verify/d103-mount-edges-declared.sh';
const GUARD = 'surfaces/verify/d104-oob-policy-declared.sh';

export default defineGate<GateScript>({
  id: 'gate-scripts/can-fail',
  title: 'A check that could not look, or that found something, does not end with success',
  why: 'On a machine without the tool, or without the file, the check is green for years; everybody believes it, and it never looked.',
  fix: 'End with a failing exit code wherever the check could not judge or has found something.',
  severity: 'error',
  scripts: { triggers: [] },
  reads: ['gate.registry'],
  unseen:
    'What another program does that the script calls, what a sourced file defines, scripts that do not parse, and conditions that only hold at run time.',
  examines: firstGates,
  *judge(gate, estate) {
    const { passes, degraded } = checkFactsOf(estate, gate)!.text;
    const isWhole = degraded === undefined && !gate.reportsOnly;
    for (const pass of passes) {
      if (!isWhole && NEEDS_WHOLE.has(pass.by)) continue;
      yield {
        message: `the script of gate "${gate.id}" ${WORDS[pass.by](quoted(pass.what))}; expected a failing exit code`,
        at: pass.anchor,
        detail: {
          kind: pass.by,
          value: pass.what,
          ...(pass.function !== undefined && { function: pass.function }),
        },
        related: [{ message: 'registered here', at: gate.at }],
        key: `${pass.by} ${pass.what} ${pass.function ?? ''} ${pass.statement}`,
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'a missing tool handed to a function that fails',
        edits: [
          {
            file: GUARD,
            find: 'type yq >/dev/null 2>&1 || { echo "D104 cannot judge without yq" >&2; exit 2; }',
            replace: 'stop() { echo "D104: $*" >&2; exit 2; }\ntype yq >/dev/null 2>&1 || stop "no yq"',
          },
        ],
      },
      {
        name: 'success where nothing was found wrong',
        edits: [
          {
            file: BACKUPS,
            find: '[ "$bad" -eq 0 ] && echo "D105 pass: $total targets"\n[ "$bad" -eq 0 ]',
            replace: 'if [ "$bad" -eq 0 ]; then\n  echo "D105 pass"\n  exit 0\nfi\nexit 1',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a missing tool is a skip',
        edits: [
          {
            file: BACKUPS,
            find: 'command -v yq > /dev/null || die "yq is missing"',
            replace: 'command -v yq > /dev/null || { echo "D105 skip: no yq"; «exit 0»; }',
          },
        ],
      },
      {
        name: 'a missing contract is a skip',
        edits: [
          {
            file: BACKUPS,
            find: '[ -r "$f" ] || die "cannot read $f"',
            replace: 'if [ ! -r "$f" ]; then\n    echo "D105 skip: no $f"\n    «exit 0»\n  fi',
          },
        ],
      },
      {
        name: 'an empty list is a skip',
        edits: [
          {
            file: BACKUPS,
            find: '[ -n "$targets" ] || die "no target is enabled"',
            replace: '[ -n "$targets" ] || «exit 0»',
          },
        ],
      },
      {
        name: 'failures are counted and not told',
        edits: [{ file: MOUNTS, find: '\nexit "$failed"', replace: '\n«exit 0»' }],
      },
      {
        name: 'nothing ever counts up what the verdict hangs on',
        edits: [
          { file: BACKUPS, find: 'bad=$((bad + 1)); }', replace: '}' },
          {
            file: BACKUPS,
            find: 'total targets"\n[ "$bad" -eq 0 ]',
            replace: 'total targets"\n«exit "$bad"»',
          },
        ],
      },
      {
        name: 'all checks stand in a loop that may be empty',
        edits: [
          {
            file: GUARD,
            find: '[[ -n $sites ]] || { echo "D104 cannot judge: no active site" >&2; exit 2; }\n',
            replace: '',
          },
          { file: GUARD, find: 'for site in $sites; do', replace: 'for site in «$sites»; do' },
        ],
      },
    ],
  },
});

/** What a gate that only reports may do, and what nobody can tell of a script that was read in part. */
const NEEDS_WHOLE = new Set<PassFact['by']>([
  'unheard-findings',
  'lost-findings',
  'swallowed-check',
  'idle-verdict',
  'no-failure',
]);

const WORDS: Readonly<Record<PassFact['by'], (what: string) => string>> = {
  'missing-tool': (what) =>
    `ends with success where the program ${what} is missing, although nothing was checked`,
  'missing-module': (what) =>
    `ends with success where the Python module ${what} is missing, although nothing was checked`,
  'missing-file': (what) =>
    `ends with success where the file ${what} is missing, although nothing was checked`,
  'empty-input': (what) => `ends with success where ${what} is empty, although nothing was checked`,
  'no-answer': (what) => `ends with success where ${what} gets no answer, although nothing was checked`,
  error: (what) => `ends with success where ${what} is raised, although the check did not come to its end`,
  'unheard-findings': (what) => `writes down in ${what} what is wrong and then ends with success`,
  'lost-findings': (what) =>
    `writes down in ${what}, inside a pipe, what is wrong, and the pipe's own shell forgets it`,
  'swallowed-check': (what) => `ignores the exit code of ${what}, the only check that it makes`,
  'idle-verdict': (what) => `judges by ${what}, into which it never writes that anything is wrong`,
  'no-failure': () => 'has no way to fail',
};
