import { canonicalJson } from './canonical.ts';
import type { Signer } from './keys.ts';

export const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

export interface Signature {
  readonly keyid: string;
  /** Base 64. */
  readonly sig: string;
}

export interface Envelope {
  readonly payload: Buffer;
  readonly signatures: readonly Signature[];
}

/** DSSE's pre-authentication encoding: what is signed instead of the bare payload. */
export function preAuthEncoding(type: string, payload: Uint8Array): Buffer {
  const head = `DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `;
  return Buffer.concat([Buffer.from(head), payload]);
}

/** The text of receipt.json: an envelope in canonical JSON, so that every byte of it is determined. */
export function envelopeText(payload: Buffer, signer: Signer | undefined): string {
  const signatures = signer ? [signed(payload, signer)] : [];
  return textOf({ payload, signatures });
}

function signed(payload: Buffer, signer: Signer): Signature {
  const sig = signer.sign(preAuthEncoding(PAYLOAD_TYPE, payload)).toString('base64');
  return { keyid: signer.keyid, sig };
}

function textOf({ payload, signatures }: Envelope): string {
  const envelope = { payload: payload.toString('base64'), payloadType: PAYLOAD_TYPE, signatures };
  return `${canonicalJson(envelope)}\n`;
}

/** Reads an envelope; undefined when the bytes are not exactly what this tool would write for it. */
export function openEnvelope(bytes: Buffer): Envelope | undefined {
  const envelope = shaped(parsed(bytes));
  return envelope && Buffer.from(textOf(envelope)).equals(bytes) ? envelope : undefined;
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

function shaped(data: unknown): Envelope | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { payload, payloadType, signatures } = data as Record<string, unknown>;
  if (typeof payload !== 'string' || payloadType !== PAYLOAD_TYPE || !Array.isArray(signatures)) {
    return undefined;
  }
  if (!signatures.every(isSignature)) return undefined;
  return {
    payload: Buffer.from(payload, 'base64'),
    signatures: signatures.map(({ keyid, sig }) => ({ keyid, sig })),
  };
}

function isSignature(data: unknown): data is Signature {
  if (typeof data !== 'object' || data === null) return false;
  const { keyid, sig } = data as Record<string, unknown>;
  return typeof keyid === 'string' && typeof sig === 'string' && canonicalBase64(sig);
}

const canonicalBase64 = (text: string): boolean => Buffer.from(text, 'base64').toString('base64') === text;
