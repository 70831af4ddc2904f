/** What a value is that expressions can see. */
export type Shape =
  | { readonly kind: 'text' | 'integer' | 'number' | 'truth' | 'time' | 'any' }
  | { readonly kind: 'list'; readonly of: Shape }
  | Fields;

/** A map whose keys are known. */
export interface Fields<F extends Readonly<Record<string, Field>> = Readonly<Record<string, Field>>> {
  readonly kind: 'fields';
  /** As the reference calls it. */
  readonly name: string;
  readonly fields: F;
}

/** A key of such a map, and what it means. A key that may have no value is there all the same, as null. */
export interface Field<S extends Shape = Shape, Optional extends boolean = boolean> {
  readonly shape: S;
  readonly about: string;
  readonly optional: Optional;
}

/** The value that fits a shape; whole numbers are BigInt, since CEL tells them from other numbers. */
export type ValueOf<S> = S extends { kind: 'text' }
  ? string
  : S extends { kind: 'integer' }
    ? bigint
    : S extends { kind: 'number' }
      ? number
      : S extends { kind: 'truth' }
        ? boolean
        : S extends { kind: 'time' }
          ? Date
          : S extends { kind: 'list'; of: infer Item }
            ? readonly ValueOf<Item>[]
            : S extends Fields<infer F>
              ? { readonly [K in keyof F]: FieldValue<F[K]> }
              : unknown;

type FieldValue<F> =
  F extends Field<infer S, infer Optional> ? (Optional extends true ? ValueOf<S> | null : ValueOf<S>) : never;

const field = <const S extends Shape>(shape: S, about: string): Field<S, false> => ({
  shape,
  about,
  optional: false,
});

export const text = (about: string) => field({ kind: 'text' }, about);
export const texts = (about: string) => field({ kind: 'list', of: { kind: 'text' } }, about);
export const integer = (about: string) => field({ kind: 'integer' }, about);
export const integers = (about: string) => field({ kind: 'list', of: { kind: 'integer' } }, about);
export const number = (about: string) => field({ kind: 'number' }, about);
export const truth = (about: string) => field({ kind: 'truth' }, about);
export const time = (about: string) => field({ kind: 'time' }, about);
export const any = (about: string) => field({ kind: 'any' }, about);
export const one = <F extends Fields>(of: F, about: string): Field<F, false> => field(of, about) as never;
export const many = <F extends Fields>(
  of: F,
  about: string,
): Field<{ readonly kind: 'list'; readonly of: F }, false> => field({ kind: 'list', of }, about) as never;

/** The same field, null where no contract tells. */
export const maybe = <S extends Shape>({ shape, about }: Field<S, false>): Field<S, true> => ({
  shape,
  about,
  optional: true,
});

export const fields = <const F extends Readonly<Record<string, Field>>>(name: string, of: F): Fields<F> => ({
  kind: 'fields',
  name,
  fields: of,
});
