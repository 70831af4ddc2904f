import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const NAME = 'mutation-test-elements.js';

/** The script that shows a mutation report: beside the built bundle, or in its npm package when run from source. */
export function viewerScript(): string {
  const bundled = fileURLToPath(new URL(`./viewer/${NAME}`, import.meta.url));
  if (existsSync(bundled)) return readFileSync(bundled, 'utf8');
  return readFileSync(
    createRequire(import.meta.url).resolve(`mutation-testing-elements/dist/${NAME}`),
    'utf8',
  );
}
