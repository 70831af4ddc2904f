import type { ScriptText } from './facts.ts';

type Head = Pick<ScriptText, 'language' | 'settings' | 'degraded'>;
type Lists = Omit<ScriptText, keyof Head>;

const LISTS = [
  'functions',
  'uses',
  'tools',
  'keys',
  'files',
  'options',
  'calls',
  'assignments',
  'exits',
  'passes',
  'steps',
  'acts',
  'orderReads',
] as const satisfies readonly (keyof Lists)[];

/** A section of the head and one of each list; before them, where each ends, as 32-bit numbers. */
const SECTIONS = LISTS.length + 1;
const INDEX_BYTES = SECTIONS * 4;

const bytesOf = new WeakMap<ScriptText, Uint8Array>();

/** What a script says, as bytes: each list by itself, so that only those are unpacked that somebody asks for. */
export function packed(text: ScriptText): Uint8Array {
  const known = bytesOf.get(text);
  if (known) return known;
  const { language, settings, degraded } = text;
  const head: Head = { language, settings, degraded };
  const lists = LISTS.map((list) => (text[list].length === 0 ? new Uint8Array() : bytesFor(text[list])));
  const sections = [bytesFor(head), ...lists];
  const index = Buffer.alloc(INDEX_BYTES);
  let end = INDEX_BYTES;
  sections.forEach((section, at) => {
    end += section.length;
    index.writeUInt32LE(end, at * 4);
  });
  return Buffer.concat([index, ...sections]);
}

/** The same text again; a list is read from the bytes when it is first asked for. */
export function unpacked(bytes: Uint8Array): ScriptText {
  const text = { ...(sectionOf(bytes, 0) as Head) };
  LISTS.forEach((list, at) => {
    const get = () => {
      const value = sectionOf(bytes, at + 1) ?? [];
      Object.defineProperty(text, list, { value, enumerable: true });
      return value;
    };
    Object.defineProperty(text, list, { get, enumerable: true, configurable: true });
  });
  bytesOf.set(text as ScriptText, bytes);
  return text as ScriptText;
}

/** Undefined for a list without entries. */
function sectionOf(bytes: Uint8Array, at: number): unknown {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = at === 0 ? INDEX_BYTES : view.readUInt32LE((at - 1) * 4);
  const end = view.readUInt32LE(at * 4);
  return start === end ? undefined : JSON.parse(view.toString('utf8', start, end));
}

/** Facts are plain data, and JSON is twice as fast to read as what `node:v8` writes. */
const bytesFor = (facts: unknown): Uint8Array => Buffer.from(JSON.stringify(facts));
