import { expect } from 'vitest';
import { parse } from 'yaml';
import { validateContract } from '../../../src/validate/validate.ts';

/** Fails with the sentences when the contract does not fit the schema of its kind. */
export function accepts(kind: string, text: string): void {
  expect(validateContract(kind, parse(text)).map((problem) => problem.message)).toEqual([]);
}
