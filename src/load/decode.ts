import type { LoadProblem } from './problem.ts';

/** The largest contract that is read, in bytes. */
export const MAX_CONTRACT_BYTES = 32 * 1024 * 1024;

/** Text of a contract's bytes: UTF-8 with or without a byte order mark, or UTF-16 with one. */
export function decode(file: string, bytes: Uint8Array): { text: string; problems: LoadProblem[] } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: utf16('utf-16le', bytes), problems: [] };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: utf16('utf-16be', bytes), problems: [] };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), problems: [] };
  } catch {
    return lossy(file, bytes);
  }
}

function utf16(label: string, bytes: Uint8Array): string {
  return new TextDecoder(label).decode(bytes);
}

function lossy(file: string, bytes: Uint8Array): { text: string; problems: LoadProblem[] } {
  const text = new TextDecoder('utf-8').decode(bytes);
  const start = Math.max(0, text.indexOf('\ufffd'));
  const problem: LoadProblem = {
    kind: 'encoding',
    message: 'a byte here is not UTF-8; it was read as a replacement character. Save the file as UTF-8',
    at: { file, start, end: start + 1 },
    fatal: false,
  };
  return { text, problems: [problem] };
}
