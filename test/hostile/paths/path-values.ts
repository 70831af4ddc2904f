import { chmodSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const SECRET = 'THE-SECRET-OUTSIDE';

/** A folder beside the estate that nobody may look into, and links in the estate that lead there. */
export interface Outside {
  readonly folder: string;
  /** A script, which is also what a path may name as a contract, a key or a list. */
  readonly marker: string;
  /** Values that lead there from the estate's root, from its folder of contracts, by a link, by a linked folder. */
  readonly values: readonly string[];
}

export function outsideOf(root: string): Outside {
  const folder = join(dirname(root), 'outside');
  const marker = join(folder, 'marker.sh');
  mkdirSync(folder);
  writeFileSync(marker, `#!/bin/bash\nset -e\n# ${SECRET}\nqm stop 105 || exit 1\n`);
  chmodSync(marker, 0o755);
  mkdirSync(join(root, 'ops'), { recursive: true });
  writeFileSync(join(folder, 'services.health.yaml'), `endpoints: [{id: ${SECRET}, host: nowhere}]\n`);
  symlinkSync('../../outside/marker.sh', join(root, 'ops/link.sh'));
  symlinkSync('../../outside/services.health.yaml', join(root, 'ops/linked.services.health.yaml'));
  symlinkSync(folder, join(root, 'ops/linked'));
  return { folder, marker, values: VALUES(marker) };
}

const VALUES = (marker: string): string[] => [
  '../outside/marker.sh',
  'ops/link.sh',
  marker,
  'ops/linked/marker.sh',
  './ops/../../outside/marker.sh',
  '../../../outside/marker.sh',
  '$PWD/../outside/marker.sh',
  'bash ops/linked/marker.sh',
  '..',
];

/** Takes away what lies outside while the links stay; the answer puts it back. */
export function hideOutside({ folder }: Outside): () => void {
  renameSync(folder, `${folder}-hidden`);
  return () => renameSync(`${folder}-hidden`, folder);
}
