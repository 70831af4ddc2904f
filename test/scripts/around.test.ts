import { describe, expect, it } from 'vitest';
import { type ScriptMemory, scriptMemory } from '../../src/scripts/memory.ts';
import { readScripts } from '../../src/scripts/read.ts';

const HEAD = '#!/usr/bin/env bash\nset -euo pipefail\n';

async function readOf(
  scripts: Readonly<Record<string, string>>,
  {
    named = [],
    capabilities = {},
    host = 'pve-east',
    remembered,
  }: {
    named?: string[];
    capabilities?: Record<string, string>;
    host?: string;
    remembered?: ScriptMemory;
  } = {},
): Promise<string[]> {
  const sources = new Map(Object.entries(scripts).map(([path, text]) => [path, HEAD + text]));
  const bytes = (path: string) => new TextEncoder().encode(sources.get(path));
  const report = await readScripts(
    {
      files: () => [...sources.keys()].map((path) => ({ path, type: 'file' })),
      read: bytes,
      size: (path) => bytes(path).length,
      executable: () => true,
    },
    {
      roots: [],
      ignore: [],
      isLeftOut: () => false,
      vocabulary: {
        entries: [{ value: host, kind: 'hypervisor', key: 'sites[].hypervisors', short: false }],
      },
      triggers: ['qm'],
      checks: [],
      named,
      capabilities: Object.entries(capabilities).map(([name, script]) => ({ name, script })),
      remembered,
    },
  );
  return report.scripts.map(({ path }) => path);
}

describe('which scripts are read', () => {
  it('those that say something of the contracts or act, and no others', async () => {
    const scripts = { 'ops/acts': 'qm stop 1\n', 'ops/names': 'ssh pve-east\n', 'ops/report': 'date\n' };
    expect(await readOf(scripts)).toEqual(['ops/acts', 'ops/names']);
  });

  it('a capability whose script says nothing is spared, one that hands over to a script that acts is not', async () => {
    const scripts = {
      'ops/do-stop': 'qm stop 1\n',
      'ops/report': 'date\n',
      'ops/window': '"$(dirname "$0")/stop-all" --site "$1"\n',
      'ops/stop-all': 'exec "$BIN/do-stop" "$@"\n',
    };
    const capabilities = { 'report.print': 'ops/report', 'window.run': 'ops/window' };
    expect(await readOf(scripts, { capabilities })).toEqual(['ops/do-stop', 'ops/stop-all', 'ops/window']);
  });

  it('a script that runs one that acts through its capability', async () => {
    const scripts = { 'ops/do-stop': 'qm stop 1\n', 'ops/night': 'ops cap run guest.stop -- 1\n' };
    expect(await readOf(scripts, { capabilities: { 'guest.stop': 'ops/do-stop' } })).toContain('ops/night');
  });

  it('a word of a sentence is not taken for the name of a script', async () => {
    const scripts = { 'ops/stop': 'qm stop 1\n', 'ops/report': 'echo "nothing to stop"\n' };
    expect(await readOf(scripts)).toEqual(['ops/stop']);
    const called = { ...scripts, 'ops/night': '"$OPS/stop"\n' };
    expect(await readOf(called)).toEqual(['ops/night', 'ops/stop']);
  });

  it('one that is named, with all that it runs', async () => {
    const scripts = {
      'ops/check': 'source "$LIB/say.sh"\n',
      'lib/say.sh': '. "$LIB/end.sh"\n',
      'lib/end.sh': 'exit 0\n',
      'ops/report': 'date\n',
    };
    expect(await readOf(scripts, { named: ['ops/check'] })).toEqual([
      'lib/end.sh',
      'lib/say.sh',
      'ops/check',
    ]);
  });

  it('the caller of a script whose default it may leave standing', async () => {
    const scripts = { 'ops/host-check': 'host=${1:-pve-east}\nssh "$host"\n', 'ops/night': './host-check\n' };
    expect(await readOf(scripts)).toEqual(['ops/host-check', 'ops/night']);
  });

  it('a text is told apart once, as long as it and the words looked for stay the same', async () => {
    const scripts = { 'ops/acts': 'qm stop 1\n', 'ops/names': 'ssh pve-east\n', 'ops/report': 'date\n' };
    const remembered = scriptMemory();
    await readOf(scripts, { remembered });
    // From here on, everything that was told is wrong, so that it shows where it is used.
    for (const [question, answers] of remembered.answers as Map<string, ReadonlyMap<string, unknown>>) {
      const wrong = [...answers].map(([digest, told]) => [digest, told === true ? false : told] as const);
      remembered.answers.set(question, new Map(wrong));
    }
    expect(await readOf(scripts, { remembered })).toEqual([]);
    expect(await readOf({ ...scripts, 'ops/acts': 'qm start 1\n' }, { remembered })).toEqual(['ops/acts']);
    const renamed = { 'ops/names': 'ssh pve-west\n', 'ops/report': 'date\n' };
    expect(await readOf(renamed, { remembered, host: 'pve-west' })).toEqual(['ops/names']);
  });
});
