import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { Refusal } from '../finding/refusal.ts';
import { sha256 } from './canonical.ts';

export interface Signer {
  readonly keyid: string;
  /** The public half: base 64 of its DER form. */
  readonly publicKey: string;
  sign(bytes: Uint8Array): Buffer;
}

export interface PublicKey {
  /** As the person named it, for messages. */
  readonly name: string;
  readonly keyid: string;
  verifies(bytes: Uint8Array, signature: Uint8Array): boolean;
}

/** A new Ed25519 pair in PEM. */
export function newPair(): { privatePem: string; publicPem: string; keyid: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    keyid: keyidOf(publicKey),
  };
}

/** A private key that signs. No message ever quotes what the file holds. */
export function signerOf(pem: string, name: string): Signer {
  const key = ed25519(() => createPrivateKey(pem), name, 'private');
  const half = createPublicKey(key);
  return {
    keyid: keyidOf(half),
    publicKey: derOf(half).toString('base64'),
    sign: (bytes) => sign(null, bytes, key),
  };
}

export const publicKeyOf = (pem: string, name: string): PublicKey =>
  verifier(
    ed25519(() => createPublicKey(pem), name, 'public'),
    name,
  );

/** A public key from the base 64 of its DER form; undefined when it is none of Ed25519. */
export function publicKeyIn(base64: string): PublicKey | undefined {
  const der = Buffer.from(base64, 'base64');
  const key = attempt(() => createPublicKey({ key: der, format: 'der', type: 'spki' }));
  return key?.asymmetricKeyType === 'ed25519' ? verifier(key, 'the key in the receipt') : undefined;
}

function verifier(key: KeyObject, name: string): PublicKey {
  return {
    name,
    keyid: keyidOf(key),
    verifies: (bytes, signature) => verify(null, bytes, key, signature),
  };
}

const keyidOf = (key: KeyObject): string => sha256(derOf(key));

const derOf = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' });

function ed25519(read: () => KeyObject, name: string, half: 'private' | 'public'): KeyObject {
  const key = attempt(read);
  if (key?.asymmetricKeyType === 'ed25519') return key;
  const found = key === undefined ? 'it cannot be read as one' : `it holds a key of type ${typeOf(key)}`;
  throw new Refusal(
    `"${name}" is no Ed25519 ${half} key in PEM without a passphrase: ${found}`,
    'Make a pair with `gates key new FILE`.',
  );
}

const typeOf = (key: KeyObject): string => key.asymmetricKeyType ?? key.type;

function attempt(read: () => KeyObject): KeyObject | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
