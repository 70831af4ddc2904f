import type { Estate } from '../../estate/model/estate.ts';
import type { Guest } from '../../estate/model/guest.ts';
import type { Node } from '../../estate/model/node.ts';
import type { Finding } from '../../finding/finding.ts';

/** The node or guest that a finding is about. */
export const thingOf = ({ subject }: Finding, estate: Estate): Node | Guest | undefined =>
  estate.nodes.find((node) => node.subject === subject) ??
  estate.guests.find((guest) => guest.subject === subject);
