import { addTo } from '../../grouping/groups.ts';
import { oncePer } from '../../once/once-per.ts';
import type { Reading } from '../reading.ts';
import { child, type Syntax } from '../syntax.ts';
import { nameOf } from './literal.ts';

/** The assignments of a program by the variable that gets the value, in the order of the text. */
export const writesOf = oncePer((reading: Reading): ReadonlyMap<string, Syntax[]> => {
  const byName = new Map<string, Syntax[]>();
  for (const node of reading.nodes) {
    if (!/^(augmented_)?assignment$/.test(node.type)) continue;
    const left = child(node, 'left');
    const name = left?.type === 'identifier' ? nameOf(left, reading.source) : undefined;
    if (name !== undefined) addTo(byName, name, node);
  }
  return byName;
});
