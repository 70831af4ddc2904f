import type { LiteralForm, LiteralOf } from '../facts.ts';
import type { Use } from '../use.ts';
import type { VocabularyEntry, WordKind } from '../vocabulary.ts';

/** A word of the vocabulary seen in one use, in a form that counts. */
export interface Sighting {
  readonly use: Use;
  readonly entries: readonly VocabularyEntry[];
  /** The word as the script writes it. */
  readonly value: string;
  readonly form: LiteralForm;
}

const OF: Record<WordKind, LiteralOf> = {
  'site-id': 'site',
  'site-name': 'site',
  hypervisor: 'host',
  nas: 'host',
  device: 'device',
  'guest-name': 'guest',
  vmid: 'guest',
  'lan-cidr': 'lan',
  'lan-address': 'lan',
  'overlay-address': 'overlay',
  'storage-path': 'storage',
};

export const whatIs = (entry: VocabularyEntry): LiteralOf => OF[entry.kind];

/** The form that a use gives to a word in it. */
export const FORM_OF: Record<Use['context'], LiteralForm> = {
  compared: 'compared',
  arm: 'case-arm',
  list: 'list',
  assigned: 'default',
  default: 'default',
  argument: 'selector',
  flag: 'flag',
  variable: 'variable',
  function: 'function',
  key: 'list',
  output: 'output-key',
  filter: 'selector',
  step: 'selector',
  pattern: 'selector',
  returned: 'list',
  text: 'written',
};
