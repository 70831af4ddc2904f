import type { SpanAnchor } from '../finding/place.ts';

/** Where a fact stands: its span in the script, the function around it, the statement in one line. */
export interface At {
  readonly anchor: SpanAnchor;
  readonly function?: string | undefined;
  readonly statement: string;
}
