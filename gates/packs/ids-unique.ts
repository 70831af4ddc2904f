import { oncePerEstate } from '../../src/estate/ask/once.ts';
import { gatesCalled } from '../../src/estate/ask/packs.ts';
import type { Stated } from '../../src/estate/model/entity.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { EstatePack, GateScript } from '../../src/estate/model/pack.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

const REGISTRY = 'ops/bindings/gate.registry.yaml';
const PROFILES = 'ops/bindings/gate.domain.profiles.yaml';

export default defineGate<GateScript | EstatePack>({
  id: 'packs/ids-unique',
  title: 'No two gates of the estate share an id or a name, and no pack lists a gate twice',
  why: 'A receipt says which gate passed by its id: with two rows under one id nobody knows which of them ran.',
  fix: 'Give the later row an id of its own, or merge the two rows.',
  severity: 'error',
  reads: ['gate.registry'],
  examines: (estate) => [...estate.gateScripts, ...estate.packs],
  *judge(entity, estate) {
    if ('gates' in entity) return yield* repeats(entity);
    yield* sameId(entity, estate);
    yield* sameName(entity, estate);
  },
  examples: {
    passing: [
      {
        name: 'a retired gate keeps the name of its successor',
        edits: [{ file: REGISTRY, find: 'name: reserved', replace: 'name: site-lists-agree' }],
      },
    ],
    failing: [
      {
        name: 'one id twice, in another case',
        edits: [{ file: REGISTRY, find: 'id: D105\n', replace: 'id: «d104»\n' }],
      },
      {
        name: 'one name twice',
        edits: [{ file: REGISTRY, find: 'name: mount-edges-declared', replace: 'name: «guests-sequenced»' }],
      },
      {
        name: 'a gate twice in a pack',
        edits: [{ file: PROFILES, find: '[D104, D102]', replace: '[D104, D102, «D104»]' }],
      },
    ],
  },
});

function* sameId(gate: GateScript, estate: Estate): Iterable<Breach> {
  const first = gatesCalled(estate, gate.id)[0]!;
  if (first === gate) return;
  yield {
    message: `gate "${gate.id}" has the id of another gate of the registry; expected an id of its own`,
    related: [{ message: 'the first gate of this id', at: first.at }],
    key: 'id',
  };
}

/** The first gate in service of each name. */
const firstByName = oncePerEstate((estate) => {
  const first = new Map<string, GateScript>();
  for (const gate of estate.gateScripts) {
    const name = gate.name?.value.toLowerCase();
    if (name !== undefined && !gate.retired && !first.has(name)) first.set(name, gate);
  }
  return first;
});

function* sameName(gate: GateScript, estate: Estate): Iterable<Breach> {
  if (gate.name === undefined || gate.retired) return;
  const first = firstByName(estate).get(gate.name.value.toLowerCase());
  if (first?.name === undefined || first === gate) return;
  yield {
    message: `gate "${gate.id}" is called "${gate.name.value}" like gate "${first.id}"; expected a name of its own`,
    at: gate.name.at,
    severity: 'warning',
    related: [{ message: `gate "${first.id}" has the name already`, at: first.name.at }],
    fix: 'Name the gate after what it alone checks.',
    key: 'name',
  };
}

function* repeats(pack: EstatePack): Iterable<Breach> {
  const seen = new Map<string, Stated<string>>();
  for (const gate of pack.gates) {
    const first = seen.get(gate.value);
    if (!first) seen.set(gate.value, gate);
    else yield repeated(pack, gate, first);
  }
}

const repeated = (pack: EstatePack, gate: Stated<string>, first: Stated<string>): Breach => ({
  message: `pack "${pack.id}" lists gate "${gate.value}" twice; expected it once`,
  at: gate.at,
  severity: 'warning',
  related: [{ message: 'listed here already', at: first.at }],
  fix: 'Delete the repetition.',
  key: gate.value,
});
