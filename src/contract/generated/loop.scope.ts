// Generated from schemas/loop.scope.schema.json by "npm run generate". Edit that instead.

/**
 * The front matter of a loop scope: a list of gaps that is closed when they are proven closed.
 */
export interface LoopScope {
  /**
   * Key of the loop.
   */
  loop_id?: string | number | boolean | null;
  /**
   * Key of the loop; other spelling of loop_id.
   */
  id?: string | number | boolean | null;
  /**
   * Where it stands.
   */
  status?: string | number | boolean | null;
  /**
   * Who answers for it.
   */
  owner?: string | number | boolean | null;
  /**
   * What it covers.
   */
  scope?: unknown;
  /**
   * What it is for.
   */
  objective?: unknown;
  /**
   * How urgent it is.
   */
  priority?: unknown;
  /**
   * How bad it is.
   */
  severity?: unknown;
  /**
   * When it was made.
   */
  created?: unknown;
  /**
   * When it was opened.
   */
  opened?: unknown;
  /**
   * When it was closed.
   */
  closed?: string | number | boolean | null;
  /**
   * When it was closed.
   */
  closed_at?: string | number | boolean | null;
  /**
   * When it was last looked at.
   */
  last_verified?: string | number | boolean | null;
  /**
   * When it is looked at again.
   */
  next_review?: unknown;
  /**
   * How far off it is.
   */
  horizon?: unknown;
  /**
   * Loop it came from.
   */
  parent_loop?: unknown;
  /**
   * Gap it came from.
   */
  parent_gap?: string | (string | number)[] | null;
  /**
   * Gap it came from.
   */
  gap?: string | (string | number)[] | null;
  /**
   * Gaps it closes.
   */
  gaps?: string | (string | number)[] | null;
  /**
   * Gaps it closes.
   */
  linked_gaps?: string | (string | number)[] | null;
  /**
   * What stands in the way.
   */
  blocked_by?: unknown;
  /**
   * Loops that come first.
   */
  depends_on_loop?: unknown;
}
