import { DRAFT, UNKNOWN } from '../../src/contract/draft.ts';
import { ruleOf } from '../../src/contract/kinds.ts';
import { oncePerEstate } from '../../src/estate/ask/once.ts';
import type { Contract } from '../../src/estate/model/contract.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

export default defineGate({
  id: 'contracts/confirmed',
  title: 'No draft stands in a contract for somebody to confirm',
  why: 'A draft satisfies the other laws with values that nobody has looked at: the report is green, and the fact is a guess.',
  fix: 'Correct what the draft says and delete its comment.',
  severity: 'warning',
  reads: [],
  unseen: 'A draft whose comment somebody deleted without looking.',
  examines: (estate): readonly Contract[] =>
    estate.contracts.filter(({ kind }) => ruleOf(kind).format === 'yaml'),
  judge: (contract, estate) => draftsIn(textOf(contract, estate), contract.file),
  examples: {
    passing: [
      {
        name: 'a description may say what is to be confirmed',
        edits: [
          {
            file: 'ops/bindings/topology.sites.yaml',
            find: '# Sites of the estate.',
            replace: '# What is to be confirmed stands elsewhere. Sites of the estate.',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a row as gates fix wrote it',
        edits: [
          {
            file: 'ops/bindings/infra.storage.placement.policy.yaml',
            find: '  pihole-home:\n',
            replace: '  «# draft by gates fix: confirm»\n  pihole-home:\n',
          },
        ],
      },
      {
        name: 'a value that nobody knew, in a row that is a draft as a whole',
        edits: [
          {
            file: 'ops/bindings/topology.sites.yaml',
            find: 'status: authoritative\n',
            replace: 'status: "to be confirmed" «# draft by gates fix: confirm»\n',
          },
        ],
      },
      {
        name: 'a value that nobody knew',
        edits: [
          {
            file: 'ops/bindings/topology.sites.yaml',
            find: 'status: authoritative\n',
            replace: 'status: "«to be confirmed»"\n',
          },
        ],
      },
    ],
  },
});

const texts = oncePerEstate(
  ({ documents }): ReadonlyMap<string, string> => new Map(documents.map(({ file, text }) => [file, text])),
);

const textOf = ({ file }: Contract, estate: Estate): string => texts(estate).get(file) ?? '';

const MARK = new RegExp(
  `${DRAFT}|${UNKNOWN}(?<=:[ \\t]+["']?${UNKNOWN})(?=["']?[ \\t]*(?:[,}#\\r\\n]|$))`,
  'g',
);

function* draftsIn(text: string, file: string): Iterable<Breach> {
  if (!text.includes(DRAFT) && !text.includes(UNKNOWN)) return;
  for (const { 0: mark, index } of text.matchAll(MARK)) {
    if (mark === UNKNOWN && lineAt(text, index).includes(DRAFT)) continue;
    const at = { file, start: index, end: index + mark.length };
    const message =
      mark === DRAFT
        ? 'a draft stands here and nobody has confirmed it; expected what is true, without the comment'
        : `"${UNKNOWN}" stands here in place of a value; expected the value`;
    yield { message, at, key: rowAround(text, index) };
  }
}

const lineAt = (text: string, index: number): string =>
  text.slice(text.lastIndexOf('\n', index) + 1).split('\n', 1)[0]!;

/** The line of a mark, and the one below it for a mark that stands alone. */
function rowAround(text: string, index: number): string {
  const start = text.lastIndexOf('\n', index) + 1;
  const [own = '', next = ''] = text.slice(start).split('\n', 2);
  return own.trim() === DRAFT ? next.trim() : own.trim();
}
