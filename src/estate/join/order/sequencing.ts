import type { Document } from '../../../load/document.ts';
import { intOf, isRow, type Row, rowOf } from '../../reading/values.ts';

export interface LifecycleMap {
  readonly site: string;
  readonly path: readonly (string | number)[];
  readonly row: Row;
  readonly version: 3 | 4;
}

/** The order maps of a sequencing contract: `<site>_vm_lifecycle` keys, or `lifecycle.<site>`. */
export function lifecycleMaps(document: Document<'startup.sequencing'>): LifecycleMap[] {
  const data = rowOf(document.data);
  const named = Object.entries(data).flatMap(([key, row]): LifecycleMap[] => {
    const site = /^(.+)_vm_lifecycle$/.exec(key)?.[1];
    return site !== undefined && isRow(row) ? [{ site, path: [key], row, version: 3 }] : [];
  });
  const lifecycle = Object.entries(rowOf(data.lifecycle)).flatMap(([site, row]): LifecycleMap[] =>
    isRow(row) ? [{ site, path: ['lifecycle', site], row, version: 4 }] : [],
  );
  return [...named, ...lifecycle];
}

/** Version 4 by its number, or by its `lifecycle` map. */
export function isVersion4(document: Document<'startup.sequencing'>): boolean {
  return (intOf(document.data?.version) ?? 3) >= 4 || isRow(rowOf(document.data).lifecycle);
}
