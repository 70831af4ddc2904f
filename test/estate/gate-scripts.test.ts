// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are shell texts
import { describe, expect, test } from 'vitest';
import { checkFactsOf } from '../../src/estate/ask/check-scripts.ts';
import { claimsOf } from '../../src/estate/ask/gate-claims.ts';
import { openedContracts, openedKinds } from '../../src/estate/ask/opened-contracts.ts';
import { pinsOf } from '../../src/estate/ask/pinned.ts';
import { begunScripts, withScripts } from '../../src/estate/join/scripts/scripts.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import { estateOf, treeWith } from './two-small-sites.ts';

const CONTRACTS = {
  'startup.sequencing.yaml': 'version: 3\nphases: []\n',
  'docs/SERVICE_REGISTRY.yaml': 'services: {}\nhosts: {}\n',
  'capabilities.yaml': 'capabilities: {}\n',
  'services.health.yaml': 'endpoints: []\n',
  'mill.device.registry.yaml': 'devices:\n  - {id: disk-m, mac: "02:00:00:00:00:01"}\n',
  'infra.maintenance.transaction.contract.yaml': 'sites: []\n',
};

function registry(...rows: string[]): Record<string, string> {
  const gates = rows.map(
    (row, index) => `  - {id: D${index + 1}, check_script: checks/d${index + 1}.sh, ${row}}`,
  );
  return { ...CONTRACTS, 'gate.registry.yaml': `gates:\n${gates.join('\n')}\n` };
}

async function judged(files: Record<string, string>): Promise<Estate> {
  const begun = begunScripts(treeWith(files), { roots: [], ignore: [], triggers: [] });
  return withScripts(estateOf(files), begun, { named: () => [] });
}

async function facts(script: string, more: Record<string, string> = {}) {
  const estate = await judged({ ...registry('name: nas-governed'), 'checks/d1.sh': script, ...more });
  return { estate, facts: checkFactsOf(estate, estate.gateScripts[0]!)! };
}

describe('what a gate claims', () => {
  const claim = (row: string) => {
    const estate = estateOf(registry(row));
    return claimsOf(estate, estate.gateScripts[0]!).map((each) => `${each.subject}: ${each.kinds.join(' ')}`);
  };
  const WHOLE = 'the NAS: startup.sequencing service.registry capabilities services.health device.registry';

  test.each([
    ['name: nas-governed', WHOLE],
    ['name: nas_baseline_lock, description: Rows exist', WHOLE],
    ['name: storage-lock, description: The NAS is present in the contracts', WHOLE],
    ['name: nas-one-mac', 'the NAS: device.registry'],
    ['name: nas-shutdown-order', 'the NAS: startup.sequencing capabilities'],
    ['name: vm-lifecycle-parity', 'guests: vm.lifecycle startup.sequencing'],
  ])('%s', (row, expected) => {
    expect(claim(row)).toEqual([expected]);
  });

  test.each([
    'name: docs-linked',
    'name: vm-ssh-hardened',
    'name: unasked, description: A nasty thing',
    'name: compose-healthy, description: Containers answer',
    'name: probes-run',
  ])('nothing: %s', (row) => {
    expect(claim(row)).toEqual([]);
  });
});

describe('what a script opens', () => {
  const kinds = async (script: string, more: Record<string, string> = {}) => {
    const { estate, facts: read } = await facts(script, more);
    return [...openedKinds(openedContracts(estate, read))].sort();
  };

  test.each([
    ['a variable', 'S="$ROOT/startup.sequencing.yaml"\nyq ".phases" "$S"', ['startup.sequencing']],
    ['a path', 'grep -q x "$ROOT/docs/SERVICE_REGISTRY.yaml"', ['service.registry']],
    ['a pattern', 'for f in "$B"/*.device.registry.yaml; do\n  yq .devices "$f"\ndone', ['device.registry']],
    ['an array', 'A=("$B/capabilities.yaml")\nyq .capabilities "${A[@]}"', ['capabilities']],
    [
      'a loop over variables',
      'S=$B/startup.sequencing.yaml\nfor f in "$S"; do\n  grep -q nas "$f"\ndone',
      ['startup.sequencing'],
    ],
    [
      'Python',
      'python3 - <<PY\nimport yaml\nyaml.safe_load(open("services.health.yaml"))\nPY',
      ['services.health'],
    ],
    ['a redirection', 'yq .phases < "$ROOT/startup.sequencing.yaml"', ['startup.sequencing']],
  ])('%s', async (_, script, expected) => {
    expect(await kinds(`#!/bin/bash\n${script}\n`)).toEqual(expected);
  });

  test.each([
    ['only asks whether it exists', 'S=$B/startup.sequencing.yaml\n[[ -f $S ]] || exit 1'],
    [
      'asks so in a loop',
      'S=$B/startup.sequencing.yaml\nfor f in "$S"; do\n  [ -s "$f" ] || { echo "no $f"; exit 1; }\ndone',
    ],
    ['asks so at once', 'test -f startup.sequencing.yaml || exit 1'],
    ['names it to people', 'echo "see startup.sequencing.yaml"'],
    ['never uses it', 'S=$B/startup.sequencing.yaml\ntrue'],
    ['speaks of it in a comment', '# yq . startup.sequencing.yaml\ntrue'],
  ])('not when it %s', async (_, script) => {
    expect(await kinds(`#!/bin/bash\n${script}\n`)).toEqual([]);
  });

  test('what it sources and runs counts', async () => {
    const script = '#!/bin/bash\nsource "$ROOT/checks/lib/read.sh"\nbash "$ROOT/checks/lib/more.sh"\n';
    const more = {
      'checks/lib/read.sh': 'phases() { yq .phases "$ROOT/startup.sequencing.yaml"; }\n',
      'checks/lib/more.sh': 'yq .capabilities "$ROOT/capabilities.yaml"\n',
    };
    expect(await kinds(script, more)).toEqual(['capabilities', 'startup.sequencing']);
  });
});

describe('what a check pins', () => {
  const pins = async (script: string, path = 'checks/d1.sh') => {
    const rows = registry('name: any');
    const files = {
      ...rows,
      'gate.registry.yaml': rows['gate.registry.yaml']!.replace('checks/d1.sh', path),
      [path]: `#!/bin/bash\n${script}\n`,
      'bin/window': '#!/bin/bash\necho mill\n[ "$1" = mill ]\n',
    };
    const estate = await judged(files);
    return pinsOf(estate, checkFactsOf(estate, estate.gateScripts[0]!)!).map((pin) => pin.value);
  };

  test.each([
    ['[[ $site == mill ]]', ['mill']],
    ['W=$ROOT/bin/window\ngrep -q "enforce_mill_policy" "$W"', ['enforce_mill_policy']],
    ['grep -q "enforce_mill_policy" "$ROOT/bin/window"', ['enforce_mill_policy']],
    ['want() { grep -qF -- "$1" "$2"; }\nW=$ROOT/bin/window\nwant "the barge is not asked" "$W"', ['barge']],
    ['W=$ROOT/bin/window\ngrep -q "for site in" "$W"', []],
    ['grep -q "windmill" "$ROOT/bin/window"', []],
    ['echo "mill is fine" > "$ROOT/bin/window"', []],
  ])('%s', async (script, expected) => {
    expect(await pins(script)).toEqual(expected);
  });

  test('a check that is named for its place may name it', async () => {
    expect(await pins('[[ $site == mill ]]', 'checks/d1-mill-dns.sh')).toEqual([]);
  });
});
