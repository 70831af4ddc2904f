import type { GapSeverity } from '../../model/loop.ts';

/** Worst first. */
export const GAP_SEVERITIES: readonly GapSeverity[] = ['critical', 'high', 'medium', 'low', 'info'];

const SPELLINGS: Readonly<Record<string, GapSeverity>> = {
  crit: 'critical',
  med: 'medium',
  moderate: 'medium',
  minor: 'low',
  informational: 'info',
};

/** A severity in any case and spelling; undefined for any other word. */
export function gapSeverityOf(word: string | undefined): GapSeverity | undefined {
  const lower = word?.trim().toLowerCase() ?? '';
  return GAP_SEVERITIES.find((severity) => severity === lower) ?? own(lower);
}

const own = (word: string) => (Object.hasOwn(SPELLINGS, word) ? SPELLINGS[word] : undefined);

/** Severity words as they stand in prose, for patterns. */
export const SEVERITY_WORDS = 'critical|crit|high|medium|moderate|med|low|minor|informational|info';
