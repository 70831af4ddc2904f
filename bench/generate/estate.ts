import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { observed } from './backups.ts';
import { SITE_CONTRACTS } from './contracts.ts';
import { emit, type Value } from './emit.ts';
import { capabilities, gaps, SAMPLE } from './governance.ts';
import { lean, SPARE_CONTRACTS } from './lean.ts';
import { odd } from './odd.ts';
import { pick, type Random, randomOf } from './random.ts';
import { script } from './scripts.ts';
import { type Site, sitesOf } from './site.ts';

export interface EstateSize {
  readonly sites: number;
  readonly guests: number;
  readonly services: number;
  readonly gaps: number;
  readonly capabilities: number;
  readonly scripts: number;
  /** Size of one script. */
  readonly scriptBytes: number;
  /** YAML files that no gate reads, and their size. */
  readonly otherYaml: number;
  readonly otherYamlBytes: number;
  readonly pages: number;
  readonly pageBytes: number;
  /** Contracts say what the laws need and no more. */
  readonly lean?: boolean;
}

export type Variant = 'clean' | 'gapped' | 'odd';

/** A few sites with long registers and many scripts: 14 MB, 1.5 MB of it governed. */
export const OPERATOR: EstateSize = {
  sites: 8,
  guests: 20,
  services: 40,
  gaps: 1100,
  capabilities: 700,
  scripts: 975,
  scriptBytes: 4200,
  otherYaml: 175,
  otherYamlBytes: 20_000,
  pages: 450,
  pageBytes: 9_500,
};

export const sitesOnly = (sites: number): EstateSize => ({
  ...OPERATOR,
  sites,
  gaps: 0,
  capabilities: 0,
  scripts: 0,
  otherYaml: 0,
  pages: 0,
  lean: true,
});

/** Judged at this moment, a few hours after everything was observed. */
export const NOW = '2026-01-15T12:00:00Z';

export interface EstateChoice {
  readonly seed: number;
  readonly variant: Variant;
  /** Pins the clock in gates.yaml, as sample estates do. */
  readonly pinned: boolean;
}

/** Writes an estate below a folder; the same seed and size give the same bytes. */
export function writeEstate(folder: string, size: EstateSize, { seed, variant, pinned }: EstateChoice): void {
  const random = randomOf(seed);
  const sites = sitesOf(size.sites, size);
  const write = (path: string, text: string, mode = 0o644): void => {
    const full = join(folder, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text);
    if (mode !== 0o644) chmodSync(full, mode);
  };
  const contract = (path: string, value: Value): void => {
    const rows = size.lean ? lean(value) : value;
    const text = `# Generated.\n# Status: authoritative\n# Last verified: 2026-01-12\n${emit(rows)}`;
    write(path, variant === 'odd' ? odd(text, random) : text);
  };
  for (const site of variant === 'gapped' ? sites.map((one) => gapped(one, random)) : sites) {
    for (const [name, rows] of Object.entries(SITE_CONTRACTS))
      if (!size.lean || !SPARE_CONTRACTS.has(name))
        contract(`ops/bindings/${site.id}/${site.id}.${name}.yaml`, rows(site));
    write(`docs/governance/${site.id.toUpperCase()}_REBOOT_HEALTH_GATE.md`, runbook(site));
  }
  contract(
    'ops/bindings/backup.freshness.snapshot.yaml',
    observed(sites, '2026-01-15T08:00:00Z', '2026-01-15T05:00:00Z'),
  );
  contract('ops/capabilities.yaml', capabilities(sites, size.capabilities, random));
  if (size.gaps > 0) contract('ops/bindings/operational.gaps.yaml', gaps(size.gaps, random));
  write('gates.yaml', `version: 1\n${pinned ? `now: ${NOW}\n` : ''}scripts:\n  roots: [ops, surfaces]\n`);
  copySample(folder);
  writeScripts(write, size, sites, variant, random);
  writeOthers(write, size, random);
}

/** Without a place in the order, a backup, or a storage row for one guest in ten. */
function gapped(site: Site, random: Random): Site {
  return { ...site, guests: site.guests.filter((guest) => guest.dns || random() > 0.1) };
}

function copySample(folder: string): void {
  for (const path of [
    'ops/bin',
    'ops/plugins/infra',
    'ops/plugins/storage',
    'ops/plugins/network',
    'ops/plugins/core',
    'ops/plugins/backup',
    'surfaces',
    'ops/bindings/gate.registry.yaml',
    'ops/bindings/gate.execution.topology.yaml',
    'ops/bindings/gate.domain.profiles.yaml',
    'docs/governance/BACKUP_RESTORE_DRILL.md',
  ]) {
    cpSync(join(SAMPLE, path), join(folder, path), { recursive: true });
  }
  for (const name of readdirSync(join(folder, CHECKS))) readSpread(join(folder, CHECKS, name));
}

const CHECKS = 'surfaces/verify';

/** The sample's checks read one file of each kind; here each site has its own. */
function readSpread(path: string): void {
  const names = Object.keys(SITE_CONTRACTS).join('|').replaceAll('.', '\\.');
  const text = readFileSync(path, 'utf8')
    .replace('docs/governance/SERVICE_REGISTRY.yaml', 'ops/bindings/service.registry.yaml')
    .replace(new RegExp(`(ops/bindings|\\$BINDINGS)/(${names})\\.yaml`, 'g'), '$1/*/*.$2.yaml');
  writeFileSync(path, text);
}

type Write = (path: string, text: string, mode?: number) => void;

function writeScripts(
  write: Write,
  size: EstateSize,
  sites: readonly Site[],
  variant: Variant,
  random: Random,
): void {
  for (let at = 0; at < size.scripts; at++) {
    const site = pick(random, sites);
    const words = { site: site.id, host: site.hypervisor, nas: site.nas, lan: site.lan };
    const names = variant === 'gapped' && random() < 0.1 ? words : undefined;
    const text = script(random, size.scriptBytes * (0.3 + 1.4 * random()), at % 5 < 3, names);
    write(`ops/plugins/reports/bin/script-${at}`, text, 0o755);
  }
}

function writeOthers(write: Write, size: EstateSize, random: Random): void {
  for (let at = 0; at < size.otherYaml; at++) {
    const rows = Math.ceil(size.otherYamlBytes / 170);
    write(
      `data/tables/table-${at}.yaml`,
      emit({
        version: 1,
        rows: Array.from({ length: rows }, (_, row) => ({
          id: `row-${row}`,
          amount: Math.floor(random() * 1e6),
          name: pick(random, ['rent', 'paper', 'postage']),
          note: 'Entered by hand; compare it with the statement of the month.',
          paid: random() < 0.5,
        })),
      }),
    );
  }
  for (let at = 0; at < size.pages; at++) {
    write(
      `docs/notes/page-${at}.md`,
      `# Page ${at}\n\n${'What was done, and what was left for the next time. '.repeat(Math.ceil(size.pageBytes / 52))}\n`,
    );
  }
}

function runbook(site: Site): string {
  const [dns] = site.guests;
  return `---
status: authoritative
owner: "@operator"
last_verified: 2026-01-12
scope: reboot-validation
sites: [${site.id}]
---

# Reboot health gate

## Pre-Reboot Checklist

- [ ] **Backup fresh:** last backup < 30 hours (\`./ops/bin/ops cap run backup.status --site ${site.id}\`).
- [ ] **Guests known:** \`ssh ${site.hypervisor} "qm list; pct list"\` shows them all running.
- [ ] **Way in:** \`${site.console}\` answers (\`./ops/bin/ops cap run network.oob.guard.status --site ${site.id}\`).

## Hard Stop Conditions

| Condition | Check Command | Why It Is Blocking |
|---|---|---|
| A backup runs | \`ssh ${site.hypervisor} "pgrep vzdump"\` | Half an image is no image |
| The NAS rebuilds a disk | \`ssh ${site.nas} "grep -c recovery /proc/mdstat"\` | One more disk and the data is gone |

## Post-Reboot Verification

\`\`\`bash
ssh ${site.hypervisor} "findmnt /mnt/pve/archive-${site.id}"
ssh ${site.hypervisor} "pct status ${dns!.vmid}"
./ops/bin/ops cap run dns.status
\`\`\`

## Rollback Criteria

1. The NAS exports nothing after 15 minutes: leave the guests off.
`;
}
