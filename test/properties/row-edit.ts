import {
  type Document,
  isMap,
  isSeq,
  type Pair,
  parseDocument,
  Scalar,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';

/** One random change to keys and rows of a YAML text; the numbers choose where, modulo what is there. */
export interface RowEdit {
  readonly how: 'drop' | 'duplicate' | 'retype' | 'rename' | 'reorder';
  readonly collection: number;
  readonly item: number;
  readonly value: unknown;
  readonly name: string;
}

export const ODD_VALUES: readonly unknown[] = [
  ...[
    null,
    true,
    0,
    -1,
    1.5,
    1e300,
    '',
    ' ',
    '~',
    'no',
    '0',
    '007',
    '-',
    '*',
    '**/[',
    '../../x',
    '/',
    '\u0000',
    '\u202e',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    '999999999999',
    '2026-13-45',
    '2026-01-15T12:00:00+99:00',
    'P1D',
  ],
  ...[
    '99 99 * * *',
    '300.1.2.3/99',
    '::/0',
    '10-1',
    'a:b:/c',
    'ssh $(x)',
    'é'.repeat(200),
    'nas',
    'x/y/z',
    '9/9',
  ],
  ...[[], {}, [[]], [null], [{}], { a: { b: [] } }, { __proto__: null, constructor: 1 }, [1, 'a', null, {}]],
];

export const ODD_NAMES = [
  '',
  'id',
  'sites',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  '<<',
  '9',
  'a b',
  'x_vm_lifecycle',
];

/** The text after the edit; as it was when it holds nothing to edit. */
export function withRowEdit(text: string, edit: RowEdit): string {
  const document = parseDocument(text, { uniqueKeys: false, logLevel: 'silent' });
  const all = collectionsOf(document);
  const collection = all[edit.collection % Math.max(1, all.length)];
  if (document.errors.length > 0 || !collection) return text;
  apply(collection, edit.item % collection.items.length, edit);
  return document.toString();
}

function collectionsOf(document: Document): (YAMLMap | YAMLSeq)[] {
  const all: (YAMLMap | YAMLSeq)[] = [];
  visit(document, {
    Collection: (_, node) => {
      if ((isMap(node) || isSeq(node)) && node.items.length > 0) all.push(node);
    },
  });
  return all;
}

function apply(collection: YAMLMap | YAMLSeq, index: number, edit: RowEdit): void {
  const items = collection.items as unknown[];
  if (edit.how === 'drop') items.splice(index, 1);
  if (edit.how === 'duplicate') items.push(copyOf(items[index]));
  if (edit.how === 'reorder') items.reverse();
  if (edit.how === 'retype') retype(collection, index, edit.value);
  if (edit.how === 'rename' && isMap(collection)) collection.items[index]!.key = new Scalar(edit.name);
}

function retype(collection: YAMLMap | YAMLSeq, index: number, value: unknown): void {
  if (isMap(collection)) collection.items[index]!.value = value;
  else collection.items[index] = value;
}

const copyOf = (item: unknown): unknown =>
  typeof (item as Pair | null)?.clone === 'function' ? (item as Pair).clone() : item;
