import type { SiteStatus } from '../model/site.ts';

export const SITE_STATUSES: readonly string[] = ['active', 'planned', 'retired'] satisfies SiteStatus[];

const RETIRED = /retired|decommissioned|closed|inactive|disabled/;
const PLANNED =
  /plan|draft|propos|pending|future|build|construct|stag|provision|reserv|template|test|candidate/;

/** What a word says of a site; nothing means active, and a word of which nothing is known means undefined. */
export function siteStatusOf(text: string | undefined): SiteStatus | undefined {
  const status = text?.trim().toLowerCase();
  if (status === undefined || status === 'active') return 'active';
  if (RETIRED.test(status)) return 'retired';
  return PLANNED.test(status) ? 'planned' : undefined;
}
