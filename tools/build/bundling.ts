import { createRequire } from 'node:module';
import type { BuildOptions } from 'esbuild';

/** How sources become a bundle that Node runs; libraries in it may still call require. */
export const BUNDLING = {
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // A library that is required by one part and imported by another would be there twice.
  alias: { luxon: createRequire(import.meta.url).resolve('luxon') },
  logLevel: 'warning',
  banner: {
    js: [
      "import { createRequire as __createRequire } from 'node:module';",
      "import { fileURLToPath as __fileURLToPath } from 'node:url';",
      'const require = __createRequire(import.meta.url), __filename = __fileURLToPath(import.meta.url);',
    ].join(' '),
  },
} as const satisfies BuildOptions;
