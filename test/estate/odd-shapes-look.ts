import type { Estate } from '../../src/estate/model/estate.ts';
import { rowOf } from '../../src/estate/reading/values.ts';

/** An irregularity of the estate odd-shapes that the model gets right; FOUND says what is told of the file. */
export interface Survived {
  readonly shape: string;
  readonly file: string;
  readonly of: (estate: Estate) => unknown;
  readonly is: unknown;
}

export const bindings = 'ops/bindings';

export const document = (estate: Estate, file: string) => estate.documents.find((one) => one.file === file);
export const data = (estate: Estate, file: string) => rowOf(document(estate, file)?.data);
export const files = (estate: Estate) => estate.contracts.map((contract) => contract.file);
export const guest = (estate: Estate, key: string) => estate.guests.find((one) => one.key === key);
export const site = (estate: Estate, id: string) => estate.sites.find((one) => one.id === id);
export const order = (estate: Estate, id: string) => {
  const sequence = estate.sequences.find((one) => one.site === id);
  return [sequence?.startup, sequence?.shutdown].map((list) => list?.entries.map((entry) => entry.guest));
};
export const row = (estate: Estate, file: string, list: string, index: number) =>
  rowOf((data(estate, file)[list] as unknown[])[index]);
