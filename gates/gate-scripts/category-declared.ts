import type { GateRegister, GateScript } from '../../src/estate/model/pack.ts';
import { nearest } from '../../src/finding/suggest.ts';
import { defineGate } from '../../src/gate/gate.ts';
import { addTo } from '../../src/grouping/groups.ts';

const REGISTRY = 'ops/bindings/gate.registry.yaml';

export default defineGate<GateRegister>({
  id: 'gate-scripts/category-declared',
  title: 'Every category that a gate in service has is declared in the registry',
  why: 'Reports group gates by the declared categories; a gate of another one is in no group and nobody looks at it.',
  fix: 'Declare the category under categories in gate.registry.yaml, or use a declared one.',
  severity: 'warning',
  reads: ['gate.registry'],
  examines: (estate) => estate.gateRegisters.filter((register) => register.categoriesAt !== undefined),
  *judge(register) {
    const declared = register.categories.map((category) => category.value);
    for (const [category, gates] of usedBy(register)) {
      if (declared.includes(category)) continue;
      const near = nearest(category, declared);
      const hint = near === undefined ? '' : `; did you mean "${near}"`;
      yield {
        message: `category "${category}" of ${counted(gates)} is not declared; expected it under "categories"${hint}`,
        at: gates[0]!.category!.at,
        related: [{ message: 'the declared categories', at: register.categoriesAt! }],
        key: category,
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'a retired gate of a category that is gone',
        edits: [{ file: REGISTRY, find: 'category: retired', replace: 'category: history' }],
      },
    ],
    failing: [
      {
        name: 'a misspelt category of two gates',
        edits: [
          {
            file: REGISTRY,
            find: 'name: mount-edges-declared\n    category: storage',
            replace: 'name: mount-edges-declared\n    category: «storages»',
          },
          {
            file: REGISTRY,
            find: 'name: nas-governed\n    category: storage',
            replace: 'name: nas-governed\n    category: storages',
          },
        ],
      },
    ],
  },
});

function usedBy(register: GateRegister): Map<string, GateScript[]> {
  const used = new Map<string, GateScript[]>();
  for (const gate of register.gates) {
    const category = gate.category?.value;
    if (category !== undefined && !gate.retired) addTo(used, category, gate);
  }
  return used;
}

const counted = (gates: readonly GateScript[]): string =>
  gates.length === 1 ? `gate "${gates[0]!.id}"` : `${gates.length} gates`;
