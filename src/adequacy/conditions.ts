import { isExempt } from './exempt.ts';
import { sameFacts } from './same-facts.ts';
import {
  edgeOf,
  hasOneHypervisor,
  hasOtherEvidence,
  hasOtherProbe,
  holdsOtherwise,
  isAnchoredOnHypervisor,
  isAwayAsBefore,
  isClosedLoop,
  isDrop,
  isField,
  isLanBroadcast,
  isLimited,
  isNamedNowhere,
  isObservedElsewhere,
  isObservedInPart,
  isOpenGap,
  isOwnersEdge,
  isPhaseRepeated,
  isProbedElsewhere,
  isStricterItself,
  isUnbound,
  isUnnamedDevice,
  needsNoGuard,
  sameButPorts,
  type Unnoticed,
  wakesAsBefore,
} from './unnoticed.ts';

/** A reason why a damage breaks no law: it leaves an estate that is another lawful one. */
export interface Condition {
  readonly sentence: string;
  readonly holds: (unnoticed: Unnoticed) => boolean;
}

export const CONDITIONS: readonly Condition[] = [
  {
    sentence:
      'Stated twice: without this statement every entity of the model is the same, by what other contracts say.',
    holds: (unnoticed) => isDrop(unnoticed) && sameFacts(unnoticed.ground.estate, unnoticed.estate),
  },
  {
    sentence: 'The row is not held to the standard: planned, retired, a template or switched off.',
    holds: ({ mutant, ground }) => isExempt(ground, mutant.at),
  },
  {
    sentence:
      'The capability still covers the same sites, and its facet leaves out no machine of a kind of which it observes most; which machines it names is its own to say.',
    holds: (unnoticed) =>
      unnoticed.mutant.kind === 'capabilities' &&
      isObservedInPart(unnoticed) &&
      sameFacts(unnoticed.ground.estate, unnoticed.estate, {
        capabilities: ['nodes', 'statedSites', 'statedNodes', 'statedObserves', 'site'],
      }),
  },
  {
    sentence: 'What a capability requires first is said by its own row alone.',
    holds: (unnoticed) => isField(unnoticed, /^capabilities\.\*\.requires/),
  },
  {
    sentence:
      'No contract but its own row names the capability, no stop or start of a NAS rests on it, and what it observes another observes too.',
    holds: (unnoticed) =>
      unnoticed.mutant.operator.id === 'drop-capability' &&
      isNamedNowhere(unnoticed.mutant, unnoticed.ground) &&
      isObservedElsewhere(unnoticed),
  },
  {
    sentence:
      'An edge by order, or by names to a machine that no DHCP hands out, is implied by no other contract: only its owner knows it.',
    holds: (unnoticed) => isDrop(unnoticed) && isOwnersEdge(unnoticed),
  },
  {
    sentence:
      'The edge holds as before; that it is for names is left out, and the order does not depend on that.',
    holds: (unnoticed) => isField(unnoticed, /^dependencies\[\]\.via$/) && holdsOtherwise(unnoticed),
  },
  {
    sentence: 'The edge need not be met: its consumer runs without it.',
    holds: (unnoticed) => isField(unnoticed, /^dependencies/) && !edgeOf(unnoticed)?.required,
  },
  {
    sentence: 'Everything that the phase starts is started by another phase of the site too.',
    holds: (unnoticed) => isDrop(unnoticed) && isPhaseRepeated(unnoticed),
  },
  {
    sentence: 'A pause after a start is a lower bound: what was started is asked until it answers.',
    holds: (unnoticed) => isDrop(unnoticed) && isField(unnoticed, /\.wait_after_sec$/),
  },
  {
    sentence: 'An enabled probe of the services asks the same port, so that the phase loses nothing.',
    holds: (unnoticed) => isField(unnoticed, /\.health_probes/) && isProbedElsewhere(unnoticed),
  },
  {
    sentence: 'The closed gap has other evidence.',
    holds: (unnoticed) =>
      isField(unnoticed, /^gaps\[\]\.(?:fixed_in|notes|resolution|evidence_run_keys|regression_lock_id)/) &&
      hasOtherEvidence(unnoticed),
  },
  {
    sentence: 'The loop is closed: nobody has to answer for it any more.',
    holds: (unnoticed) => isField(unnoticed, /^owner$/) && isDrop(unnoticed) && isClosedLoop(unnoticed),
  },
  {
    sentence: 'The gap is open: a note on it claims nothing yet.',
    holds: (unnoticed) =>
      isField(unnoticed, /^gaps\[\]\.notes$/) && isDrop(unnoticed) && isOpenGap(unnoticed),
  },
  {
    sentence: 'The site requires no out-of-band guard, so that no device has to be tried.',
    holds: (unnoticed) => isField(unnoticed, /\.oob\.devices/) && needsNoGuard(unnoticed),
  },
  {
    sentence: 'Another port of the device is tried.',
    holds: (unnoticed) =>
      isDrop(unnoticed) && isField(unnoticed, /\.tcp_any\[\]$/) && sameButPorts(unnoticed),
  },
  {
    sentence: "A choice of the site's owner: each value is lawful, and nothing else states it.",
    holds: (unnoticed) =>
      isField(unnoticed, /\.nas_stop\[\]$/) ||
      (unnoticed.mutant.operator.id === 'flip-switch' && /escalate_stop/.test(unnoticed.mutant.text)),
  },
  {
    sentence: 'The limit of the site for the classification of the target is still in force.',
    holds: (unnoticed) =>
      isDrop(unnoticed) && isField(unnoticed, /\.stale_after_hours$/) && isLimited(unnoticed),
  },
  {
    sentence: 'The limit of the target itself is as strict as what the site demands of its classification.',
    holds: (unnoticed) =>
      isDrop(unnoticed) && isField(unnoticed, /^targets\[\]\.classification$/) && isStricterItself(unnoticed),
  },
  {
    sentence: 'The copy lies away from its guests as before; at which other site is a choice of its owner.',
    holds: (unnoticed) => unnoticed.mutant.operator.id.startsWith('repoint-') && isAwayAsBefore(unnoticed),
  },
  {
    sentence: 'The anchor is a hypervisor of the site, which other statements name.',
    holds: (unnoticed) =>
      isDrop(unnoticed) && isField(unnoticed, /\.tailscale_anchor$/) && isAnchoredOnHypervisor(unnoticed),
  },
  {
    sentence: 'The site has one hypervisor, so that its guests need not name it.',
    holds: (unnoticed) =>
      isDrop(unnoticed) &&
      isField(unnoticed, /\.proxmox_host$/) &&
      hasOneHypervisor(unnoticed) &&
      sameFacts(unnoticed.ground.estate, unnoticed.estate, { guests: ['hypervisor'] }),
  },
  {
    sentence:
      'Another enabled probe of the same class looks at the same machine, and every service with a health path that was asked still is.',
    holds: (unnoticed) => hasOtherProbe(unnoticed),
  },
  {
    sentence: 'Another contract states the same MAC, or nothing wakes the machine.',
    holds: (unnoticed) => isDrop(unnoticed) && isField(unnoticed, /(?:^|\.)mac$/) && wakesAsBefore(unnoticed),
  },
  {
    sentence: 'A text and a list of that text alone are read alike.',
    holds: ({ mutant, ground, estate }) =>
      mutant.operator.id === 'retype-field' && sameFacts(ground.estate, estate),
  },
  {
    sentence: 'The machine is still known by another of its names or addresses, at the same site.',
    holds: (unnoticed) =>
      isDrop(unnoticed) &&
      wakesAsBefore(unnoticed) &&
      sameFacts(unnoticed.ground.estate, unnoticed.estate, { nodes: ['names', 'addresses', 'macs'] }),
  },
  {
    sentence: 'Nothing but its own rows names the device, so that nothing reaches it or waits for it.',
    holds: (unnoticed) => isDrop(unnoticed) && isUnnamedDevice(unnoticed),
  },
  {
    sentence: 'A capability that names no machine and observes none says for itself where it runs.',
    holds: (unnoticed) => isDrop(unnoticed) && isUnbound(unnoticed),
  },
  {
    sentence: 'The broadcast address that is left out is the last one of the LAN, which is taken then.',
    holds: (unnoticed) => isDrop(unnoticed) && isLanBroadcast(unnoticed),
  },
  {
    sentence: 'The time zone that is left out is the default, UTC.',
    holds: (unnoticed) => isDrop(unnoticed) && /timezone "(?:Etc\/)?UTC"/.test(unnoticed.mutant.text),
  },
  {
    sentence: 'A snapshot of single targets stands beside the report of counts, and says when it was taken.',
    holds: (unnoticed) =>
      isField(unnoticed, /^generated_at_utc$/) &&
      unnoticed.estate.evidence.some(({ observations, observedAt }) => observations.length > 0 && observedAt),
  },
  {
    sentence: 'A count that is not stated cannot be wrong.',
    holds: (unnoticed) =>
      isDrop(unnoticed) && isField(unnoticed, /^(?:gate_count\.|core_mode\.core_count_limit)/),
  },
];
