import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadContracts } from '../../src/load/load.ts';
import { resolver } from '../../src/load/resolve.ts';
import type { Tree } from '../../src/load/tree.ts';
import { checkedDocument } from '../../src/validate/checked.ts';

const NAMES = ['topology.sites.yaml', 'west.vm.lifecycle.yaml', 'L-1.scope.md', 'SERVICE_REGISTRY.yaml'];

function treeOf(path: string, bytes: Uint8Array): Tree {
  return {
    files: () => [{ path, type: 'file' }],
    read: () => bytes,
    size: () => bytes.length,
    executable: () => false,
    has: (other) => other === path,
  };
}

/** Pieces that mean something to YAML or Markdown, glued at random. */
const yamlish = fc
  .array(
    fc.constantFrom(
      ...[
        'sites',
        'vms',
        'id',
        ': ',
        ':',
        '- ',
        '\n',
        '\r\n',
        '\r',
        '  ',
        '\t',
        '---\n',
        '...\n',
        '[',
        ']',
        '{',
        '}',
        ',',
      ],
      ...[
        '&a ',
        '*a',
        '<<: ',
        '!x ',
        '"',
        "'",
        '|\n',
        '>-\n',
        '# ',
        '? ',
        '%YAML 1.1\n',
        '8e1',
        '~',
        '\0',
        '\ufeff',
        'é',
      ],
    ),
    { maxLength: 60 },
  )
  .map((parts) => Buffer.from(parts.join('')));

const anything = fc.oneof(yamlish, fc.uint8Array({ maxLength: 200 }));

test('any bytes load, and every problem has a place in the file', () => {
  fc.assert(
    fc.property(fc.constantFrom(...NAMES), anything, (name, bytes) => {
      const tree = treeOf(name, bytes);
      const documents = loadContracts(tree, { add: [], ignore: [] }).map(checkedDocument);
      const resolve = resolver(documents, () => '');
      for (const document of documents) {
        const lines = document.text.split(/\r\n|\n|\r/).length;
        for (const problem of document.problems) {
          const place = resolve(problem.at);
          expect(problem.message).not.toBe('');
          expect(place.line).toBeGreaterThanOrEqual(1);
          expect(place.endLine).toBeLessThanOrEqual(lines);
          expect(place.column).toBeGreaterThanOrEqual(1);
        }
      }
    }),
    { seed: 20260215, numRuns: process.env.NIGHTLY ? 20_000 : 1_500 },
  );
});
