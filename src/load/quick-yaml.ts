import { EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import { plainScalar } from './plain-scalar.ts';

/** Deeper texts, and those with more events, are left to the parser that says what is wrong with them. */
const MAX_DEPTH = 100;
const MAX_EVENTS = 1_000_000;

/** Thrown where a text needs the other parser. */
const NOT_SIMPLE = new Error('not simple');

/** Undefined for a text that is not simple, or that nothing answered for. */
export type QuickData = Record<string, unknown> | undefined;

/**
 * The data of a text that is one map of maps, lists and scalars; undefined for everything else: other documents, anchors,
 * tags, directives, keys that are no words or stand twice, and whatever does not fit the grammar.
 */
export function quickYaml(text: string): QuickData {
  if (DISPUTED.test(text)) return undefined;
  try {
    return new QuickReader(text).root();
  } catch {
    return undefined;
  }
}

/**
 * What the two parsers read differently: a carriage return alone, a byte order mark, a marker of a document that is
 * indented, and a tab that indents nothing.
 */
const DISPUTED = /\r(?!\n)|\ufeff|^[ \t]+(?:---|\.\.\.)|^ *\t[ \t]*\r?$/m;

class QuickReader {
  readonly #events: readonly Event[];
  #at = 0;

  constructor(readonly text: string) {
    this.#events = parseEvents(text, { maxDepth: MAX_DEPTH });
    if (this.#events.length > MAX_EVENTS) throw NOT_SIMPLE;
  }

  root(): Record<string, unknown> {
    const first = this.#next();
    const map = this.#next();
    if (first.type !== EVENT_ID.DOCUMENT || first.directives.length > 0) throw NOT_SIMPLE;
    if (map.type !== EVENT_ID.MAPPING || isMarked(map)) throw NOT_SIMPLE;
    const data = this.#map();
    if (this.#events.length !== this.#at + 1) throw NOT_SIMPLE;
    return data;
  }

  #next(): Event {
    const event = this.#events[this.#at++];
    if (!event) throw NOT_SIMPLE;
    return event;
  }

  #map(): Record<string, unknown> {
    const data: Record<string, unknown> = {};
    for (let event = this.#next(); event.type !== EVENT_ID.POP; event = this.#next()) {
      const key = this.#key(event);
      if (Object.hasOwn(data, key)) throw NOT_SIMPLE;
      data[key] = this.#value(this.#next());
    }
    return data;
  }

  #key(event: Event): string {
    if (event.type !== EVENT_ID.SCALAR || isMarked(event)) throw NOT_SIMPLE;
    const key = event.fast ? this.text.slice(event.valueStart, event.valueEnd) : '';
    if (key === '' || key === '<<' || key === '__proto__') throw NOT_SIMPLE;
    return key;
  }

  #value(event: Event): unknown {
    if (event.type === EVENT_ID.SCALAR) return this.#scalar(event);
    if (event.type !== EVENT_ID.MAPPING && event.type !== EVENT_ID.SEQUENCE) throw NOT_SIMPLE;
    if (isMarked(event)) throw NOT_SIMPLE;
    return event.type === EVENT_ID.MAPPING ? this.#map() : this.#list();
  }

  #list(): unknown[] {
    const data: unknown[] = [];
    for (let event = this.#next(); event.type !== EVENT_ID.POP; event = this.#next()) {
      data.push(this.#value(event));
    }
    return data;
  }

  #scalar(event: ScalarEvent): unknown {
    if (isMarked(event)) throw NOT_SIMPLE;
    const value = event.fast
      ? this.text.slice(event.valueStart, event.valueEnd)
      : getScalarValue(this.text, event);
    return event.style === SCALAR_STYLE.PLAIN ? plainScalar(value) : value;
  }
}

/** With an anchor or a tag. */
const isMarked = (event: { readonly anchorStart: number; readonly tagStart: number }): boolean =>
  event.anchorStart >= 0 || event.tagStart >= 0;
