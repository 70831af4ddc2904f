/** What was seen of the newest copy of a target. */
export interface Copy {
  readonly target: string;
  readonly state: 'ok' | 'missing' | 'partial' | 'unreachable';
  /** Milliseconds since the epoch. */
  readonly newestMs: number | null;
  readonly sizeBytes: number | null;
  readonly file: string | null;
  readonly note: string | null;
}

export const unreachableCopy = (target: string, note: string): Copy => ({
  target,
  state: 'unreachable',
  newestMs: null,
  sizeBytes: null,
  file: null,
  note,
});
