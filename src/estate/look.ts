import type { EstateIndex, Guest, Node, Site } from './model.ts';

/** Look-ups for the joins that come after sites, nodes and guests are known. */
export interface Look
  extends Pick<EstateIndex, 'site' | 'node' | 'guest' | 'named' | 'addressed' | 'siteOfAddress'> {
  readonly sites: readonly Site[];
  readonly nodes: readonly Node[];
  readonly guests: readonly Guest[];
}
