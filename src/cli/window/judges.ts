import { packOf } from '../../config/packs.ts';
import { uncountedPaths } from '../../config/uncounted.ts';
import { identityOf } from '../../git/identity.ts';
import { meets } from '../../result/exit-code.ts';
import { unmet } from '../../result/pack-exit.ts';
import type { EstateIdentity } from '../../result/result.ts';
import { counts } from '../../result/result.ts';
import { freshByEvidence, freshByLook } from '../../window/backups/freshness.ts';
import { lookAtCopies } from '../../window/backups/look.ts';
import { holds, notYet, type Observation, wrong } from '../../window/observation.ts';
import type { Judges } from '../../window/own-checks.ts';
import { type Judgement, judged } from '../judgement.ts';
import { MAINTENANCE, planningOf, type Setting, windowFolder } from './setting.ts';
import { receiptObservation } from './stand-in.ts';

/** The estate's judgement by the maintenance pack, made once when somebody asks. */
export type PackJudgement = () => Judgement;

export function packJudgement(setting: Setting): PackJudgement {
  let made: Judgement | undefined;
  return () => {
    const { tree, prepared } = setting;
    const { gates } = packOf(MAINTENANCE, prepared.settings, prepared.catalogue);
    made ??= judged(tree, prepared, windowIdentity(setting), gates);
    return made;
  };
}

/** What windows write never makes the work tree dirty. */
export function windowIdentity(setting: Setting): EstateIdentity {
  const { root, prepared } = setting;
  const uncounted = uncountedPaths(prepared.settings, prepared.estate.documents);
  return identityOf(
    root,
    [...uncounted, windowFolder(setting).shown].filter((path) => path !== ''),
  );
}

/** What a window asks of the contracts, the laws and the copies. A receipt, by its run key, may stand in for the laws. */
export function judgesOf(setting: Setting, judgement: PackJudgement, receipt: string | null): Judges {
  const { estate } = setting.prepared;
  return {
    pack: async ({ site }) =>
      receipt === null ? packObservation(setting, judgement(), site) : receiptObservation(setting, receipt),
    evidence: async (check) => freshByEvidence(estate, check, estate.now),
    copies: async (check) => {
      const target = estate.index.target(check.target);
      if (!target) return notYet(`"${check.target}" is no backup target`);
      const copy = await lookAtCopies(setting.world, planningOf(setting), target);
      return freshByLook(check, copy, setting.world.time.now());
    },
  };
}

function packObservation({ prepared }: Setting, { result }: Judgement, site: string): Observation {
  const pack = packOf(MAINTENANCE, prepared.settings, prepared.catalogue);
  const findings = result.findings.filter(
    (one) =>
      counts(one) && meets(one.severity, pack.threshold) && (one.site === undefined || one.site === site),
  );
  const silent = unmet(result.gates, pack.required).map((gate) => `${gate.id} is ${gate.outcome}`);
  const crashed = result.gates
    .filter((gate) => gate.outcome === 'crashed')
    .map((gate) => `${gate.id} crashed`);
  const [first] = findings;
  if (!first && silent.length + crashed.length === 0) return holds('the pack "maintenance" passes');
  const words = [
    ...(first
      ? [`${findings.length} findings, the first of ${first.gate} at ${first.place.file}:${first.place.line}`]
      : []),
    ...silent,
    ...crashed,
  ];
  return wrong(`the pack "maintenance" fails: ${words.join('; ')}`, 'see `gates check --pack maintenance`');
}
