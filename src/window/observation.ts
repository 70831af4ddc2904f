/** What one look says. */
export type Observation =
  | { readonly state: 'holds'; readonly text: string }
  | { readonly state: 'not-yet'; readonly text: string }
  /** Nobody could look: that tells neither yes nor no. */
  | { readonly state: 'unseen'; readonly text: string }
  /** What nothing but a person can mend. */
  | { readonly state: 'wrong'; readonly text: string; readonly advice: string };

export const holds = (text: string): Observation => ({ state: 'holds', text });
export const notYet = (text: string): Observation => ({ state: 'not-yet', text });
export const unseen = (text: string): Observation => ({ state: 'unseen', text });
export const wrong = (text: string, advice: string): Observation => ({ state: 'wrong', text, advice });

export const holdsIf = (fits: boolean, text: string): Observation => (fits ? holds(text) : notYet(text));

/** What has been seen of a machine that is to go dark; it outlives a single look. */
export interface Memory {
  seenOpen: boolean;
  /** Milliseconds since the epoch; null while it answers. */
  closedSince: number | null;
}

export const newMemory = (): Memory => ({ seenOpen: false, closedSince: null });
