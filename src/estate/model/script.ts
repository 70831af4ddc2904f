import type { ScriptFacts } from '../../scripts/read.ts';
import type { Entity } from './entity.ts';

/** A shell or Python script that can matter, read into facts. Key: its path. */
export interface Script extends Entity {
  readonly path: string;
  readonly facts: ScriptFacts;
}
