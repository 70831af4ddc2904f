import { basename } from 'node:path';
import { checkFactsOf, readGateScripts } from '../../src/estate/ask/check-scripts.ts';
import { listed } from '../../src/estate/ask/describe.ts';
import { claimsOf, type GateClaim } from '../../src/estate/ask/gate-claims.ts';
import { type Opened, openedContracts, openedKinds } from '../../src/estate/ask/opened-contracts.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { GateScript } from '../../src/estate/model/pack.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

const REGISTRY = 'ops/bindings/gate.registry.yaml';
const NAS = 'surfaces/verify/d139-nas-governed.sh';
const GUARD = 'surfaces/verify/d104-oob-policy-declared.sh';

export default defineGate<GateScript>({
  id: 'gate-scripts/opens-what-governs',
  title: 'A check that claims a subject opens every contract that governs it',
  why: 'A check that finds a name in two files says that the thing is governed, while nothing orders it, probes it or answers for it.',
  fix: 'Read the missing contracts in the check script, and check there what the gate claims.',
  severity: 'error',
  scripts: { triggers: [] },
  reads: ['gate.registry'],
  unseen:
    'What the check does with a contract that it opens, and claims in words that this law does not know.',
  examines: (estate) => readGateScripts(estate).filter((gate) => claimsOf(estate, gate).length > 0),
  *judge(gate, estate) {
    const opened = openedContracts(estate, checkFactsOf(estate, gate)!);
    for (const claim of claimsOf(estate, gate)) yield* unopened(gate, claim, opened, estate);
  },
  examples: {
    passing: [
      {
        name: 'a check of one aspect opens what holds that aspect',
        edits: [
          { file: REGISTRY, find: 'name: oob-policy-declared', replace: 'name: nas-mac-known' },
          {
            file: GUARD,
            find: 'ledger=$root/ops/bindings/network.devices.ledger.yaml',
            replace: 'ledger=$root/ops/bindings/home.device.registry.yaml',
          },
          {
            file: REGISTRY,
            find: 'Out-of-band devices and policy are declared for every active site',
            replace: 'One address everywhere',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a contract that only has to exist',
        edits: [
          {
            file: NAS,
            find: 'TOPOLOGY=$BINDINGS/topology.sites.yaml',
            replace: 'TOPOLOGY=«$BINDINGS/topology.sites.yaml»',
          },
          { file: NAS, from: 'check_probe() {', to: 'check_reach() {', replace: 'check_probe() { :; }\n\n' },
        ],
      },
      {
        name: 'a gate that claims what its script never opens',
        edits: [
          { file: REGISTRY, find: 'name: site-lists-agree', replace: 'name: nas-covered' },
          {
            file: 'surfaces/verify/d101-site-lists-agree.sh',
            find: 'TOPOLOGY="$ROOT/ops/bindings/topology.sites.yaml"',
            replace: 'TOPOLOGY=«"$ROOT/ops/bindings/topology.sites.yaml"»',
          },
        ],
      },
      {
        name: 'a gate that opens no contract at all',
        edits: [
          {
            file: GUARD,
            content: '#!/bin/sh\nset -e\ngrep -q oob_policy "$(dirname "$0")/../../ops/bin/ops"\n',
          },
          {
            file: REGISTRY,
            find: 'check_script: surfaces/verify/d104-oob-policy-declared.sh',
            replace: 'check_script: «surfaces/verify/d104-oob-policy-declared.sh»',
          },
        ],
      },
    ],
  },
});

function* unopened(
  gate: GateScript,
  claim: GateClaim,
  opened: readonly Opened[],
  estate: Estate,
): Iterable<Breach> {
  const kinds = openedKinds(opened);
  const missing = claim.kinds
    .filter((kind) => !kinds.has(kind))
    .map((kind) => estate.index.loaded(kind)[0]!.file);
  if (missing.length === 0) return;
  const own = opened.find(({ use }) => use.anchor.file === gate.executable!.path);
  yield {
    message: `gate "${gate.id}" claims ${claim.subject}, but its script does not open ${listed(
      missing.map((file) => basename(file)),
      8,
    )}; expected every contract that governs ${claim.subject}`,
    at: own?.use.anchor ?? gate.checkScript!.at,
    detail: { kind: 'unopened', value: missing.join(' ') },
    related: [{ message: `the gate claims ${claim.subject} here`, at: gate.name?.at ?? gate.at }],
    key: claim.subject,
  };
}
