import type { Estate } from '../model/estate.ts';
import type { Guest } from '../model/guest.ts';
import type { Node } from '../model/node.ts';
import { nameParts } from '../reading/words.ts';
import { oncePerEstate } from './once.ts';

const MOUNT_WORD = /^(?:(?:auto)?mount(?:s|ed)?|mountpoints?|autofs|fstab)$/;

/** True for words that name what mounts, and not what exports. */
export const speaksOfMounts = (text: string): boolean =>
  nameParts(text.toLowerCase()).some((word) => MOUNT_WORD.test(word));

/** Machines of which some contract says that they mount a share. */
export const mountingMachines = oncePerEstate(
  (estate: Estate): ReadonlySet<Guest | Node> =>
    new Set(
      [
        ...estate.mounts.map(({ consumer }) => consumer),
        ...estate.dependencies.filter(({ via }) => via === 'nfs').map(({ consumerEntity }) => consumerEntity),
      ].filter((machine) => machine !== undefined),
    ),
);
