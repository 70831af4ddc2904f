import type { Json, Schema } from './schema-files.ts';

const WORDS: Record<string, string> = {
  array: 'a list',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  object: 'a map',
  string: 'text',
};

/** What a schema expects, in words that fit behind "expected": its own, or those of its constants or types. */
export function phrase(schema: Schema): string {
  if (typeof schema.expected === 'string') return schema.expected;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return either(schema.enum.map((value) => JSON.stringify(value)));
  return either(typesOf(schema.type).map((type) => WORDS[type] ?? type));
}

function typesOf(type: Json | undefined): string[] {
  const all = [type].flat().filter((name): name is string => typeof name === 'string' && name !== 'null');
  return all.length > 0 ? all : ['string'];
}

function either(words: readonly string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
