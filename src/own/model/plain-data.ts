/** Contract data as CEL has it: whole numbers as BigInt, maps without a prototype. */
export function plainData(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(plainData);
  if (value === null || typeof value !== 'object') return value ?? null;
  const map: Record<string, unknown> = Object.create(null);
  for (const [key, one] of Object.entries(value)) map[key] = plainData(one);
  return map;
}
