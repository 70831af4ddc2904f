import type { Contract } from '../../estate/model/contract.ts';
import { atValue } from '../../finding/place.ts';
import { any, fields, maybe, text, truth } from '../shape.ts';
import { entityView } from './entity-view.ts';

const CONTRACT = fields('contract', {
  file: text('Path of the file.'),
  kind: text('Kind of the contract, such as `vm.lifecycle`.'),
  loaded: truth('Whether it parses and fits its schema.'),
  verified: maybe(text('When it says it was last verified or updated, as written.')),
  row: any('All that it holds.'),
});

export const contract = entityView<Contract, typeof CONTRACT>({
  shape: CONTRACT,
  plural: 'contracts',
  about: 'A governed file.',
  reads: [],
  all: (estate) => estate.contracts,
  rowAt: ({ file }) => atValue(file),
  view: (one, { row }) => ({
    file: one.file,
    kind: one.kind,
    loaded: one.loaded,
    verified: one.verified?.value ?? null,
    get row() {
      return row(atValue(one.file));
    },
  }),
});
