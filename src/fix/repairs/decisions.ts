import type { Estate } from '../../estate/model/estate.ts';
import type { Node } from '../../estate/model/node.ts';
import { isGuest } from '../../estate/reading/reference.ts';
import type { Finding } from '../../finding/finding.ts';
import { pathOf } from '../order/lists.ts';
import type { Proposal, Repair } from '../repair.ts';
import { contractFile, into } from './contract-file.ts';
import { thingOf } from './thing.ts';

/** A limit of a target that its schedule can hold. */
export const widenLimit: Repair = function* (finding, estate) {
  const needed = /expected at least (\d+) h/.exec(finding.message)?.[1];
  const target = estate.backupTargets.find(({ subject }) => subject === finding.subject);
  const own = finding.message.includes('its own stale_after_hours') ? target?.staleAfterHours : undefined;
  if (needed === undefined || !own) return;
  const change = { kind: 'value', file: own.at.file, path: pathOf(own.at), value: Number(needed) } as const;
  yield { changes: [change], decision: 'whether the copy may be that old, or has to be written more often' };
};

/** A capability that starts or stops a NAS by this tool's own command. */
export const nasCapability =
  (verb: 'start' | 'stop'): Repair =>
  (finding, estate) => {
    const nas = thingOf(finding, estate);
    return nas && !isGuest(nas) ? capabilityOf(nas, verb, finding, estate) : [];
  };

function* capabilityOf(
  nas: Node,
  verb: 'start' | 'stop',
  finding: Finding,
  estate: Estate,
): Iterable<Proposal> {
  const contract = contractFile(estate, 'capabilities', ['capabilities'], finding.site);
  if (!contract || nas.site === undefined) return;
  const { file } = contract;
  const [key, what] = verb === 'start' ? [`${nas.id}.startup`, 'Wake'] : [`${nas.id}.shutdown`, 'Stop'];
  const value = {
    description: `${what} the NAS ${nas.id}.`,
    command: `gates nas ${verb} --site ${nas.site} --execute`,
    safety: verb === 'start' ? 'mutating' : 'destructive',
    approval: 'manual',
    sites: [nas.site],
    nodes: [nas.id],
  };
  yield {
    changes: into(contract, { kind: 'pair', file, path: ['capabilities'], key, value }),
    decision: 'who may run it, and whether by this tool',
  };
}

/** The day on which a contract was last compared with the estate. */
export const sayVerified: Repair = function* (finding, estate) {
  const { file } = finding.place;
  const value = new Date(estate.now).toISOString().slice(0, 10);
  yield {
    changes: [{ kind: 'pair', file, path: [], key: 'last_verified', value }],
    decision: 'that somebody compared it with the estate that day',
  };
};
