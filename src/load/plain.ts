import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import { duplicateKey } from './duplicate-key.ts';
import { isPlainNumber } from './plain-scalar.ts';
import type { LoadProblem } from './problem.ts';

/** More plain values than this, counted through aliases, and a file is refused. */
const MAX_EXPANDED_VALUES = 2_000_000;
const MAX_DEPTH = 200;

/** A document that is not turned into data; `at` is the offset at which that was given up. */
export class TooLarge extends Error {
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

/** Turns YAML nodes into plain data: last of two equal keys wins, merge keys apply, odd numbers stay text. */
export class PlainData {
  readonly problems: LoadProblem[] = [];
  /** What each anchor stands for at this point of the document; a later anchor of the same name replaces it. */
  readonly #anchored = new Map<string, { data: unknown; weight: number } | 'being read'>();
  #weight = 0;

  constructor(readonly file: string) {}

  of(node: unknown, depth = 0): unknown {
    if (depth > MAX_DEPTH) throw new TooLarge(`it nests deeper than ${MAX_DEPTH} levels`, rangeOf(node)[0]);
    this.#count(1, node);
    if (isAlias(node)) return this.#alias(node.source, node);
    if (isMap(node)) return this.#remember(node, () => this.#map(node, depth));
    if (isSeq(node)) return this.#remember(node, () => node.items.map((item) => this.of(item, depth + 1)));
    if (isScalar(node)) return this.#remember(node, () => scalar(node.value, node.source));
    return null;
  }

  #count(weight: number, node: unknown): void {
    this.#weight += weight;
    if (this.#weight > MAX_EXPANDED_VALUES) {
      throw new TooLarge(`its aliases expand to more than ${MAX_EXPANDED_VALUES} values`, rangeOf(node)[0]);
    }
  }

  #remember(node: Node & { anchor?: string }, build: () => unknown): unknown {
    if (node.anchor === undefined) return build();
    const before = this.#weight;
    this.#anchored.set(node.anchor, 'being read');
    const data = build();
    this.#anchored.set(node.anchor, { data, weight: this.#weight - before });
    return data;
  }

  /** Aliased data is shared, but each use counts with its full weight. */
  #alias(anchor: string, node: unknown): unknown {
    const known = this.#anchored.get(anchor);
    if (known === undefined || known === 'being read') return this.#leadsNowhere(anchor, known, node);
    this.#count(known.weight, node);
    return known.data;
  }

  #leadsNowhere(anchor: string, known: 'being read' | undefined, node: unknown): null {
    const message = known
      ? `the alias "*${anchor}" stands inside the part that it repeats; write out what is meant`
      : `the alias "*${anchor}" has no anchor "&${anchor}" above it; add the anchor or write the value out`;
    this.#problem('aliases', message, node, true);
    return null;
  }

  #problem(kind: LoadProblem['kind'], message: string, node: unknown, fatal: boolean): void {
    const [start, end] = rangeOf(node);
    this.problems.push({ kind, message, at: { file: this.file, start, end }, fatal });
  }

  #map(map: YAMLMap, depth: number): Record<string, unknown> {
    const data: Record<string, unknown> = {};
    const seen = new Map<string, Pair>();
    for (const pair of map.items) {
      const key = this.#key(pair);
      if (key === '<<' && isMergeKey(pair)) this.#merge(data, seen, pair, depth);
      else {
        const first = seen.get(key);
        if (first) this.problems.push(duplicateKey(this.file, key, 'map', first, pair));
        seen.set(key, pair);
        put(data, key, this.of(pair.value, depth + 1));
      }
    }
    return data;
  }

  #key(pair: Pair): string {
    const { key } = pair;
    if (isScalar(key)) {
      const text = key.source ?? String(key.value ?? '');
      return String(this.#remember(key, () => text));
    }
    const aliased = isAlias(key) ? this.of(key) : undefined;
    if (isPlain(aliased)) return String(aliased);
    this.#problem('key', 'a list or map stands here as a key; expected a plain word as the key', key, false);
    return String(key ?? '');
  }

  #merge(data: Record<string, unknown>, seen: Map<string, Pair>, pair: Pair, depth: number): void {
    const value = this.of(pair.value, depth + 1);
    for (const source of Array.isArray(value) ? value : [value]) {
      if (source === null || typeof source !== 'object') continue;
      for (const [key, entry] of Object.entries(source)) {
        if (!seen.has(key) && !Object.hasOwn(data, key)) put(data, key, entry);
      }
    }
  }
}

export function isMergeKey(pair: Pair): boolean {
  return isScalar(pair.key) && pair.key.type === 'PLAIN';
}

function isPlain(value: unknown): boolean {
  return value !== undefined && value !== null && typeof value !== 'object';
}

function rangeOf(node: unknown): [number, number] {
  const range = (node as Node | null)?.range;
  return range ? [range[0], range[1]] : [0, 0];
}

/** A number that is not written as a plain decimal (a commit id such as 1e5 or 007) stays text. */
function scalar(value: unknown, source: string | undefined): unknown {
  if (typeof value !== 'number') return value === undefined ? null : value;
  return source === undefined || isPlainNumber(source) ? value : source;
}

/** `__proto__` and its like become ordinary own keys. */
function put(data: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(data, key, { value, enumerable: true, configurable: true, writable: true });
  } else data[key] = value;
}
