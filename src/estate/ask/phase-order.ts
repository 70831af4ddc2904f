import type { Stated } from '../model/entity.ts';
import type { Estate } from '../model/estate.ts';
import { RowAt } from '../reading/row-at.ts';
import { oncePerEstate } from './once.ts';

/** The phases of a window, in the order in which one runs. */
export const WINDOW_PHASES = ['precheck', 'shutdown', 'startup', 'recovery', 'verify'] as const;

/** `phase_order` of each transaction contract that states one. */
export const phaseOrders = oncePerEstate((estate): readonly (readonly Stated<string>[])[] =>
  estate.index
    .loaded('infra.maintenance.transaction.contract')
    .map((document) => RowAt.root(document).texts('phase_order'))
    .filter((phases) => phases.length > 0),
);

/** The order that a window follows; empty when no contract states one. */
export const phaseOrder = (estate: Estate): readonly Stated<string>[] => phaseOrders(estate)[0] ?? [];
