import { type JudgedExample, judgeExample } from '../../src/cli/example.ts';
import { newMemory } from '../../src/cli/judge.ts';
import type { Example, Gate } from '../../src/gate/gate.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import type { Tree } from '../../src/load/tree.ts';
import { editText } from '../../src/report/example-edits.ts';
import { findingBlocks } from '../../src/report/text.ts';
import type { GeneratedFile } from './settle.ts';

/**
 * docs/gates.md: every gate with the real report under each failing example. Beside it the fingerprints of those
 * findings: baselines and waivers of users name them, so that none may change unseen.
 */
export async function gatesDoc(): Promise<GeneratedFile[]> {
  // Imported late: the step before may just have written the index.
  const { GATES } = await import('../../gates/index.ts');
  const sections: string[] = [];
  for (const gate of GATES) sections.push(await section(gate));
  const text = [HEAD, contents(GATES), ...sections].join('\n\n');
  return [
    { path: 'docs/gates.md', text: `${text}\n` },
    { path: FINGERPRINTS, text: `${JSON.stringify(Object.fromEntries(fingerprints), null, 1)}\n` },
  ];
}

export const FINGERPRINTS = 'fixtures/fingerprints.json';
const fingerprints = new Map<string, readonly string[]>();

/** An example, in the list of fingerprints. */
export const exampleName = (gate: Gate, example: Example): string => `${gate.id}: ${example.name}`;

/** The head of each fingerprint: enough to tell a change. */
export const shortFingerprints = ({ findings }: JudgedExample): string[] =>
  findings.map(({ fingerprint }) => fingerprint.slice(0, 12));

const HEAD = `<!-- Generated from the gate files by "npm run generate". Edit those instead. -->

# Gates

Every law that \`gates check\` knows. An example is a small edit of the sample estate \`two-sites\`, which keeps every law; the text below it is what the gate reports about the edited estate.`;

function contents(gates: readonly Gate[]): string {
  const rows = gates.map(
    (gate) => `| [\`${gate.id}\`](#${anchor(gate.id)}) | ${gate.severity} | ${gate.title} |`,
  );
  return ['| gate | severity | law |', '|---|---|---|', ...rows].join('\n');
}

const anchor = (id: string): string => id.replace('/', '');

async function section(gate: Gate): Promise<string> {
  const facts = [
    `**Why.** ${gate.why}`,
    `**Fix.** ${gate.fix}`,
    ...(gate.unseen ? [`**Does not see.** ${gate.unseen}`] : []),
    `**Reads.** ${gate.reads.length > 0 ? gate.reads.map((kind) => `\`${kind}\``).join(', ') : 'every contract'}${gate.clock ? '; its verdict depends on the clock' : ''}.`,
  ];
  const examples: string[] = [];
  for (const example of gate.examples.failing) examples.push(await failing(gate, example));
  return [`## ${gate.id}`, gate.title, ...facts, ...examples].join('\n\n');
}

const memory = newMemory();
const bases = new Map<string, Tree>();

function baseOf(name: string): Tree {
  const base = bases.get(name) ?? diskTree(`fixtures/estates/${name}`);
  bases.set(name, base);
  return base;
}

async function failing(gate: Gate, example: Example): Promise<string> {
  const judged = await judgeExample(gate, example, baseOf(example.base ?? 'two-sites'), memory);
  fingerprints.set(exampleName(gate, example), shortFingerprints(judged));
  const edits = example.edits.map(editText).join('\n');
  const report = fenced('text', exampleReport(gate, judged));
  return [`**Fails: ${example.name}**`, fenced('diff', edits), report].join('\n\n');
}

/** What a person reads about a failing example. */
export function exampleReport({ why }: Gate, { findings, textOf }: JudgedExample): string {
  const looks = { colour: false, quiet: false, textOf, whyOf: () => why, clock: '' };
  return findingBlocks(findings, looks)
    .join('\n\n')
    .replace(/^ {2}why: .*\n/gm, '');
}

const fenced = (language: string, text: string): string => `~~~${language}\n${text}\n~~~`;
