import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this package, whether it runs bundled from dist/ or from its sources. */
export function packageRoot(from: string = dirname(fileURLToPath(import.meta.url))): string {
  return existsSync(join(from, 'package.json')) && existsSync(join(from, 'schemas'))
    ? from
    : packageRoot(dirname(from));
}
