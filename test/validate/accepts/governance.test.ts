import { test } from 'vitest';
import { accepts } from './accepts.ts';

test('a gate registry with a description that became a map', () => {
  accepts(
    'gate.registry',
    `
schema_version: '1.0'
gate_count: {total: 2, active: 1, retired: 1}
categories: [{id: hygiene, description: x}]
gates:
  - id: D8001
    name: exports-declared
    category: hygiene
    gate_class: invariant
    description:
      every mount: names its server
    severity: high
    ring: standard
    check_script: surfaces/verify/d8001.sh
    fix_hint: ''
    inline: false
  - {id: D8000, name: reserved, severity: none, retired: true}
`,
  );
});

test('domain profiles and the topology of execution', () => {
  accepts(
    'gate.domain.profiles',
    `---
version: "1.0"
updated_at: "2026-03-02T00:00:00Z"
domains:
  loop_gap: {description: x, gate_ids: [D8001], capability_prefixes: ["loop."], path_triggers: [ops/loops/]}
`,
  );
  accepts(
    'gate.execution.topology',
    `
core_mode: {core_gate_ids: [D8001], core_count_limit: 25}
domain_metadata: [{domain_id: core, criticality: standard, depends_on: [], requires_runtime_sentinel: false}]
gate_assignments: [{gate_id: D8001, primary_domain: core, secondary_domains: [], family: hygiene}]
release_sequence: [core]
validation_rules: {require_primary_domain_for_all_active_gates: true}
`,
  );
});

test('gaps closed by a commit, by a word and by nothing', () => {
  accepts(
    'operational.gaps',
    `
version: 1
gaps:
  - {id: GAP-OP-8001, discovered_by: audit, type: missing-process, doc: null, severity: high, status: accepted, fixed_in: 8e12345}
  - id: GAP-PEK-002
    description: |
      Not done\\!
    status: closed
    fixed_in: stale_superseded
    evidence_run_keys: [CAP-20260302-080000__verify__Rabcd1]
    notes: 5
`,
  );
});

test('front matter of loops and runbooks, parsed or read line by line', () => {
  accepts(
    'loop.scope',
    '{loop_id: LOOP-X-20260302, status: CLOSED, gaps: [GAP-OP-8001], blocked_by: [a, b], repos: [x: y]}',
  );
  accepts(
    'loop.scope',
    '{id: LOOP-X-20260302, created: 2026-03-02, linked_gaps: "[GAP-OP-8001, GAP-OP-8002]", parent_gap: GAP-OP-1}',
  );
  accepts(
    'reboot.runbook',
    '{status: authoritative, last_verified: 2026-03-02, scope: reboot-validation, github_issue: "#3", sites: [mill]}',
  );
});

test("the tool's own files", () => {
  accepts(
    'gates',
    `
version: 1
contracts: {add: ["inventory/**/*.yaml"], ignore: ["old/**"]}
scripts: {roots: [ops, surfaces], ignore: ["**/vendor/**"]}
packs: {nightly: {gates: ["backups/*"], packs: [core], threshold: warning, required: [backups/evidence-is-fresh]}}
loops: {LOOP-X-20260302: {packs: [nightly], signed: true}}
waivers: {max_days: 90}
unwaivable: ["nas/*"]
trusted_keys: [keys/ci.pem]
receipts: receipts/sessions
ledger: mailroom/state/ledger.csv
now: 2026-03-02T08:00:00Z
`,
  );
  accepts(
    'gap.gates',
    'gaps: {GAP-OP-8001: [{gate: nas/is-sequenced, subject: nas barn/silo, site: barn, file: ops/x.yaml}], GAP-OP-8002: []}',
  );
  accepts(
    'gate.waivers',
    `
version: 1
waivers:
  - {gate: nas/is-sequenced, subject: nas barn/silo, owner: "@keeper", reason: It is replaced in May., expires: 2026-05-31, gap: GAP-OP-8001}
  - {gate: nas/is-sequenced, fingerprint: 0123456789abcdef, owner: "@keeper", reason: Known., expires: "2026-05-31"}
`,
  );
});
