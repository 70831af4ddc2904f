// Generated from the files below gates/ by "npm run generate". Edit those instead.
import type { Gate } from '../src/gate/gate.ts';
import backupsAppFacet from './backups/app-facet.ts';
import backupsDumpOfItsGuest from './backups/dump-of-its-guest.ts';
import backupsEvidenceConclusive from './backups/evidence-conclusive.ts';
import backupsEvidencePresent from './backups/evidence-present.ts';
import backupsEvidenceRecent from './backups/evidence-recent.ts';
import backupsFacetAsItLies from './backups/facet-as-it-lies.ts';
import backupsFreshEnough from './backups/fresh-enough.ts';
import backupsJobComplete from './backups/job-complete.ts';
import backupsJobWritesItsTargets from './backups/job-writes-its-targets.ts';
import backupsLaneHostsAgree from './backups/lane-hosts-agree.ts';
import backupsLimitWithinDemand from './backups/limit-within-demand.ts';
import backupsLimitsHold from './backups/limits-hold.ts';
import backupsOffsiteFacet from './backups/offsite-facet.ts';
import backupsRetentionDeclared from './backups/retention-declared.ts';
import backupsScheduleKnown from './backups/schedule-known.ts';
import backupsSchedulesAgree from './backups/schedules-agree.ts';
import backupsTargetFindable from './backups/target-findable.ts';
import backupsTargetGuestsResolve from './backups/target-guests-resolve.ts';
import backupsTargetHostResolves from './backups/target-host-resolves.ts';
import backupsUnitsAgree from './backups/units-agree.ts';
import backupsVmFacet from './backups/vm-facet.ts';
import contractsAddressOneMachine from './contracts/address-one-machine.ts';
import contractsCapabilityCommandsExist from './contracts/capability-commands-exist.ts';
import contractsCapabilityNamesOnce from './contracts/capability-names-once.ts';
import contractsCapabilitySafetyStated from './contracts/capability-safety-stated.ts';
import contractsConfirmed from './contracts/confirmed.ts';
import contractsFitSchema from './contracts/fit-schema.ts';
import contractsKeysUnique from './contracts/keys-unique.ts';
import contractsLanOnlyHasAWay from './contracts/lan-only-has-a-way.ts';
import contractsMacOneMachine from './contracts/mac-one-machine.ts';
import contractsNameOneMachine from './contracts/name-one-machine.ts';
import contractsParse from './contracts/parse.ts';
import contractsReadableHygiene from './contracts/readable-hygiene.ts';
import contractsReferencesResolve from './contracts/references-resolve.ts';
import contractsSshTargetHasAddress from './contracts/ssh-target-has-address.ts';
import contractsVerified from './contracts/verified.ts';
import gapsBindingsResolve from './gaps/bindings-resolve.ts';
import gapsClosedHolds from './gaps/closed-holds.ts';
import gapsClosedStillHolds from './gaps/closed-still-holds.ts';
import gapsClosedWithEvidence from './gaps/closed-with-evidence.ts';
import gapsDescribed from './gaps/described.ts';
import gapsLockInService from './gaps/lock-in-service.ts';
import gateScriptsCanFail from './gate-scripts/can-fail.ts';
import gateScriptsCategoryDeclared from './gate-scripts/category-declared.ts';
import gateScriptsDescribed from './gate-scripts/described.ts';
import gateScriptsExists from './gate-scripts/exists.ts';
import gateScriptsInlineOrScript from './gate-scripts/inline-or-script.ts';
import gateScriptsNoPinnedLiteral from './gate-scripts/no-pinned-literal.ts';
import gateScriptsOpensWhatGoverns from './gate-scripts/opens-what-governs.ts';
import guestsAfterResolver from './guests/after-resolver.ts';
import guestsBackedUp from './guests/backed-up.ts';
import guestsCarrierSequenced from './guests/carrier-sequenced.ts';
import guestsComposeStacksAgree from './guests/compose-stacks-agree.ts';
import guestsDescribed from './guests/described.ts';
import guestsEntriesResolve from './guests/entries-resolve.ts';
import guestsInExecutorLists from './guests/in-executor-lists.ts';
import guestsKindAgreed from './guests/kind-agreed.ts';
import guestsKindDeclared from './guests/kind-declared.ts';
import guestsKnownSite from './guests/known-site.ts';
import guestsNodesInPhases from './guests/nodes-in-phases.ts';
import guestsOneRow from './guests/one-row.ts';
import guestsOrdersSameSet from './guests/orders-same-set.ts';
import guestsOwned from './guests/owned.ts';
import guestsPhaseStacksAgree from './guests/phase-stacks-agree.ts';
import guestsPhasesAgreeWithOrder from './guests/phases-agree-with-order.ts';
import guestsPhasesWhole from './guests/phases-whole.ts';
import guestsPlaced from './guests/placed.ts';
import guestsRegistered from './guests/registered.ts';
import guestsRetiredNotSequenced from './guests/retired-not-sequenced.ts';
import guestsSequenced from './guests/sequenced.ts';
import guestsServicesAgree from './guests/services-agree.ts';
import guestsSiteAgreed from './guests/site-agreed.ts';
import guestsStateAgreed from './guests/state-agreed.ts';
import guestsVmidInRange from './guests/vmid-in-range.ts';
import loopsClosedWithItsGaps from './loops/closed-with-its-gaps.ts';
import loopsCountsHold from './loops/counts-hold.ts';
import loopsDescribed from './loops/described.ts';
import loopsGapsRegistered from './loops/gaps-registered.ts';
import loopsLinksBothWays from './loops/links-both-ways.ts';
import loopsListedOnce from './loops/listed-once.ts';
import loopsSeveritiesAgree from './loops/severities-agree.ts';
import loopsSummaryHolds from './loops/summary-holds.ts';
import mountsAcyclic from './mounts/acyclic.ts';
import mountsDependencyResolves from './mounts/dependency-resolves.ts';
import mountsEdgeDeclared from './mounts/edge-declared.ts';
import mountsEdgeHasMount from './mounts/edge-has-mount.ts';
import mountsEdgeWithinSite from './mounts/edge-within-site.ts';
import mountsExportProbed from './mounts/export-probed.ts';
import mountsOrderRespected from './mounts/order-respected.ts';
import mountsProviderDeclared from './mounts/provider-declared.ts';
import mountsRowComplete from './mounts/row-complete.ts';
import mountsSourceIsProvider from './mounts/source-is-provider.ts';
import nasBeforeConsumers from './nas/before-consumers.ts';
import nasCalledInOrder from './nas/called-in-order.ts';
import nasCapabilityCommandExists from './nas/capability-command-exists.ts';
import nasCommandActs from './nas/command-acts.ts';
import nasExportProbe from './nas/export-probe.ts';
import nasOneMac from './nas/one-mac.ts';
import nasRegistered from './nas/registered.ts';
import nasSequenced from './nas/sequenced.ts';
import nasStartCapability from './nas/start-capability.ts';
import nasStopCapability from './nas/stop-capability.ts';
import packsAssignmentsAgree from './packs/assignments-agree.ts';
import packsCoreAgrees from './packs/core-agrees.ts';
import packsCountsAreRight from './packs/counts-are-right.ts';
import packsDomainsAgree from './packs/domains-agree.ts';
import packsGateInAPack from './packs/gate-in-a-pack.ts';
import packsIdsExist from './packs/ids-exist.ts';
import packsIdsUnique from './packs/ids-unique.ts';
import packsReleaseSequenceStated from './packs/release-sequence-stated.ts';
import packsReleasedAfterNeeds from './packs/released-after-needs.ts';
import scriptsAllowHasReason from './scripts/allow-has-reason.ts';
import scriptsAllowIsNeeded from './scripts/allow-is-needed.ts';
import scriptsGuestListsBothKinds from './scripts/guest-lists-both-kinds.ts';
import scriptsGuestPowerBothKinds from './scripts/guest-power-both-kinds.ts';
import scriptsGuestTestsBothKinds from './scripts/guest-tests-both-kinds.ts';
import scriptsNoDeviceLiteral from './scripts/no-device-literal.ts';
import scriptsNoGuestList from './scripts/no-guest-list.ts';
import scriptsNoHostLiteral from './scripts/no-host-literal.ts';
import scriptsNoLanLiteral from './scripts/no-lan-literal.ts';
import scriptsNoSiteFlag from './scripts/no-site-flag.ts';
import scriptsNoSiteLiteral from './scripts/no-site-literal.ts';
import scriptsNoStoragePath from './scripts/no-storage-path.ts';
import scriptsOrderReaderComplete from './scripts/order-reader-complete.ts';
import scriptsParses from './scripts/parses.ts';
import scriptsPolicyRead from './scripts/policy-read.ts';
import scriptsPowerOffConfirmed from './scripts/power-off-confirmed.ts';
import scriptsRecoveryInspectsEveryKind from './scripts/recovery-inspects-every-kind.ts';
import scriptsRecoveryReachesEverySite from './scripts/recovery-reaches-every-site.ts';
import scriptsStartFailureHeard from './scripts/start-failure-heard.ts';
import scriptsStopEscalationReachable from './scripts/stop-escalation-reachable.ts';
import sitesBackupLimitDeclared from './sites/backup-limit-declared.ts';
import sitesCapabilitySitesAgree from './sites/capability-sites-agree.ts';
import sitesComposeTargetsListed from './sites/compose-targets-listed.ts';
import sitesComposeTargetsRun from './sites/compose-targets-run.ts';
import sitesHostsPlacedOnce from './sites/hosts-placed-once.ts';
import sitesLanAgreed from './sites/lan-agreed.ts';
import sitesListsAgree from './sites/lists-agree.ts';
import sitesMachinesRegistered from './sites/machines-registered.ts';
import sitesMaintenanceParity from './sites/maintenance-parity.ts';
import sitesMaintenanceRow from './sites/maintenance-row.ts';
import sitesObservabilityParity from './sites/observability-parity.ts';
import sitesObservationHasFacet from './sites/observation-has-facet.ts';
import sitesObservationWhole from './sites/observation-whole.ts';
import sitesOobPolicyDeclared from './sites/oob-policy-declared.ts';
import sitesOobSurvivesPoweroff from './sites/oob-survives-poweroff.ts';
import sitesOobSwitchesAgree from './sites/oob-switches-agree.ts';
import sitesPhaseOrder from './sites/phase-order.ts';
import sitesPostchecks from './sites/postchecks.ts';
import sitesProbeAsksWhatItNames from './sites/probe-asks-what-it-names.ts';
import sitesProbeClasses from './sites/probe-classes.ts';
import sitesProbeWhereServiceRuns from './sites/probe-where-service-runs.ts';
import sitesRecoveryDeclared from './sites/recovery-declared.ts';
import sitesRunbookCovers from './sites/runbook-covers.ts';
import sitesServicesProbed from './sites/services-probed.ts';
import sitesTopologyBound from './sites/topology-bound.ts';
import sitesVmidRangesAgree from './sites/vmid-ranges-agree.ts';
import sitesWindowDevicesLocal from './sites/window-devices-local.ts';
import waiversCurrent from './waivers/current.ts';
import waiversNeeded from './waivers/needed.ts';
import waiversPermitted from './waivers/permitted.ts';

/** Every gate of the catalogue, by id. */
export const GATES: readonly Gate[] = [
  backupsAppFacet,
  backupsDumpOfItsGuest,
  backupsEvidenceConclusive,
  backupsEvidencePresent,
  backupsEvidenceRecent,
  backupsFacetAsItLies,
  backupsFreshEnough,
  backupsJobComplete,
  backupsJobWritesItsTargets,
  backupsLaneHostsAgree,
  backupsLimitWithinDemand,
  backupsLimitsHold,
  backupsOffsiteFacet,
  backupsRetentionDeclared,
  backupsScheduleKnown,
  backupsSchedulesAgree,
  backupsTargetFindable,
  backupsTargetGuestsResolve,
  backupsTargetHostResolves,
  backupsUnitsAgree,
  backupsVmFacet,
  contractsAddressOneMachine,
  contractsCapabilityCommandsExist,
  contractsCapabilityNamesOnce,
  contractsCapabilitySafetyStated,
  contractsConfirmed,
  contractsFitSchema,
  contractsKeysUnique,
  contractsLanOnlyHasAWay,
  contractsMacOneMachine,
  contractsNameOneMachine,
  contractsParse,
  contractsReadableHygiene,
  contractsReferencesResolve,
  contractsSshTargetHasAddress,
  contractsVerified,
  gapsBindingsResolve,
  gapsClosedHolds,
  gapsClosedStillHolds,
  gapsClosedWithEvidence,
  gapsDescribed,
  gapsLockInService,
  gateScriptsCanFail,
  gateScriptsCategoryDeclared,
  gateScriptsDescribed,
  gateScriptsExists,
  gateScriptsInlineOrScript,
  gateScriptsNoPinnedLiteral,
  gateScriptsOpensWhatGoverns,
  guestsAfterResolver,
  guestsBackedUp,
  guestsCarrierSequenced,
  guestsComposeStacksAgree,
  guestsDescribed,
  guestsEntriesResolve,
  guestsInExecutorLists,
  guestsKindAgreed,
  guestsKindDeclared,
  guestsKnownSite,
  guestsNodesInPhases,
  guestsOneRow,
  guestsOrdersSameSet,
  guestsOwned,
  guestsPhaseStacksAgree,
  guestsPhasesAgreeWithOrder,
  guestsPhasesWhole,
  guestsPlaced,
  guestsRegistered,
  guestsRetiredNotSequenced,
  guestsSequenced,
  guestsServicesAgree,
  guestsSiteAgreed,
  guestsStateAgreed,
  guestsVmidInRange,
  loopsClosedWithItsGaps,
  loopsCountsHold,
  loopsDescribed,
  loopsGapsRegistered,
  loopsLinksBothWays,
  loopsListedOnce,
  loopsSeveritiesAgree,
  loopsSummaryHolds,
  mountsAcyclic,
  mountsDependencyResolves,
  mountsEdgeDeclared,
  mountsEdgeHasMount,
  mountsEdgeWithinSite,
  mountsExportProbed,
  mountsOrderRespected,
  mountsProviderDeclared,
  mountsRowComplete,
  mountsSourceIsProvider,
  nasBeforeConsumers,
  nasCalledInOrder,
  nasCapabilityCommandExists,
  nasCommandActs,
  nasExportProbe,
  nasOneMac,
  nasRegistered,
  nasSequenced,
  nasStartCapability,
  nasStopCapability,
  packsAssignmentsAgree,
  packsCoreAgrees,
  packsCountsAreRight,
  packsDomainsAgree,
  packsGateInAPack,
  packsIdsExist,
  packsIdsUnique,
  packsReleaseSequenceStated,
  packsReleasedAfterNeeds,
  scriptsAllowHasReason,
  scriptsAllowIsNeeded,
  scriptsGuestListsBothKinds,
  scriptsGuestPowerBothKinds,
  scriptsGuestTestsBothKinds,
  scriptsNoDeviceLiteral,
  scriptsNoGuestList,
  scriptsNoHostLiteral,
  scriptsNoLanLiteral,
  scriptsNoSiteFlag,
  scriptsNoSiteLiteral,
  scriptsNoStoragePath,
  scriptsOrderReaderComplete,
  scriptsParses,
  scriptsPolicyRead,
  scriptsPowerOffConfirmed,
  scriptsRecoveryInspectsEveryKind,
  scriptsRecoveryReachesEverySite,
  scriptsStartFailureHeard,
  scriptsStopEscalationReachable,
  sitesBackupLimitDeclared,
  sitesCapabilitySitesAgree,
  sitesComposeTargetsListed,
  sitesComposeTargetsRun,
  sitesHostsPlacedOnce,
  sitesLanAgreed,
  sitesListsAgree,
  sitesMachinesRegistered,
  sitesMaintenanceParity,
  sitesMaintenanceRow,
  sitesObservabilityParity,
  sitesObservationHasFacet,
  sitesObservationWhole,
  sitesOobPolicyDeclared,
  sitesOobSurvivesPoweroff,
  sitesOobSwitchesAgree,
  sitesPhaseOrder,
  sitesPostchecks,
  sitesProbeAsksWhatItNames,
  sitesProbeClasses,
  sitesProbeWhereServiceRuns,
  sitesRecoveryDeclared,
  sitesRunbookCovers,
  sitesServicesProbed,
  sitesTopologyBound,
  sitesVmidRangesAgree,
  sitesWindowDevicesLocal,
  waiversCurrent,
  waiversNeeded,
  waiversPermitted,
];
