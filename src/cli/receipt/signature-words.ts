import type { SignatureState } from '../../receipt/signature.ts';

/** In words: who signed, as far as the known keys tell. */
export function signatureWords(signature: SignatureState): string {
  switch (signature.state) {
    case 'none':
      return 'unsigned';
    case 'verified':
      return `signed by ${signature.by.name}`;
    case 'unknown':
      return `signed by an unknown key (${signature.keyid.slice(0, 12)}…)`;
    case 'wrong':
      return 'signature wrong';
  }
}
