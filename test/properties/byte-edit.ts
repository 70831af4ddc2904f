/** One random change to the bytes of a file; the numbers choose where, modulo its length. */
export interface ByteEdit {
  readonly how: 'truncate' | 'flip' | 'insert' | 'cut' | 'repeat' | 'empty' | 'remove';
  readonly from: number;
  readonly length: number;
  readonly bytes: Uint8Array;
}

export function withByteEdit(content: Uint8Array, edit: ByteEdit): Uint8Array | null {
  const from = edit.from % (content.length + 1);
  const head = content.subarray(0, from);
  const tail = content.subarray(from);
  const part = content.subarray(from, from + (edit.length % 400));
  if (edit.how === 'remove') return null;
  if (edit.how === 'empty') return Buffer.alloc(0);
  if (edit.how === 'truncate') return head;
  if (edit.how === 'insert') return Buffer.concat([head, edit.bytes, tail]);
  if (edit.how === 'repeat') return Buffer.concat([head, part, part, part, tail]);
  if (edit.how === 'cut') return Buffer.concat([head, content.subarray(from + part.length)]);
  return Buffer.concat([
    head,
    part.map((byte) => byte ^ (1 << (edit.length % 8))),
    content.subarray(from + part.length),
  ]);
}
