import type { EstateIndex } from './model/estate.ts';
import type { Guest } from './model/guest.ts';
import type { Node } from './model/node.ts';
import type { Site } from './model/site.ts';

/** Look-ups for the joins that come after sites, nodes and guests are known. */
export interface Look
  extends Pick<EstateIndex, 'site' | 'node' | 'guest' | 'named' | 'addressed' | 'siteOfAddress'> {
  readonly sites: readonly Site[];
  readonly nodes: readonly Node[];
  readonly guests: readonly Guest[];
}
