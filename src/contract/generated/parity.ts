// Generated from schemas/parity.schema.json by "npm run generate". Edit that instead.

/**
 * The matrix of sites by facets of the standard, as `gates parity --format json` prints it.
 */
export interface GatesParity {
  /**
   * Version of this format.
   */
  version: 1;
  estate: ParityEstate;
  /**
   * Time at which the estate was judged, ISO 8601 in UTC.
   */
  now: string;
  /**
   * Every declared site, in the order of the cells.
   */
  sites: ParitySiteJson[];
  /**
   * Every facet of which a gate ran.
   */
  facets: ParityFacet[];
  summary: ParitySummary;
  /**
   * Gates that were blocked or crashed.
   */
  unjudged: ParityUnjudged[];
  elsewhere: ParityElsewhere;
}
/**
 * What was judged.
 */
export interface ParityEstate {
  /**
   * Root of the estate, relative to the root of the git work tree.
   */
  root: string;
  /**
   * Commit that is checked out; null outside git.
   */
  commit: string | null;
  /**
   * Git tree of that commit; null outside git.
   */
  tree: string | null;
  /**
   * Whether the work tree differs from the commit; null outside git.
   */
  dirty: boolean | null;
}
/**
 * One site.
 */
export interface ParitySiteJson {
  /**
   * Site id.
   */
  id: string;
  /**
   * Planned and retired sites are not held to the standard.
   */
  status: 'active' | 'planned' | 'retired';
}
/**
 * One row.
 */
export interface ParityFacet {
  /**
   * Id of the facet.
   */
  facet: string;
  /**
   * What people call it.
   */
  title: string;
  /**
   * Gates that stand for it.
   *
   * Items: Gate id.
   */
  gates: string[];
  /**
   * Those of them that ran.
   *
   * Items: Gate id.
   */
  ran: string[];
  /**
   * One for each site.
   */
  cells: ParityCell[];
}
/**
 * How one site stands to the facet.
 */
export interface ParityCell {
  /**
   * Site id.
   */
  site: string;
  /**
   * Findings that are not accepted.
   */
  findings: number;
  /**
   * Findings that are waived or in the baseline.
   */
  accepted: number;
  /**
   * Things of the site that the gates looked at.
   */
  examined: number;
  /**
   * Gates that have findings here.
   *
   * Items: Gate id.
   */
  failed: string[];
  /**
   * What the verdicts come to: not-applicable when nothing of the site was examined, unknown when a gate could not judge.
   */
  state: 'ok' | 'gap' | 'waived' | 'not-applicable' | 'unknown';
}
/**
 * Cells by state.
 */
export interface ParitySummary {
  /**
   * Cells that are ok.
   */
  ok: number;
  /**
   * Cells that are gap.
   */
  gap: number;
  /**
   * Cells that are waived.
   */
  waived: number;
  /**
   * Cells that are not-applicable.
   */
  'not-applicable': number;
  /**
   * Cells that are unknown.
   */
  unknown: number;
}
/**
 * One gate.
 */
export interface ParityUnjudged {
  /**
   * Gate id.
   */
  gate: string;
  /**
   * Why.
   */
  reason: string;
}
/**
 * Findings of these gates that belong to no declared site.
 */
export interface ParityElsewhere {
  /**
   * How many.
   */
  findings: number;
  /**
   * Of which gates.
   *
   * Items: Gate id.
   */
  gates: string[];
}
