import { activeGateScripts, parentsOf } from '../../src/estate/ask/packs.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { GateScript } from '../../src/estate/model/pack.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

const REGISTRY = 'ops/bindings/gate.registry.yaml';

export default defineGate<GateScript>({
  id: 'gate-scripts/exists',
  title: 'The check script of every gate in service exists and can be run',
  why: 'A gate whose script is gone cannot fail any more; what it guarded is unguarded, and the registry still promises it.',
  fix: 'Restore the script, or retire the gate.',
  severity: 'error',
  reads: ['gate.registry'],
  unseen: 'Whether the runner really has the check of an inline gate.',
  examines: activeGateScripts,
  *judge(gate, estate) {
    if (gate.checkScript === undefined) yield* withoutScript(gate, estate);
    else yield* notRunnable(gate, gate.checkScript.value);
  },
  examples: {
    passing: [
      {
        name: 'two gates share a script',
        edits: [
          {
            file: REGISTRY,
            find: 'check_script: surfaces/verify/d104-oob-policy-declared.sh',
            replace: 'check_script: surfaces/verify/d101-site-lists-agree.sh',
          },
        ],
      },
      {
        name: 'a gate that the runner checks itself',
        edits: [
          {
            file: REGISTRY,
            find: 'check_script: surfaces/verify/d105-backup-evidence-complete.sh\n    fix_hint: Run backup.observe.\n    inline: false',
            replace: 'fix_hint: Run backup.observe.\n    inline: true',
          },
        ],
      },
      {
        name: 'a composite without a script of its own',
        edits: [
          {
            file: REGISTRY,
            find: 'check_script: surfaces/verify/d105-backup-evidence-complete.sh',
            replace: 'composite_of: [D103]',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a script under another name',
        edits: [
          {
            file: REGISTRY,
            find: 'check_script: surfaces/verify/d105-backup-evidence-complete.sh',
            replace: 'check_script: «surfaces/verify/d105-backups-complete.sh»',
          },
        ],
      },
      {
        name: 'a file that is no program',
        edits: [
          {
            file: REGISTRY,
            find: 'check_script: surfaces/verify/d105-backup-evidence-complete.sh',
            replace: 'check_script: «docs/governance/BACKUP_RESTORE_DRILL.md»',
          },
        ],
      },
      {
        name: 'no script at all',
        edits: [
          {
            file: REGISTRY,
            find: 'id: D105\n',
            replace: 'id: «D105»\n',
          },
          {
            file: REGISTRY,
            find: '    check_script: surfaces/verify/d105-backup-evidence-complete.sh\n',
            replace: '',
          },
        ],
      },
    ],
  },
});

function* withoutScript(gate: GateScript, estate: Estate): Iterable<Breach> {
  if (gate.inline || gate.compositeOf.length > 0 || parentsOf(estate, gate).length > 0) return;
  yield {
    message: `gate "${gate.id}" has no check_script; expected one, unless the gate is inline or a composite`,
    fix: 'State check_script, or mark the gate as inline or retired.',
    key: 'none',
  };
}

function* notRunnable(gate: GateScript, written: string): Iterable<Breach> {
  const { executable, checkScript } = gate;
  if (executable === undefined || executable.runnable) return;
  const problem = executable.exists
    ? 'which is not executable; expected a file that may be run'
    : 'which does not exist; expected a script of the estate';
  yield {
    message: `gate "${gate.id}" runs "${written}", ${problem}`,
    at: checkScript!.at,
    ...(executable.exists && { fix: 'Set the executable bit of the script (chmod +x).' }),
    key: written,
  };
}
