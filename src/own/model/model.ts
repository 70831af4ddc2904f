import type { Entity } from '../../estate/model/entity.ts';
import type { Estate } from '../../estate/model/estate.ts';
import { type Fields, fields, many, maybe, one, time } from '../shape.ts';
import { capability } from './capability.ts';
import { contract } from './contract.ts';
import { dependency } from './dependency.ts';
import type { EntityView } from './entity-view.ts';
import { gap } from './gap.ts';
import { gateScript } from './gate-script.ts';
import { guest } from './guest.ts';
import { type Look, lookOf } from './look.ts';
import { loop } from './loop.ts';
import { mount } from './mount.ts';
import { node } from './node.ts';
import { pack } from './pack.ts';
import { probe } from './probe.ts';
import { runbook } from './runbook.ts';
import { script } from './script.ts';
import { service } from './service.ts';
import { site } from './site.ts';
import { target } from './target.ts';
import { waiver } from './waiver.ts';

/** All that a gate of the estate's own can be `for`, by the name that expressions use. */
export const ENTITIES: ReadonlyMap<string, EntityView> = new Map(
  [
    site,
    guest,
    node,
    service,
    mount,
    target,
    probe,
    capability,
    runbook,
    gap,
    loop,
    contract,
    gateScript,
    pack,
    waiver,
    dependency,
    script,
  ].map((view) => [view.shape.name, view]),
);

const ESTATE = fields(
  'estate',
  Object.fromEntries(
    [...ENTITIES.values()].map(({ plural, shape }) => [plural, many(shape, `Every ${shape.name}.`)]),
  ),
);

/** The names that an expression of a gate for this kind can use. */
export const scopeOf = (entity: EntityView): Fields =>
  fields('scope', {
    ...(entity !== site && { site: maybe(one(site.shape, 'The site of the entity.')) }),
    [entity.shape.name]: one(entity.shape, 'The entity that is judged.'),
    estate: one(ESTATE, 'All entities of the estate.'),
    now: time('The time of the judgement; a gate that uses it depends on the clock.'),
  });

/** Values for expressions, each made when somebody asks. */
export interface Views {
  readonly look: Look;
  /** The names of `scopeOf` with their values. */
  readonly scope: (kind: EntityView, entity: Entity) => Readonly<Record<string, unknown>>;
}

export function viewsOf(estate: Estate): Views {
  const look = lookOf(estate);
  const known = new WeakMap<Entity, unknown>();
  const viewOf = (kind: EntityView, entity: Entity) => {
    const view = known.get(entity) ?? kind.view(entity, look);
    known.set(entity, view);
    return view;
  };
  const lists = estateLists(look, viewOf);
  return {
    look,
    scope: (kind, entity) => {
      const place = entity.site === undefined ? undefined : estate.index.site(entity.site);
      const around = kind === site ? {} : { site: place ? viewOf(site, place) : null };
      return {
        ...around,
        [kind.shape.name]: viewOf(kind, entity),
        estate: lists,
        // Whoever asks the estate for the time depends on the clock.
        get now() {
          return new Date(estate.now);
        },
      };
    },
  };
}

/** Lists of everything, by plural; an expression that asks for none costs none. */
function estateLists(look: Look, viewOf: (kind: EntityView, entity: Entity) => unknown): object {
  const lists = {};
  for (const kind of ENTITIES.values()) {
    let list: readonly unknown[] | undefined;
    const get = () => {
      list ??= kind.all(look.estate).map((entity) => viewOf(kind, entity));
      return list;
    };
    Object.defineProperty(lists, kind.plural, { enumerable: true, get });
  }
  return lists;
}
