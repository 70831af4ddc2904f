import type { WaiverRow } from '../../estate/model/loop.ts';
import { fields, maybe, text, time } from '../shape.ts';
import { entityView } from './entity-view.ts';

const WAIVER = fields('waiver', {
  gate: text('The gate whose findings it accepts.'),
  subject: maybe(text('The subject, or a glob over subjects.')),
  fingerprint: maybe(text('The one finding that it is about.')),
  site: maybe(text('The site to which it is narrowed.')),
  gap: maybe(text('The gap that it belongs to.')),
  owner: text('Who accepts the risk.'),
  reason: text('Why.'),
  expires: text('Its end as written.'),
  until: maybe(time('Its end; null where that cannot be read.')),
});

export const waiver = entityView<WaiverRow, typeof WAIVER>({
  shape: WAIVER,
  plural: 'waivers',
  about: 'An accepted risk: a row of gate.waivers.',
  reads: ['gate.waivers'],
  all: (estate) => estate.waivers,
  view: ({ waiver: one }) => ({
    gate: one.gate,
    subject: one.subject ?? null,
    fingerprint: one.fingerprint ?? null,
    site: one.site ?? null,
    gap: one.gap ?? null,
    owner: one.owner,
    reason: one.reason,
    expires: one.expires,
    until: one.until === undefined ? null : new Date(one.until),
  }),
});
