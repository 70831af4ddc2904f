/** Throughput of reading scripts, and the share of files that the vocabulary prefilter spares. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { ScriptTree } from '../src/scripts/discover.ts';
import { readScripts } from '../src/scripts/read.ts';
import type { Vocabulary } from '../src/scripts/vocabulary.ts';

const FOLDER = join(import.meta.dirname, '../fixtures/scripts/plain');
const COPIES = 30;
/** Scripts of an estate that have nothing to do with places, for each that has. */
const PLAIN_PER_SCRIPT = 4;

const PLAIN = `#!/usr/bin/env bash
set -euo pipefail
cd "$HOME" || exit 1
while [[ $# -gt 0 ]]; do
  case "$1" in
    --json) json=1; shift ;;
    -h|--help) echo "usage: $0 [--json]"; exit 0 ;;
    *) echo "unknown argument: $1" >&2; exit 2 ;;
  esac
done
for file in docs/*.md; do
  grep -q '^status:' "$file" || echo "no status in $file"
done
`;

function estate(): ScriptTree {
  const root = join(FOLDER, 'estate');
  const sources = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
  const files = new Map<string, Uint8Array>();
  for (let copy = 0; copy < COPIES; copy++) {
    sources.forEach((bytes, index) => {
      files.set(`bin/${copy}/script-${index}`, bytes);
      for (let at = 0; at < PLAIN_PER_SCRIPT; at++)
        files.set(`bin/${copy}/plain-${index}-${at}`, Buffer.from(PLAIN.repeat(5)));
    });
  }
  return {
    files: () => [...files.keys()].map((path) => ({ path, type: 'file' })),
    read: (path) => files.get(path)!,
    size: (path) => files.get(path)!.length,
    executable: () => true,
  };
}

const vocabulary = parse(readFileSync(join(FOLDER, 'vocabulary.yaml'), 'utf8')) as Vocabulary;
const tree = estate();
const options = {
  roots: [],
  ignore: [],
  isLeftOut: () => false,
  vocabulary,
  triggers: ['qm', 'pct', 'vm_ids'],
  named: [],
  capabilities: [],
};
await readScripts(tree, options);
const start = performance.now();
const report = await readScripts(tree, options);
const seconds = (performance.now() - start) / 1000;
const megabytes = report.bytes / 1e6;
const parsed = report.scripts.reduce((sum, script) => sum + script.size, 0) / 1e6;
console.log(
  `${report.found.length} scripts, ${megabytes.toFixed(2)} MB, in ${seconds.toFixed(2)} s: ${(megabytes / seconds).toFixed(2)} MB/s`,
);
console.log(
  `parsed ${report.scripts.length} of ${parsed.toFixed(2)} MB: ${(parsed / seconds).toFixed(2)} MB/s`,
);
console.log(
  `spared by the prefilter: ${((100 * report.spared) / report.found.length).toFixed(1)} % of the files`,
);
