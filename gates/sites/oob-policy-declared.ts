import { missingRow } from '../../src/estate/ask/collection-key.ts';
import { maintenanceRow } from '../../src/estate/ask/maintenance.ts';
import { activeSites } from '../../src/estate/ask/standard.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Site } from '../../src/estate/model/site.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

const CONTRACT = 'ops/bindings/infra.maintenance.transaction.contract.yaml';
const KIND = 'infra.maintenance.transaction.contract';

export default defineGate({
  id: 'sites/oob-policy-declared',
  title: 'Every active site declares its out-of-band policy, and a guard that is required has devices to try',
  why: 'When a hypervisor does not come back, the out-of-band path is the only way in; a window at a site without a policy is started without anybody having asked for one.',
  fix: 'State requires_oob_guard and oob.devices in the row of the site, and oob_policy.<site>.requires_guard_pass_or_onsite_ack.',
  severity: 'error',
  reads: ['topology.sites', KIND],
  examines: activeSites,
  *judge(site, estate) {
    if (!site.maintenance && !site.oobPolicy) {
      yield nothingDeclared(site, estate);
      return;
    }
    if (!site.maintenance?.requiresOobGuard) {
      const { at, where, related } = maintenanceRow(estate, site);
      const message = `site "${site.id}" does not say whether the out-of-band guard is required; expected requires_oob_guard in ${where}`;
      yield { message, at, related, key: 'guard' };
    }
    yield* policyBreach(site, estate);
    yield* deviceBreaches(site);
  },
  examples: {
    passing: [
      {
        name: 'no devices are needed where no guard is required',
        edits: [
          {
            file: CONTRACT,
            from: '        - {id: gw-home, tcp',
            to: '      survives_poweroff_of: [pve-home',
            replace: '',
          },
          { file: CONTRACT, find: 'devices:\n      survives', replace: 'devices: []\n      survives' },
        ],
      },
    ],
    failing: [
      {
        name: 'a site without a row and without a policy',
        edits: [
          { file: CONTRACT, find: 'sites:\n  - id: shop', replace: '«sites»:\n  - id: shop' },
          { file: CONTRACT, from: '  - id: home', to: 'oob_policy:', replace: '' },
          { file: CONTRACT, from: '  home:\n    requires_guard', to: '  ack_token', replace: '' },
        ],
      },
      {
        name: 'the row does not say whether the guard is required',
        edits: [
          {
            file: CONTRACT,
            find: 'id: home\n    host_id: pve-home\n    requires_oob_guard: false',
            replace: 'id: «home»\n    host_id: pve-home',
          },
        ],
      },
      {
        name: 'the policy has no entry for a site',
        edits: [
          { file: CONTRACT, find: 'oob_policy:', replace: '«oob_policy»:' },
          { file: CONTRACT, from: '  home:\n    requires_guard', to: '  ack_token', replace: '' },
        ],
      },
      {
        name: 'the entry does not state the switch',
        edits: [
          {
            file: CONTRACT,
            find: '  home:\n    requires_guard_pass_or_onsite_ack: false',
            replace: '  «home»:',
          },
        ],
      },
      {
        name: 'the guard is required, and no device is declared',
        edits: [
          { file: CONTRACT, find: 'requires_oob_guard: true', replace: 'requires_oob_guard: «true»' },
          {
            file: CONTRACT,
            from: '      devices:\n        - {id: idrac-shop',
            to: '      survives',
            replace: '',
          },
        ],
      },
      {
        name: 'a device without a port to try',
        edits: [{ file: CONTRACT, find: '{id: nvr-shop, tcp_any: [443, 80]}', replace: '{id: «nvr-shop»}' }],
      },
    ],
  },
});

function nothingDeclared(site: Site, estate: Estate): Breach {
  const { at, where, related } = maintenanceRow(estate, site);
  const message = `site "${site.id}" declares nothing about its out-of-band path; expected its row with requires_oob_guard in ${where}, and an entry of "oob_policy"`;
  return { message, at, related, key: 'guard' };
}

function* policyBreach(site: Site, estate: Estate): Iterable<Breach> {
  if (site.oobPolicySwitch) return;
  const absent = site.oobPolicy
    ? { at: site.oobPolicy, where: 'its entry of "oob_policy"', related: [] }
    : missingRow(estate, site, KIND, ['oob_policy']);
  yield {
    message: `site "${site.id}" has no out-of-band policy; expected requires_guard_pass_or_onsite_ack in ${absent.where}`,
    at: absent.at,
    related: absent.related,
    key: 'policy',
  };
}

function* deviceBreaches(site: Site): Iterable<Breach> {
  const guard = site.maintenance?.requiresOobGuard;
  if (!guard?.value) return;
  const devices = site.maintenance?.oob?.devices ?? [];
  if (devices.length === 0) {
    const message = `site "${site.id}" requires the out-of-band guard but declares no device that it could try; expected oob.devices`;
    yield { message, at: guard.at, key: 'devices' };
  }
  for (const device of devices) {
    if (device.tcpAny.length > 0) continue;
    const message = `out-of-band device "${device.id}" of site "${site.id}" has no port to try; expected tcp_any`;
    yield { message, at: device.at, key: `device ${device.id}` };
  }
}
