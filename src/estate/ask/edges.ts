import type { Anchor } from '../../finding/place.ts';
import type { Estate } from '../model/estate.ts';
import type { Guest } from '../model/guest.ts';
import type { Node } from '../model/node.ts';
import type { Dependency } from '../model/order.ts';
import { referenceOf } from '../reading/reference.ts';
import { oncePerEstate } from './once.ts';
import { carrierOf } from './positions.ts';
import { isUp } from './standard.ts';

/** One thing needs another up: declared, or following from a mount or from where a guest runs. */
export interface Edge {
  readonly consumer: Node | Guest;
  readonly provider: Node | Guest;
  readonly why: 'dependency' | 'mount' | 'carrier';
  /** How a declared row says that the one needs the other. */
  readonly via?: Dependency['via'];
  /** False when a declared row says that the consumer can do without. */
  readonly required: boolean;
  readonly at: Anchor;
  /** In words, such as that the one mounts a path from the other. */
  readonly text: string;
}

export const edgeKey = (edge: Edge): string => `${referenceOf(edge.consumer)}>${referenceOf(edge.provider)}`;

/** Every edge between active things, one for each pair: the declared row, else the mount, else the carrier. */
export const edgesOf = oncePerEstate((estate): readonly Edge[] => {
  const edges = new Map<string, Edge>();
  for (const edge of everyEdgeOf(estate)) {
    const key = edgeKey(edge);
    const known = edges.get(key);
    if (!known || (edge.required && !known.required)) edges.set(key, edge);
  }
  return [...edges.values()];
});

/** Every edge between active things, with all that there are between one pair. */
export const everyEdgeOf = oncePerEstate((estate): readonly Edge[] =>
  [...declaredEdges(estate), ...mountEdges(estate), ...carrierEdges(estate)].filter(
    (edge) => isUp(edge.consumer) && isUp(edge.provider),
  ),
);

function declaredEdges(estate: Estate): Edge[] {
  return estate.dependencies.flatMap((row): Edge[] => {
    const { consumerEntity: consumer, providerEntity: provider } = row;
    if (!consumer || !provider) return [];
    const { via, required, at } = row;
    const text = row.mount === undefined ? `needs it (via ${via})` : `mounts "${row.mount}" from it`;
    return [{ consumer, provider, why: 'dependency', via, required, at, text }];
  });
}

function mountEdges(estate: Estate): Edge[] {
  return estate.mounts.flatMap(({ consumer, provider, path, at }): Edge[] =>
    consumer && provider
      ? [{ consumer, provider, why: 'mount', required: true, at, text: `mounts "${path}" from it` }]
      : [],
  );
}

function carrierEdges(estate: Estate): Edge[] {
  return estate.guests.flatMap((consumer): Edge[] => {
    const carrier = carrierOf(estate, consumer.key);
    const provider = carrier === undefined ? undefined : estate.index.node(carrier);
    if (!provider) return [];
    return [{ consumer, provider, why: 'carrier', required: true, at: consumer.at, text: 'runs on it' }];
  });
}
