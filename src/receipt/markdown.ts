import type { ReceiptTest } from '../contract/generated/receipt.ts';
import { printable } from '../finding/printable.ts';
import { sha256 } from './canonical.ts';
import { ledgerStatus } from './ledger-row.ts';
import type { Predicate } from './statement.ts';

const PLACEHOLDER = '<run key>';
const OWN_KEY = `\`${PLACEHOLDER}\``;
const MOST_FINDINGS = 50;

type Facts = Omit<Predicate, 'gates_runKey' | 'gates_files'>;

/**
 * The text of receipt.md with a placeholder where its run key goes: the statement commits to this text, and the
 * key to the statement.
 */
export function summaryTemplate(facts: Facts, outputSha: string): string {
  return `${[
    `# Receipt: ${PLACEHOLDER}`,
    table(['Field', 'Value'], fields(facts)),
    '## Inputs',
    table(['Field', 'Value'], inputs(facts)),
    '## Outputs',
    table(['File', 'Hash'], [['output.txt', code(outputSha)]]),
    '## Timestamps',
    table(
      ['Field', 'Value'],
      [
        ['Start', facts.gates_startedAt],
        ['End', facts.gates_finishedAt],
      ],
    ),
    '## Summary',
    sentence(facts),
    table(['Gate', 'Outcome', 'Examined', 'Findings'], facts.gates_tests.map(gateRow)),
    ...bypasses(facts),
    ...findings(facts),
  ].join('\n\n')}\n`;
}

export const filledIn = (template: string, runKey: string): string =>
  template.replaceAll(PLACEHOLDER, runKey);

/** Digest of a receipt.md as the statement commits to it; undefined when the bytes cannot stem from a template. */
export function summaryDigest(bytes: Buffer, runKey: string): string | undefined {
  const text = bytes.toString('utf8');
  const faithful = Buffer.from(text).equals(bytes) && !text.includes(PLACEHOLDER);
  return faithful ? sha256(text.replaceAll(runKey, PLACEHOLDER)) : undefined;
}

function fields(facts: Facts): string[][] {
  const { gates_exitCode } = facts;
  const status = gates_exitCode === 2 ? 'blocked' : ledgerStatus(facts);
  return [
    ['Run ID', OWN_KEY],
    ['Capability', code(facts.gates_capability)],
    ['Status', status],
    ['Exit Code', String(gates_exitCode)],
    ['Generated', facts.gates_finishedAt],
    ['Model', 'none'],
    ['Context', windowOf(facts) ? 'mutating' : 'read-only'],
    ...(status === 'blocked' ? [['Blocker Reason', blocker(facts)]] : []),
    ['Result', facts.result],
    ['Runner', code(facts.gates_runner)],
    ['Signed By', facts.gates_signer === undefined ? 'nobody' : code(facts.gates_signer)],
    ...(facts.gates_adequacy ? [['Adequacy', adequacyWords(facts.gates_adequacy)]] : []),
    ['Previous Receipt', facts.gates_previous ? code(facts.gates_previous.runKey) : 'none'],
  ];
}

const adequacyWords = ({ killed, survived, operators }: NonNullable<Facts['gates_adequacy']>): string =>
  `${killed} of ${killed + survived} damages noticed, operators ${code(operators.slice(0, 12))}`;

const blocker = ({ gates_crashedTests, gates_blockedTests }: Facts): string =>
  gates_crashedTests.length > 0
    ? `crashed: ${gates_crashedTests.join(', ')}`
    : gates_blockedTests.length > 0
      ? `blocked: ${gates_blockedTests.join(', ')}`
      : 'no gate had anything to judge';

/** The id of the maintenance window that left the receipt, where one did. */
const windowOf = ({ configuration }: Facts): string | undefined =>
  configuration.find(({ name }) => name === 'journal')?.annotations?.window;

function inputs(facts: Facts): string[][] {
  const { commit, dirty, root } = facts.gates_estate;
  const loop = facts.gates_loop;
  return [
    ['Command', code(windowOf(facts) ? 'gates window' : 'gates verify')],
    ['CWD', code(root)],
    [
      'Args',
      code(windowOf(facts) ?? [facts.gates_pack, ...(loop === undefined ? [] : ['--loop', loop])].join(' ')),
    ],
    ['Commit', commit === null ? 'none' : code(commit)],
    ['Work Tree', dirty === null ? 'not in git' : dirty ? 'dirty: differs from the commit' : 'clean'],
    ['As Of', `${facts.gates_asOf} (${facts.gates_clock})`],
    ...facts.configuration.map(({ name, digest }) => [`Digest of ${name}`, code(digest.sha256 ?? '')]),
  ];
}

function sentence(facts: Facts): string {
  const { passedTests, warnedTests, failedTests, gates_tests } = facts;
  const rest = (['vacuous', 'blocked', 'crashed'] as const)
    .map((outcome) => `${gates_tests.filter((test) => test.outcome === outcome).length} ${outcome}`)
    .join(', ');
  return `The pack ${code(facts.gates_pack)} ${facts.result}: ${gates_tests.length} gates, ${passedTests.length} passed, ${warnedTests.length} warned, ${failedTests.length} failed, ${rest}. Check it with \`gates receipt verify ${PLACEHOLDER}\`.`;
}

const gateRow = ({ id, outcome, reason, examined, findings }: ReceiptTest): string[] => [
  code(id),
  reason === undefined ? outcome : `${outcome}: ${reason}`,
  String(examined.length),
  String(findings),
];

/** Commits that no hook would have let through, where there are any or where some were not judged. */
function bypasses({ gates_bypasses: found }: Facts): string[] {
  if (!found || (found.commits.length === 0 && found.left === 0 && !found.unknown)) return [];
  const rows = found.commits.map(({ commit, findings, reason }) => [
    code(commit),
    reason ?? String(findings),
  ]);
  const judged = `${found.judged} commits since ${code(found.since)} were judged by the pack ${code('hook')}; ${found.left} older ones were not.`;
  const words = found.unknown
    ? `This repository lacks ${code(found.since)}, so no commit was judged.`
    : judged;
  return ['## Bypasses', words, ...(rows.length > 0 ? [table(['Commit', 'Findings'], rows)] : [])];
}

function findings({ gates_findings: all }: Facts): string[] {
  if (all.length === 0) return [];
  const rows = all
    .slice(0, MOST_FINDINGS)
    .map(({ gate, severity, subject, file, line, waived, baselined }) => [
      waived ? `${severity}, waived` : baselined ? `${severity}, in the baseline` : severity,
      code(gate),
      code(subject),
      code(`${file}:${line}`),
    ]);
  const rest = all.length - rows.length;
  const more = rest > 0 ? [`${rest} more are in receipt.json and output.txt.`] : [];
  return ['## Findings', table(['Severity', 'Gate', 'Subject', 'Place'], rows), ...more];
}

function table(head: readonly string[], rows: readonly string[][]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [
    line(head),
    `|${head.map((title) => '-'.repeat(title.length + 2)).join('|')}|`,
    ...rows.map(line),
  ].join('\n');
}

/** No cell breaks its row. */
const cell = (text: string): string => (text === OWN_KEY ? text : plain(text).replaceAll('|', '\\|'));

const code = (text: string): string => `\`${plain(text).replaceAll('`', "'")}\``;

/** Text of an estate on one line; none of it can pass for the placeholder. */
const plain = (text: string): string =>
  printable(text).replaceAll(/\s+/g, ' ').replaceAll(PLACEHOLDER, 'run key');
