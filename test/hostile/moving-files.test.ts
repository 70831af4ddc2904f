import { describe, expect, test } from 'vitest';
import { diskTree } from '../../src/load/disk-tree.ts';
import type { Tree } from '../../src/load/tree.ts';
import { told } from './judged.ts';

const base = diskTree('fixtures/estates/two-sites');
const TOPOLOGY = 'ops/bindings/topology.sites.yaml';
const SCRIPT = 'ops/plugins/infra/bin/infra-proxmox-maintenance';

/** The sample estate; the nth reading of one file gives what `later` makes of it. */
function moving(file: string, later: (text: string, reading: number) => string): Tree {
  let readings = 0;
  return {
    ...base,
    read: (path) => {
      const bytes = base.read(path);
      return path === file ? Buffer.from(later(Buffer.from(bytes).toString('utf8'), readings++)) : bytes;
    },
  };
}

/** The sample estate; one file is there for so many questions, and gone after them. */
function vanishing(file: string, answers: number): Tree {
  let left = answers;
  const asked = <T>(path: string, answer: (path: string) => T): T => {
    if (path === file && left-- <= 0) throw Object.assign(new Error('gone'), { code: 'ENOENT' });
    return answer(path);
  };
  return {
    files: base.files,
    has: (path) => (path === file && left-- <= 0 ? false : base.has(path)),
    read: (path) => asked(path, base.read),
    size: (path) => asked(path, base.size),
    executable: (path) => asked(path, base.executable),
  };
}

describe('an estate that changes while it is judged', () => {
  test('a contract that is edited later is judged and quoted as it was read', async () => {
    const once = await told(
      moving(TOPOLOGY, (text) => text.replace('vmid_range: 100-199', 'vmid_range: 300-399')),
    );
    const then = await told(
      moving(TOPOLOGY, (text, reading) =>
        reading === 0 ? text.replace('vmid_range: 100-199', 'vmid_range: 300-399') : 'sites: []\n',
      ),
    );
    expect(once.result!.findings.length).toBeGreaterThan(0);
    expect(then.result!.findings.map(({ fingerprint }) => fingerprint)).toEqual(
      once.result!.findings.map(({ fingerprint }) => fingerprint),
    );
    expect(then.text).toContain('expected 300 to 399');
  });

  test('its lines are shown as they were read', async () => {
    const broken = (text: string) => text.replace('vmid_range: 100-199', 'vmid_range: nonsense');
    const { text } = await told(
      moving(TOPOLOGY, (read, reading) => (reading === 0 ? broken(read) : 'sites: []\n')),
    );
    expect(text).toContain('20 │   - id: home');
  });

  test.each([TOPOLOGY, SCRIPT])('%s, deleted after the estate was listed', async (file) => {
    const tree: Tree = {
      ...base,
      has: (path) => path !== file && base.has(path),
      read: (path) => {
        if (path === file) throw Object.assign(new Error('gone'), { code: 'ENOENT' });
        return base.read(path);
      },
      size: (path) => {
        if (path === file) throw Object.assign(new Error('gone'), { code: 'ENOENT' });
        return base.size(path);
      },
    };
    const { result } = await told(tree);
    const found = result!.findings.map(({ place, message }) => `${place.file}: ${message}`);
    if (file === TOPOLOGY) expect(found.join('\n')).toContain(`${file}: the file cannot be read (ENOENT)`);
    else expect(result!.gates.some(({ outcome }) => outcome === 'crashed')).toBe(false);
  });

  test.each([
    [SCRIPT, 1],
    [SCRIPT, 2],
    [SCRIPT, 3],
    [SCRIPT, 5],
    [SCRIPT, 6],
    [SCRIPT, 7],
    [SCRIPT, 8],
    ['gates.yaml', 1],
    ['gates.yaml', 2],
  ])('%s, deleted after the tree answered %i questions about it', async (file, answers) => {
    const { result, text } = await told(vanishing(file, answers));
    expect(result?.gates.length ?? text.length).toBeGreaterThan(0);
  });

  test.each([1, 2, 3, 4])(
    'a script that shrinks at its reading %i leaves a report with places',
    async (from) => {
      const arm = (text: string) => `${text}\nif [ "$site" = "home" ]; then echo; fi\n`;
      const { result } = await told(
        moving(SCRIPT, (text, reading) => (reading < from ? arm(text) : '#!/bin/sh\n')),
      );
      for (const { place } of result!.findings) expect(place.line).toBeGreaterThanOrEqual(1);
    },
  );
});
