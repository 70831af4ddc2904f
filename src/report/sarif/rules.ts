import type { Severity } from '../../finding/finding.ts';
import type { Gate } from '../../gate/gate.ts';

/** A gate as a `reportingDescriptor`; everything comes from the gate file. */
export function ruleOf(gate: Gate) {
  return {
    id: gate.id,
    name: pascalCase(gate.id),
    shortDescription: { text: sentence(gate.title) },
    fullDescription: { text: `${sentence(gate.title)} ${sentence(gate.why)}` },
    help: { text: helpText(gate), markdown: helpMarkdown(gate) },
    defaultConfiguration: { level: levelOf(gate.severity) },
    properties: { tags: tagsOf(gate), 'problem.severity': gate.severity },
  };
}

export const levelOf = (severity: Severity): 'error' | 'warning' => severity;

/** The text with a full stop, as readers of SARIF expect of a message. */
export const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

const pascalCase = (id: string): string =>
  id
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

/** The subject of the law, and the kinds of contracts that it reads. */
const tagsOf = ({ id, reads, clock }: Gate): string[] => [
  id.split('/')[0]!,
  ...reads.map((kind) => `reads:${kind}`),
  ...(clock ? ['depends-on-clock'] : []),
];

function helpParts({ why, fix, unseen }: Gate): [string, string][] {
  return [
    ['Why', why],
    ['Fix', fix],
    ...(unseen === undefined ? [] : [['Does not see', unseen] as [string, string]]),
  ];
}

const helpText = (gate: Gate): string =>
  [sentence(gate.title), ...helpParts(gate).map(([head, text]) => `${head}: ${text}`)].join('\n');

const helpMarkdown = (gate: Gate): string =>
  [
    sentence(gate.title),
    ...helpParts(gate).map(([head, text]) => `**${head}.** ${text}`),
    `\`gates explain ${gate.id}\` tells what it examines in your estate.`,
  ].join('\n\n');
