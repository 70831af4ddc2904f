import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import type { LoadProblem } from './problem.ts';

/** More plain values than this, counted through aliases, and a file is refused. */
const MAX_EXPANDED_VALUES = 2_000_000;
const MAX_DEPTH = 200;

export class TooLarge extends Error {}

/** Turns YAML nodes into plain data: last of two equal keys wins, merge keys apply, odd numbers stay text. */
export class PlainData {
  readonly problems: LoadProblem[] = [];
  readonly #shared = new Map<Node, { data: unknown; weight: number }>();
  #weight = 0;

  constructor(
    readonly file: string,
    readonly document: Document,
  ) {}

  of(node: unknown, depth = 0): unknown {
    if (depth > MAX_DEPTH) throw new TooLarge(`it nests deeper than ${MAX_DEPTH} levels`);
    this.#count(1);
    if (isAlias(node)) return this.#alias(node.resolve(this.document), depth);
    if (isMap(node)) return this.#remember(node, () => this.#map(node, depth));
    if (isSeq(node)) return this.#remember(node, () => node.items.map((item) => this.of(item, depth + 1)));
    if (isScalar(node)) return scalar(node.value, node.source);
    return null;
  }

  #count(weight: number): void {
    this.#weight += weight;
    if (this.#weight > MAX_EXPANDED_VALUES) {
      throw new TooLarge(`its aliases expand to more than ${MAX_EXPANDED_VALUES} values`);
    }
  }

  #remember(node: Node, build: () => unknown): unknown {
    if (node.anchor === undefined) return build();
    const before = this.#weight;
    const data = build();
    this.#shared.set(node, { data, weight: this.#weight - before });
    return data;
  }

  /** Aliased data is shared, but each use counts with its full weight. */
  #alias(target: Node | undefined, depth: number): unknown {
    if (!target) return null;
    const shared = this.#shared.get(target);
    if (!shared) return isScalar(target) ? this.of(target, depth + 1) : null;
    this.#count(shared.weight);
    return shared.data;
  }

  #map(map: YAMLMap, depth: number): Record<string, unknown> {
    const data: Record<string, unknown> = {};
    const seen = new Map<string, Pair>();
    for (const pair of map.items) {
      const key = this.#key(pair);
      if (key === '<<' && isMergeKey(pair)) this.#merge(data, seen, pair, depth);
      else {
        const first = seen.get(key);
        if (first) this.#duplicate(key, first, pair);
        seen.set(key, pair);
        put(data, key, this.of(pair.value, depth + 1));
      }
    }
    return data;
  }

  #key(pair: Pair): string {
    const { key } = pair;
    if (isScalar(key)) return key.source ?? String(key.value ?? '');
    const [start, end] = rangeOf(key);
    this.problems.push({
      kind: 'key',
      message: 'a list or map stands here as a key; expected a plain word as the key',
      at: { file: this.file, start, end },
      fatal: false,
    });
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

  #duplicate(key: string, first: Pair, second: Pair): void {
    const [start, end] = rangeOf(second.key);
    const [firstStart, firstEnd] = rangeOf(first.key);
    this.problems.push({
      kind: 'duplicate-key',
      message: `the key "${key}" stands twice in this map; the last one counts and hides the first. Merge the two or delete one`,
      at: { file: this.file, start, end },
      related: [
        { message: 'the first, hidden one', at: { file: this.file, start: firstStart, end: firstEnd } },
      ],
      fatal: false,
    });
  }
}

export function isMergeKey(pair: Pair): boolean {
  return isScalar(pair.key) && pair.key.type === 'PLAIN';
}

function rangeOf(node: unknown): [number, number] {
  const range = (node as Node | null)?.range;
  return range ? [range[0], range[1]] : [0, 0];
}

const DECIMAL = /^-?(?:0|[1-9]\d*)\.\d+$/;

/** A number that is not written as a plain decimal (a commit id such as 1e5 or 007) stays text. */
function scalar(value: unknown, source: string | undefined): unknown {
  if (typeof value === 'bigint') return source ?? value.toString();
  if (typeof value !== 'number') return value === undefined ? null : value;
  return source === undefined || String(value) === source || DECIMAL.test(source) ? value : source;
}

/** `__proto__` and its like become ordinary own keys. */
function put(data: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(data, key, { value, enumerable: true, configurable: true, writable: true });
  } else data[key] = value;
}
