import type { Finding } from '../../finding/finding.ts';
import { printable } from '../../finding/printable.ts';
import type { Locate } from './regions.ts';
import { levelOf, sentence } from './rules.ts';

/** What every result of one log shares. */
export interface ResultContext {
  readonly locate: Locate;
  /** Index of a gate's rule in the log. */
  readonly ruleIndex: (gate: string) => number;
  /** Whether any finding of the log was there before: then each result has to say how it stands to that. */
  readonly baseline: boolean;
}

/** A finding as a SARIF result. */
export function resultOf(finding: Finding, { locate, ruleIndex, baseline }: ResultContext) {
  return {
    ruleId: finding.gate,
    ruleIndex: ruleIndex(finding.gate),
    level: levelOf(finding.severity),
    message: { text: messageOf(finding) },
    locations: [
      {
        physicalLocation: locate(finding.place),
        logicalLocations: [{ fullyQualifiedName: finding.subject }],
      },
    ],
    ...relatedOf(finding, locate),
    // GitHub follows an alert by the first; the second says whose it is.
    partialFingerprints: {
      primaryLocationLineHash: finding.fingerprint,
      'gatesFingerprint/v1': finding.fingerprint,
    },
    suppressions: suppressionsOf(finding),
    ...(baseline && { baselineState: finding.baselined || finding.older ? 'unchanged' : 'new' }),
    properties: propertiesOf(finding),
  };
}

function messageOf({ message, fix }: Finding): string {
  const text = sentence(printable(message));
  return fix === undefined ? text : `${text} ${sentence(`Fix: ${printable(fix)}`)}`;
}

function relatedOf({ related }: Finding, locate: Locate) {
  if (related.length === 0) return {};
  return {
    relatedLocations: related.map(({ message, place }, index) => ({
      id: index + 1,
      message: { text: sentence(printable(message)) },
      physicalLocation: locate(place),
    })),
  };
}

/** Empty where nothing suppresses the finding: of one log either all results have the list or none. */
function suppressionsOf({ waived, baselined }: Finding) {
  if (waived) {
    const { source, by, reason, expires } = waived;
    return [
      {
        kind: source === 'inline' ? 'inSource' : 'external',
        status: 'accepted',
        justification: printable(reason),
        properties: { ...(by !== undefined && { owner: by }), ...(expires !== undefined && { expires }) },
      },
    ];
  }
  return baselined ? [{ kind: 'external', status: 'accepted', justification: 'It is in the baseline.' }] : [];
}

function propertiesOf({ subject, site, gap, detail }: Finding) {
  return {
    subject,
    ...(site !== undefined && { site }),
    ...(gap && { gaps: gap }),
    ...(detail && { detail }),
  };
}
