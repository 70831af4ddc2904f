import { readFileSync } from 'node:fs';

let known: string | null | undefined;

/** The digest of the built command; undefined when it runs from its sources, which change without notice. */
export function buildId(): string | undefined {
  known ??= readId();
  return known ?? undefined;
}

function readId(): string | null {
  try {
    return readFileSync(new URL('./build-id', import.meta.url), 'utf8');
  } catch {
    return null;
  }
}
