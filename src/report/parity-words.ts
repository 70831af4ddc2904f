import type { Cell, ParitySite } from '../result/parity.ts';

/** A cell of the parity matrix in a word and a number. */
export function cellWords({ state, findings, accepted, examined }: Cell): string {
  switch (state) {
    case 'ok':
      return `ok ${examined}`;
    case 'gap':
      return accepted > 0 ? `gap ${findings}, waived ${accepted}` : `gap ${findings}`;
    case 'waived':
      return `waived ${accepted}`;
    case 'not-applicable':
      return '-';
    case 'unknown':
      return 'unknown';
  }
}

/** The head of a site's column. */
export const siteHead = ({ id, status }: ParitySite): string =>
  status === 'active' ? id : `${id} (${status})`;

/** What the words mean, without a full stop. */
export const PARITY_LEGEND =
  'ok N: N subjects examined, counted gate by gate; gap N: N findings; waived N: accepted ones; -: nothing of the site to examine; unknown: a gate could not judge';
