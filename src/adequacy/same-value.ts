const NONE: ReadonlySet<string> = new Set();

/** Whether two values of the model say the same; functions are not compared, and with `except` neither these fields nor places. */
export function sameValue(one: unknown, other: unknown, except: ReadonlySet<string> = NONE): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one === 'function' && typeof other === 'function') return true;
  if (!isObject(one) || !isObject(other)) return false;
  if (Array.isArray(one)) return Array.isArray(other) && sameItems(one, other, except);
  if (Array.isArray(other)) return false;
  if (except.size > 0 && isAnchor(one) && isAnchor(other)) return true;
  return except.size === 0 ? sameFields(one, other) : sameFieldsBut(one, other, except);
}

/** Compared for every mutant, thousands of times: without lists of keys. */
function sameFields(one: Record<string, unknown>, other: Record<string, unknown>): boolean {
  let surplus = 0;
  for (const _ in other) surplus += 1;
  for (const key in one) {
    if (!(key in other) || !sameValue(one[key], other[key])) return false;
    surplus -= 1;
  }
  return surplus === 0;
}

function sameFieldsBut(
  one: Record<string, unknown>,
  other: Record<string, unknown>,
  except: ReadonlySet<string>,
): boolean {
  const [keys, others] = [one, other].map((each) => Object.keys(each).filter((key) => !except.has(key)));
  return (
    keys!.length === others!.length &&
    keys!.every((key) => key in other && sameValue(one[key], other[key], except))
  );
}

const sameItems = (one: unknown[], other: unknown[], except: ReadonlySet<string>): boolean =>
  one.length === other.length && one.every((item, index) => sameValue(item, other[index], except));

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object';

/** Where something stands is not what it says. */
const isAnchor = (value: object): boolean => 'file' in value && ('path' in value || 'start' in value);
