import { readFileSync } from 'node:fs';
import type { Settings } from '../../config/settings.ts';
import { Refusal } from '../../finding/refusal.ts';
import { publicKeyOf, type Signer, signerOf } from '../../receipt/keys.ts';
import { placeBelow } from '../../receipt/places.ts';
import type { Trust } from '../../receipt/signature.ts';

/** The signer that `--sign FILE` names. */
export const signerFrom = (file: string): Signer => signerOf(pemIn(file, file), file);

/** Keys named on the command line must have signed; otherwise those of gates.yaml are known. */
export function trustFrom(root: string, settings: Settings, files: readonly string[] = []): Trust {
  if (files.length > 0) {
    return { keys: files.map((file) => publicKeyOf(pemIn(file, file), file)), demanded: true };
  }
  const trusted = settings.trusted_keys ?? [];
  return {
    keys: trusted.map((file) => publicKeyOf(pemIn(placeBelow(root, file, 'trusted_keys'), file), file)),
    demanded: false,
  };
}

function pemIn(path: string, shown: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const why = missing ? 'there is no such file' : (error as Error).message;
    throw new Refusal(`the key "${shown}" cannot be read: ${why}`, 'Make a pair with `gates key new FILE`.');
  }
}
