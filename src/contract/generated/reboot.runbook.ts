// Generated from schemas/reboot.runbook.schema.json by "npm run generate". Edit that instead.

/**
 * The front matter of a runbook for the reboot of a site.
 */
export interface RebootRunbook {
  /**
   * Standing.
   */
  status?: unknown;
  /**
   * Who answers for it.
   */
  owner?: unknown;
  /**
   * Day on which somebody last walked through it.
   */
  last_verified?: string | null;
  /**
   * What it covers.
   */
  scope?: string | (string | number)[] | null;
  /**
   * Sites it covers.
   */
  sites?: string | (string | number)[] | null;
  /**
   * Issue it came from.
   */
  github_issue?: string | number | boolean | null;
}
