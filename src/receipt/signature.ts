import type { Difference } from './difference.ts';
import { type Envelope, PAYLOAD_TYPE, preAuthEncoding } from './envelope.ts';
import type { PublicKey } from './keys.ts';

/** Which keys are known, and whether a receipt has to be signed by one of them. */
export interface Trust {
  readonly keys: readonly PublicKey[];
  readonly demanded: boolean;
}

/** What a receipt's signature is worth. */
export type SignatureState =
  | { readonly state: 'none' }
  | { readonly state: 'verified'; readonly by: PublicKey }
  /** Signed by a key that is not known here, so that nothing follows from it. */
  | { readonly state: 'unknown'; readonly keyid: string }
  | { readonly state: 'wrong'; readonly difference: Difference };

/** Judges an envelope's signature over its exact bytes; which key to try follows from the keys, not the keyid. */
export function signatureState({ payload, signatures }: Envelope, { keys, demanded }: Trust): SignatureState {
  const [signature, ...others] = signatures;
  if (others.length > 0) return wrong('at most one signature', `${signatures.length} signatures`);
  if (!signature)
    return demanded ? wrong(`a signature by ${names(keys)}`, 'no signature') : { state: 'none' };
  const by = keys.find((key) => signatureFits({ payload, signatures }, key));
  if (by) return { state: 'verified', by };
  const claimed = keys.find((key) => key.keyid === signature.keyid);
  if (claimed) return wrong(`a signature by ${claimed.name}`, 'a signature that does not fit the statement');
  if (demanded) return wrong(`a signature by ${names(keys)}`, `one by another key, ${signature.keyid}`);
  return { state: 'unknown', keyid: signature.keyid };
}

/** Whether an envelope's one signature was made with a key over exactly its payload. */
export function signatureFits({ payload, signatures }: Envelope, key: PublicKey): boolean {
  const raw = Buffer.from(signatures[0]?.sig ?? '', 'base64');
  return key.verifies(preAuthEncoding(PAYLOAD_TYPE, payload), raw);
}

const wrong = (expected: string, found: string): SignatureState => ({
  state: 'wrong',
  difference: { file: 'receipt.json', expected, found },
});

const names = (keys: readonly PublicKey[]): string => keys.map((key) => key.name).join(' or ');
