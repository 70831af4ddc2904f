import { isRow, listOf, type Row, rowOf } from '../../estate/reading/values.ts';
import { Refusal } from '../../finding/refusal.ts';
import { isJob, jobFacts } from './backup-jobs.ts';
import { type Facts, type FoundGuest, idOf, isTrue, kindOf, NO_FACTS, together, vmidOf } from './facts.ts';
import { jsonIn } from './json.ts';

/** Storage types that lie on another machine. */
const REMOTE = new Set(['nfs', 'cifs', 'pbs', 'glusterfs', 'iscsi']);

/** `pvesh get /cluster/resources`, `/storage`, `/cluster/backup` and the lists of a node, as an array or below `data`. */
export function fromPvesh(file: string, text: string): Facts {
  const value = jsonIn(file, text);
  const rows = Array.isArray(value)
    ? value
    : isRow(value) && Array.isArray(value.data)
      ? value.data
      : undefined;
  if (!rows) {
    throw new Refusal(
      `${file} holds no list`,
      'Expected the output of `pvesh get /cluster/resources --output-format json` of `/storage` or of `/cluster/backup`.',
    );
  }
  return together(rows.map((row, index) => rowFacts(file, rowOf(row), index)));
}

function rowFacts(file: string, row: Row, index: number): Facts {
  if (isJob(row)) return jobFacts(file, row, index);
  const id = typeof row.id === 'string' ? row.id.split('/') : [];
  const kind = kindOf(row.type) ?? kindOf(id[0]);
  if (kind || row.vmid !== undefined) return guestFacts(file, row, index, kind, id[1]);
  if (row.type === 'node') return nodeFacts(file, row, index);
  return typeof row.server === 'string' && REMOTE.has(String(row.type))
    ? storageFacts(file, row, index)
    : NO_FACTS;
}

function guestFacts(
  file: string,
  row: Row,
  index: number,
  kind: FoundGuest['kind'],
  number: string | undefined,
): Facts {
  const vmid = vmidOf(row.vmid) ?? vmidOf(number);
  const node = idOf(row.node);
  if (vmid === undefined || node === undefined) {
    return {
      ...NO_FACTS,
      left: [`row ${index + 1} of ${file}: a guest without ${vmid === undefined ? 'VMID' : 'node'}`],
    };
  }
  const guest: FoundGuest = {
    vmid,
    node,
    template: isTrue(row.template),
    ...(kind && { kind }),
    ...(idOf(row.name) !== undefined && { name: idOf(row.name)! }),
    ...(row.status === 'running' && { runs: true }),
    ...(row.status === 'stopped' && { runs: false }),
  };
  return { ...NO_FACTS, guests: [guest] };
}

function nodeFacts(file: string, row: Row, index: number): Facts {
  const id = idOf(row.node) ?? idOf(typeof row.id === 'string' ? row.id.replace(/^node\//, '') : undefined);
  if (id === undefined) return { ...NO_FACTS, left: [`row ${index + 1} of ${file}: a node without name`] };
  const address = typeof row.ip === 'string' ? row.ip : undefined;
  return { ...NO_FACTS, nodes: [{ id, kind: 'hypervisor', ...(address !== undefined && { address }) }] };
}

function storageFacts(file: string, row: Row, index: number): Facts {
  const id = idOf(row.storage);
  if (id === undefined) return { ...NO_FACTS, left: [`row ${index + 1} of ${file}: a storage without name`] };
  if (isTrue(row.disable)) return { ...NO_FACTS, left: [`storage "${id}": it is disabled`] };
  const nodes = typeof row.nodes === 'string' ? row.nodes.split(/[,\s]+/).filter(Boolean) : listOf(row.nodes);
  const named = nodes.flatMap((node) => idOf(node) ?? []);
  return {
    ...NO_FACTS,
    storages: [{ id, server: String(row.server), ...(named.length > 0 && { nodes: named }) }],
  };
}
