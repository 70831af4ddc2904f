import { vocabularyOf } from '../../src/estate/join/scripts/vocabulary.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import { type Anchor, isSpan } from '../../src/finding/place.ts';
import { estateOf } from './two-small-sites.ts';

export type Part = keyof Estate | 'vocabulary';

/** What the model says of parts of it, an entity a line: what is absent, empty or false is left out. */
export function toldModel(files: Readonly<Record<string, string>>, parts: readonly Part[]): string[] {
  const runnable = Object.keys(files).filter((file) => files[file]!.startsWith('#!'));
  const estate = estateOf(files, runnable, {});
  const tell = teller(estate);
  return parts.flatMap((part) => {
    const listed = part === 'vocabulary' ? vocabularyOf(estate).entries : estate[part];
    return (listed as readonly object[]).map((entity) => `${part}: ${fields(entity, tell).join('; ')}`);
  });
}

type Tell = (value: unknown) => string;

function fields(entity: object, tell: Tell): string[] {
  return Object.entries(entity).flatMap(([name, value]) => {
    const isNothing = value === undefined || value === false || (Array.isArray(value) && value.length === 0);
    if (isNothing) return [];
    return value === true ? [name] : [`${name} ${tell(value)}`];
  });
}

function teller(estate: Estate): Tell {
  const placed = ({ file, ...rest }: Anchor): string => {
    const { text, locate } = estate.documents.find((one) => one.file === file)!;
    const whole = { file, ...rest } as Anchor;
    const { start, end } = isSpan(whole) ? whole : locate(whole.path, whole.on);
    const before = text.slice(0, start).split('\n');
    const there = text.slice(start, end).split('\n', 1)[0]!;
    return `${file}:${before.length}:${before.at(-1)!.length + 1} "${there.slice(0, 40)}"`;
  };
  const tell: Tell = (value) => {
    if (Array.isArray(value)) return `[${value.map(tell).join(', ')}]`;
    if (typeof value !== 'object' || value === null) return String(value).replaceAll('\n', '⏎');
    if ('file' in value && ('path' in value || 'start' in value)) return placed(value as Anchor);
    if ('subject' in value && ('key' in value || 'kind' in value) && 'names' in value)
      return String('key' in value ? value.key : (value as { id?: string }).id);
    if ('kind' in value && 'key' in value && Object.keys(value).length === 2)
      return `${value.kind} ${value.key}`;
    if ('value' in value && 'at' in value) return `${tell(value.value)} (${tell(value.at)})`;
    return `{${fields(value, tell).join('; ')}}`;
  };
  return tell;
}
