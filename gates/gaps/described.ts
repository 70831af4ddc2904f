import { listed } from '../../src/estate/ask/describe.ts';
import type { Gap } from '../../src/estate/model/loop.ts';
import { nearest } from '../../src/finding/suggest.ts';
import { defineGate } from '../../src/gate/gate.ts';

const GAPS = 'ops/bindings/operational.gaps.yaml';

export default defineGate<Gap>({
  id: 'gaps/described',
  title: 'Every gap says how severe it is and whether it is open',
  why: 'A gap without a severity is sorted last, and one without a status is neither worked on nor proven.',
  fix: 'State severity and status of the gap in operational.gaps.yaml.',
  severity: 'warning',
  reads: ['operational.gaps'],
  examines: (estate) => estate.gaps,
  *judge({ id, at, severity, status }) {
    const meant = status && misspelt(status.value);
    if (meant !== undefined)
      yield {
        at: status!.at,
        message: `gap "${id}" has the status "${status!.value}", which counts as open; expected a word such as open, fixed, closed or accepted; did you mean "${meant}"`,
        key: 'word',
      };
    const missing = Object.entries({ severity, status }).flatMap(([name, stated]) => (stated ? [] : [name]));
    if (missing.length > 0) {
      yield {
        at,
        message: `gap "${id}" states no ${listed(missing)} that is known; expected both`,
        key: missing.join(),
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'words in capitals',
        edits: [
          {
            file: GAPS,
            find: 'severity: critical\n    status: fixed\n    fixed_in: "3d1b7ac"\n    fixed_at: 2025-12-05',
            replace:
              'severity: CRITICAL\n    status: Fixed\n    fixed_in: "3d1b7ac"\n    fixed_at: 2025-12-05',
          },
        ],
      },
      {
        name: 'words of other trackers',
        edits: [
          {
            file: GAPS,
            find: 'severity: low\n    status: open',
            replace: 'severity: low\n    status: none',
          },
          {
            file: GAPS,
            find: 'severity: medium\n    status: closed',
            replace: 'severity: medium\n    status: closed as planned',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a misspelt status',
        edits: [
          {
            file: GAPS,
            find: 'severity: low\n    status: open',
            replace: 'severity: low\n    status: «opne»',
          },
        ],
      },
      {
        name: 'no severity',
        edits: [
          { file: GAPS, find: '- id: GAP-OP-871\n', replace: '- id: «GAP-OP-871»\n' },
          {
            file: GAPS,
            find: '    severity: critical\n    status: fixed\n    fixed_in: "3d1b7ac"\n    fixed_at: 2025-12-05',
            replace: '    status: fixed\n    fixed_in: "3d1b7ac"\n    fixed_at: 2025-12-05',
          },
        ],
      },
    ],
  },
});

const STATUSES: readonly string[] =
  'open opened new active todo triaged planned blocked in-progress started partial fixed closed resolved done complete completed mitigated verified accepted accepted-risk deferred wontfix duplicate retired superseded reopened'.split(
    ' ',
  );

/** The status that a word nearly spells; undefined for those that there are and for words of their own. */
function misspelt(status: string): string | undefined {
  const word = status.trim().replace(/[ _]/g, '-');
  const known = STATUSES.filter((each) => each[0] === word[0]);
  return word.length < 4 || known.includes(word) ? undefined : nearest(word, known);
}
