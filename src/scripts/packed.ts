import type { ScriptText } from './facts.ts';

type Head = Pick<ScriptText, 'language' | 'settings' | 'degraded'>;
type Lists = Omit<ScriptText, keyof Head>;

const LISTS = [
  'functions',
  'tools',
  'keys',
  'files',
  'options',
  'calls',
  'assignments',
  'exits',
  'passes',
  'acts',
  'orderReads',
  'uses',
  'steps',
] as const satisfies readonly (keyof Lists)[];

/** The lists from here on are long, and asked for of few scripts. */
const FIRST_SELDOM = LISTS.indexOf('uses') + 1;

/** A section of the head and one of each list; before them, where each ends, as 32-bit numbers. */
const SECTIONS = LISTS.length + 1;
const INDEX_BYTES = SECTIONS * 4;

/** What a script says, as bytes: each list by itself, so that only those are unpacked that somebody asks for. */
export interface Packed {
  readonly often: Uint8Array;
  /** Asked for when a gate asks for a list of it. */
  readonly seldom: () => Uint8Array;
}

const packedOf = new WeakMap<ScriptText, Packed>();

export function packed(text: ScriptText): Packed {
  const known = packedOf.get(text);
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
  const seldom = Buffer.concat(sections.slice(FIRST_SELDOM));
  return { often: Buffer.concat([index, ...sections.slice(0, FIRST_SELDOM)]), seldom: () => seldom };
}

/** The same text again; a list is read from the bytes when it is first asked for. */
export function unpacked(bytes: Packed): ScriptText {
  const text = { ...(sectionOf(bytes, 0) as Head) };
  LISTS.forEach((list, at) => {
    const get = () => {
      const value = sectionOf(bytes, at + 1) ?? [];
      Object.defineProperty(text, list, { value, enumerable: true });
      return value;
    };
    Object.defineProperty(text, list, { get, enumerable: true, configurable: true });
  });
  packedOf.set(text as ScriptText, bytes);
  return text as ScriptText;
}

/** Undefined for a list without entries. */
function sectionOf({ often, seldom }: Packed, at: number): unknown {
  const index = viewOf(often);
  const start = at === 0 ? INDEX_BYTES : index.readUInt32LE((at - 1) * 4);
  const end = index.readUInt32LE(at * 4);
  if (start === end) return undefined;
  const [bytes, before] = at < FIRST_SELDOM ? [index, 0] : [viewOf(seldom()), often.length];
  return JSON.parse(bytes.toString('utf8', start - before, end - before));
}

const viewOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Facts are plain data, and JSON is twice as fast to read as what `node:v8` writes. */
const bytesFor = (facts: unknown): Uint8Array => Buffer.from(JSON.stringify(facts));
