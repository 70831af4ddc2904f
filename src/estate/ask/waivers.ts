import type { Waiver } from '../../config/waivers.ts';
import type { Contract } from '../model/contract.ts';
import type { Estate } from '../model/estate.ts';

/** A file of waivers with its rows. It is under the laws on waivers also when it holds none. */
export interface WaiverFile extends Contract {
  readonly waivers: readonly Waiver[];
}

export function waiverFiles(estate: Estate): WaiverFile[] {
  return estate.contracts
    .filter((contract) => contract.kind === 'gate.waivers')
    .map((contract) => ({
      ...contract,
      waivers: estate.waivers.flatMap(({ waiver }) => (waiver.file === contract.file ? [waiver] : [])),
    }));
}
