import type { Operator } from './mutant.ts';
import { BACKUP_OPERATORS } from './operators/backups.ts';
import { CAPABILITY_OPERATORS } from './operators/capabilities.ts';
import { FIELD_OPERATORS } from './operators/fields.ts';
import { GUEST_OPERATORS } from './operators/guests.ts';
import { NODE_OPERATORS } from './operators/nodes.ts';
import { ORDER_OPERATORS } from './operators/orders.ts';
import { SCRIPT_OPERATORS } from './operators/scripts.ts';
import { SITE_OPERATORS } from './operators/sites.ts';

/** Every way of damage, those typed by the model first: of two that do the same, the first counts. */
export const OPERATORS: readonly Operator[] = [
  ...ORDER_OPERATORS,
  ...GUEST_OPERATORS,
  ...NODE_OPERATORS,
  ...SITE_OPERATORS,
  ...BACKUP_OPERATORS,
  ...CAPABILITY_OPERATORS,
  ...SCRIPT_OPERATORS,
  ...FIELD_OPERATORS,
];
