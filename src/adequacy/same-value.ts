const NONE: ReadonlySet<string> = new Set();

/** Whether two values of the model say the same; functions and the fields in `except` are not compared. */
export function sameValue(one: unknown, other: unknown, except: ReadonlySet<string> = NONE): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one === 'function' && typeof other === 'function') return true;
  if (!isObject(one) || !isObject(other)) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [keys, others] = [keysOf(one, except), keysOf(other, except)];
  return (
    keys.length === others.length &&
    keys.every((key) => key in other && sameValue(one[key], other[key], except))
  );
}

const keysOf = (value: object, except: ReadonlySet<string>): string[] => {
  const keys = Object.keys(value);
  return except.size === 0 ? keys : keys.filter((key) => !except.has(key));
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object';
