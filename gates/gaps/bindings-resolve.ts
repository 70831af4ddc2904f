import type { Estate } from '../../src/estate/model/estate.ts';
import type { BoundGap, GapBinding } from '../../src/estate/model/loop.ts';
import { SUBJECT_KINDS } from '../../src/finding/subject.ts';
import { nearest } from '../../src/finding/suggest.ts';
import { type Breach, defineGate, type LawFindings } from '../../src/gate/gate.ts';

const FILE = 'gap.gates.yaml';

export default defineGate<BoundGap>({
  id: 'gaps/bindings-resolve',
  title: 'Every binding names a gap of the register, a gate that exists, and a subject and site that can be',
  why: 'A binding with a wrong word proves nothing, and the gap behind it can never be shown to be closed.',
  fix: 'Correct the word in gap.gates.yaml.',
  severity: 'error',
  reads: ['gap.gates', 'operational.gaps', 'topology.sites'],
  unseen: 'Whether the gate examines the subject: the verdict on the gap says that.',
  needs: () => [],
  examines: (estate) => estate.boundGaps,
  *judge(gap, estate, laws) {
    if (!estate.index.gap(gap.id)) {
      const message = `the gap "${gap.id}" is not in the register; ${hint(
        gap.id,
        estate.gaps.map((one) => one.id),
        'expected a row in operational.gaps.yaml',
      )}`;
      yield { message, key: gap.id };
    }
    for (const binding of gap.bindings) yield* wrongWords(binding, estate, laws);
  },
  examples: {
    passing: [
      {
        name: 'a site, a file and a gate may be named together',
        edits: [
          {
            file: FILE,
            find: '- {gate: sites/runbook-covers, subject: site home}',
            replace: '- {gate: sites/runbook-covers, site: home, file: ops/bindings/topology.sites.yaml}',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a gap that nobody registered',
        edits: [{ file: FILE, find: '  GAP-OP-1049:', replace: '  «GAP-OP-10490»:' }],
      },
      {
        name: 'a gate, a subject and a site with a wrong word',
        edits: [
          {
            file: FILE,
            find: '- {gate: sites/runbook-covers, subject: site home}',
            replace:
              '- {gate: «sites/runbook-cover», subject: site home}\n    - {gate: «sites/runbook-covers», subject: location home}\n    - {gate: «sites/runbook-covers», site: hme}',
          },
        ],
      },
    ],
  },
});

function* wrongWords(
  { gate, subject, site, at }: GapBinding,
  estate: Estate,
  laws: LawFindings,
): Iterable<Breach> {
  if (!laws.known.includes(gate)) {
    yield {
      message: `there is no gate "${gate}"; ${hint(gate, laws.known, 'see `gates check --list`')}`,
      at,
      key: gate,
    };
  }
  const kind = subject?.split(' ', 1)[0];
  if (subject !== undefined && !(SUBJECT_KINDS as readonly string[]).includes(kind ?? '')) {
    const message = `the subject "${subject}" begins with no kind of subject; expected one of ${SUBJECT_KINDS.join(', ')}`;
    yield { message, at, key: `${gate} ${subject}` };
  }
  const sites = estate.sites.map((one) => one.id);
  if (site !== undefined && !sites.includes(site)) {
    yield {
      message: `no site is called "${site}"; ${hint(site, sites, `expected ${sites.join(' or ')}`)}`,
      at,
      key: `${gate} ${site}`,
    };
  }
}

function hint(word: string, known: readonly string[], otherwise: string): string {
  const near = nearest(word, known);
  return near === undefined ? otherwise : `did you mean "${near}"?`;
}
