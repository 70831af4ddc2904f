import { atKey, atValue } from '../../../finding/place.ts';
import { subjectOf } from '../../../finding/subject.ts';
import type { Document } from '../../../load/document.ts';
import type { Look } from '../../look.ts';
import type { Stated } from '../../model/entity.ts';
import type { OrderEntry, OrderList, Phase, PhaseHost, Sequence } from '../../model/order.ts';
import { present } from '../../reading/stated.ts';
import { intOf, listOf, type Row, rowOf, textOf, textsOf } from '../../reading/values.ts';
import type { Sources } from '../../sources.ts';
import { vmidIn } from '../guests/mentions-sequencing.ts';
import { type LifecycleMap, lifecycleMaps } from './sequencing.ts';

/** The order lists of every site; version 4 wins where a site has both. */
export function joinSequences(sources: Sources, look: Look): Sequence[] {
  const all = sources
    .of('startup.sequencing')
    .flatMap((document) => lifecycleMaps(document).map((map) => sequenceOf(document, map, look)));
  return [...new Map(all.sort((a, b) => a.version - b.version).map((one) => [one.site, one])).values()];
}

function sequenceOf(document: Document, map: LifecycleMap, look: Look): Sequence {
  const { file } = document;
  const { site, path, row, version } = map;
  const entries = (key: string) => entriesOf(row[key], file, [...path, key], site, look);
  const list = (key: string): OrderList | undefined =>
    row[key] === undefined ? undefined : { at: atKey(file, ...path, key), name: key, entries: entries(key) };
  return {
    subject: subjectOf('site', site),
    at: atKey(file, ...path),
    site,
    version,
    ...present({
      active: list('active_vm_ids'),
      startup: list('startup_order'),
      shutdown: list('shutdown_order'),
    }),
    templates: entries('template_vm_ids'),
    retired: [...entries('destroyed_vm_ids'), ...entries('retired_vm_ids')],
  };
}

function entriesOf(
  value: unknown,
  file: string,
  path: readonly (string | number)[],
  site: string,
  look: Look,
): OrderEntry[] {
  return listOf(value).flatMap((item, index) => {
    const text = textOf(item);
    const at = Array.isArray(value) ? atValue(file, ...path, index) : atValue(file, ...path);
    return text === undefined ? [] : [resolved(text, at, site, look)];
  });
}

function resolved(text: string, at: OrderEntry['at'], site: string, look: Look): OrderEntry {
  const vmid = vmidIn(text, site);
  if (vmid !== undefined) {
    const guest = look.guest(`${site}/${vmid}`);
    return { text, at, vmid, ...(guest && { guest: guest.key }) };
  }
  const entity = look.named(text);
  if (!entity) return { text, at };
  return 'key' in entity ? { text, at, guest: entity.key, vmid: entity.vmid } : { text, at, node: entity.id };
}

/** Phases of every site, in the order of their numbers. */
export function joinPhases(sources: Sources, look: Look): Phase[] {
  const all = sources.of('startup.sequencing').flatMap(({ file, data }) =>
    listOf(data?.phases).flatMap((item, index) => {
      const row = rowOf(item);
      const site = textOf(row.site);
      return site === undefined ? [] : [phaseOf(file, index, row, site, look)];
    }),
  );
  return all.sort((a, b) => a.number - b.number);
}

function phaseOf(file: string, index: number, row: Row, site: string, look: Look): Phase {
  return {
    site,
    number: intOf(row.phase) ?? index,
    label: textOf(row.label) ?? '',
    at: atValue(file, 'phases', index, 'phase'),
    hosts: listOf(row.hosts).map((host, position) =>
      phaseHost(file, ['phases', index, 'hosts', position], rowOf(host), site, look),
    ),
  };
}

function phaseHost(file: string, path: (string | number)[], row: Row, site: string, look: Look): PhaseHost {
  const target = textOf(row.target);
  return {
    at: atValue(file, ...path, 'target'),
    vmIds: entriesOf(row.vm_ids, file, [...path, 'vm_ids'], site, look),
    lxcIds: entriesOf(row.lxc_ids, file, [...path, 'lxc_ids'], site, look),
    stacks: textsOf(row.stacks),
    healthProbes: probes(row, file, path),
    ...present({
      target:
        target === undefined ? undefined : resolved(target, atValue(file, ...path, 'target'), site, look),
      waitAfterSec: intOf(row.wait_after_sec),
    }),
  };
}

function probes(row: Row, file: string, path: (string | number)[]): Stated<string>[] {
  return textsOf(row.health_probes).map((value, index) => ({
    value,
    at: atValue(file, ...path, 'health_probes', index),
  }));
}
