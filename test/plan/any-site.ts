import fc from 'fast-check';

/** A site as an estate may declare it: guests run on its hypervisors, and need each other as the edges say. */
export interface AnySite {
  readonly id: string;
  readonly octet: number;
  readonly nas: boolean;
  readonly hypervisors: number;
  /** Kind of each guest, the hypervisor it runs on, and the guests before it that it needs. */
  readonly guests: readonly AnyGuest[];
  /** Version 4 lists hold nodes, version 3 lists do not. */
  readonly version: 3 | 4;
  readonly mounts: readonly number[];
}

export interface AnyGuest {
  readonly kind: 'qemu' | 'lxc';
  readonly host: number;
  readonly needs: readonly number[];
}

const anyGuest = (index: number, hypervisors: number): fc.Arbitrary<AnyGuest> =>
  fc.record({
    kind: fc.constantFrom('qemu', 'lxc'),
    host: fc.nat(hypervisors - 1),
    needs: index === 0 ? fc.constant([]) : fc.uniqueArray(fc.nat(index - 1), { maxLength: 2 }),
  });

function anySite(id: string, octet: number): fc.Arbitrary<AnySite> {
  return fc
    .record({ hypervisors: fc.integer({ min: 1, max: 2 }), count: fc.integer({ min: 1, max: 5 }) })
    .chain(({ hypervisors, count }) =>
      fc.record({
        id: fc.constant(id),
        octet: fc.constant(octet),
        nas: fc.boolean(),
        hypervisors: fc.constant(hypervisors),
        guests: fc.tuple(...Array.from({ length: count }, (_, index) => anyGuest(index, hypervisors))),
        version: fc.constantFrom(3 as const, 4 as const),
        mounts: fc.uniqueArray(fc.nat(count - 1), { maxLength: 2 }),
      }),
    );
}

/** Two sites, and edges from guests of the second to guests of the first. */
export interface AnyEstate {
  readonly sites: readonly AnySite[];
  readonly across: readonly (readonly [consumer: number, provider: number])[];
}

export const anyEstate: fc.Arbitrary<AnyEstate> = fc
  .tuple(anySite('aa', 1), anySite('bb', 2))
  .chain(([a, b]) =>
    fc.record({
      sites: fc.constant([a, b]),
      across: fc.uniqueArray(fc.tuple(fc.nat(b.guests.length - 1), fc.nat(a.guests.length - 1)), {
        maxLength: 2,
      }),
    }),
  );

export const nasOf = ({ id }: AnySite): string => `dsk-${id}`;
export const hostOf = ({ id }: AnySite, host: number): string => `hyp-${id}-${host}`;
export const vmidOf = ({ octet }: AnySite, guest: number): number => octet * 100 + guest + 1;
export const keyOf = (site: AnySite, guest: number): string => `${site.id}/${vmidOf(site, guest)}`;
