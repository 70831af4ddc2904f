/** Steps that may be taken. Once they are used up, every further one throws. */
export class Budget {
  #left: number;

  constructor(
    readonly steps: number,
    readonly parent?: Budget,
  ) {
    this.#left = steps;
  }

  get left(): number {
    return this.#left;
  }

  get exhausted(): boolean {
    return this.#left < 0 || (this.parent?.exhausted ?? false);
  }

  spend(steps: number): void {
    this.#left -= steps;
    this.parent?.spend(steps);
    if (this.#left < 0) throw new Error(`it takes more than ${this.steps} steps`);
  }
}

const CHARACTERS_PER_STEP = 16;

/** Pays for reading a text, or the items of a list. */
export function payFor(value: unknown, budget: Budget): void {
  if (typeof value === 'string') budget.spend(1 + value.length / CHARACTERS_PER_STEP);
  else if (Array.isArray(value)) {
    budget.spend(1 + value.length);
    for (const item of value) if (typeof item === 'string') budget.spend(item.length / CHARACTERS_PER_STEP);
  } else budget.spend(1);
}

/** Pays for reading all of a value, down to the last one; a value too large for the budget ends it half way. */
export function payForAll(value: unknown, budget: Budget): void {
  payFor(value, budget);
  if (!isObject(value)) return;
  for (const item of Object.values(value)) if (isObject(item)) payForAll(item, budget);
}

export const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !(value instanceof Date);
