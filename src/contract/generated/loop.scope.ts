// Generated from schemas/loop.scope.schema.json by "npm run generate". Edit that instead.

/**
 * The front matter of a loop scope: a list of gaps that is closed when they are proven closed.
 */
export interface LoopScope {
  /**
   * Key of the loop.
   */
  loop_id?: string | number | boolean | Record<string, unknown> | null;
  /**
   * Key of the loop; other spelling of loop_id.
   */
  id?: string | number | boolean | Record<string, unknown> | null;
  /**
   * Where it stands.
   */
  status?: string | number | boolean | Record<string, unknown> | null;
  /**
   * Who answers for it.
   */
  owner?: string | number | boolean | Record<string, unknown> | null;
  /**
   * What it covers.
   */
  scope?: string | number | boolean | Record<string, unknown> | null;
  /**
   * What it is for.
   */
  objective?: string | number | boolean | Record<string, unknown> | null;
  /**
   * How urgent it is.
   */
  priority?: string | number | boolean | Record<string, unknown> | null;
  /**
   * How bad it is.
   */
  severity?: string | number | boolean | Record<string, unknown> | null;
  /**
   * When it was made.
   */
  created?: string | number | boolean | Record<string, unknown> | null;
  /**
   * When it was opened.
   */
  opened?: string | number | boolean | Record<string, unknown> | null;
  /**
   * When it was closed.
   */
  closed?: string | number | boolean | Record<string, unknown> | null;
  /**
   * When it was closed.
   */
  closed_at?: string | number | boolean | Record<string, unknown> | null;
  /**
   * When it was last looked at.
   */
  last_verified?: string | number | boolean | Record<string, unknown> | null;
  /**
   * When it is looked at again.
   */
  next_review?: string | number | boolean | Record<string, unknown> | null;
  /**
   * How far off it is.
   */
  horizon?: string | number | boolean | Record<string, unknown> | null;
  /**
   * Loop it came from.
   */
  parent_loop?: string | number | boolean | Record<string, unknown> | null;
  /**
   * Gap it came from.
   */
  parent_gap?: string | number | boolean | Record<string, unknown> | null;
  /**
   * Gap it came from.
   */
  gap?: string | number | boolean | Record<string, unknown> | null;
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
  blocked_by?: string | (string | number)[] | null;
  /**
   * Loops that come first.
   */
  depends_on_loop?: string | (string | number)[] | null;
}
