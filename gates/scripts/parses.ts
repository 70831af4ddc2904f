import { readScriptsOf } from '../../src/estate/ask/literals.ts';
import type { Script } from '../../src/estate/model/script.ts';
import { defineGate } from '../../src/gate/gate.ts';
import type { ScriptText } from '../../src/scripts/facts.ts';

const STATUS = 'ops/plugins/infra/bin/guest-status';

const WHY: Readonly<Record<NonNullable<ScriptText['degraded']>, string>> = {
  syntax: 'has text that does not parse',
  time: 'takes too long to parse',
  size: 'is too large to parse',
};

const FIXES: Readonly<Record<NonNullable<ScriptText['degraded']>, string>> = {
  syntax: 'Let "bash -n" or "python3 -m py_compile" name the line, and mend it.',
  time: 'Split the script into smaller ones, or move the data that it holds into a contract.',
  size: 'Move the data or the archive that the script holds out of it, or ignore the script in gates.yaml.',
};

export default defineGate<Script>({
  id: 'scripts/parses',
  title: 'Every script that matters can be parsed',
  why: 'Of a script that only its lines tell, functions, calls and order stay unknown: what the laws on scripts do not find in it may be there all the same.',
  fix: 'Mend the syntax of the script, and run "bash -n" on it.',
  severity: 'warning',
  reads: [],
  scripts: { triggers: [] },
  unseen: 'Scripts that no word makes matter, and programs inside strings and heredocs.',
  examines: readScriptsOf,
  *judge({ path, facts }) {
    const { degraded } = facts.text;
    if (degraded === undefined) return;
    yield {
      message: `script "${path}" ${WHY[degraded]} and was read line by line, so its functions, calls and order are unknown; a script that parses was expected`,
      fix: FIXES[degraded],
      detail: { kind: degraded },
    };
  },
  examples: {
    passing: [
      {
        name: 'a heredoc of another language that does not parse',
        edits: [
          { file: STATUS, find: 'bad=0\n', replace: "bad=0\ncat <<'TEXT' >/dev/null\nif then ((\nTEXT\n" },
        ],
      },
    ],
    failing: [
      {
        name: 'a condition that nobody ends',
        edits: [
          { file: STATUS, find: '#!/usr/bin/env bash\n', replace: '«#!/usr/bin/env bash»\n' },
          { file: STATUS, find: 'bad=0\n', replace: 'bad=0\nif [[ -n $sites ]]; then\n  case x in (((\n' },
        ],
      },
    ],
  },
});
