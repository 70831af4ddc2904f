import { type Anchor, atValue } from '../../../finding/place.ts';
import { subjectOf } from '../../../finding/subject.ts';
import type { Document } from '../../../load/document.ts';
import { oncePer } from '../../../once/once-per.ts';
import type { Contract } from '../../model/contract.ts';
import type { Stated } from '../../model/entity.ts';
import { present } from '../../reading/stated.ts';
import { rowOf, textOf } from '../../reading/values.ts';

/** Keys by which contracts say when they were last checked, best first. */
const VERIFIED_KEYS = [
  'last_verified',
  'updated_at',
  'updated',
  'generated_at_utc',
  'observed_at',
  'created',
  'created_at',
];

/** Every governed file, also those that did not load. */
export const joinContracts = (documents: readonly Document[]): Contract[] => documents.map(contractOf);

const contractOf = oncePer(
  (document: Document): Contract => ({
    subject: subjectOf('contract', document.file),
    at: fileStart(document),
    file: document.file,
    kind: document.kind,
    loaded: document.loaded,
    problems: document.problems,
    ...present({ verified: verifiedOf(document) }),
  }),
);

function fileStart(document: Document): Anchor {
  const end = document.text.search(/\r?\n/);
  return { file: document.file, start: 0, end: end < 0 ? document.text.length : end };
}

function verifiedOf(document: Document): Stated<string> | undefined {
  const data = rowOf(document.data);
  const key = VERIFIED_KEYS.find((name) => textOf(data[name]) !== undefined);
  if (key !== undefined) return { value: textOf(data[key])!, at: atValue(document.file, key) };
  const note = document.header.find((one) => /^(last_)?(verified|updated|checked)(_at)?$/.test(one.key));
  return note && { value: note.value, at: { file: document.file, ...note.span } };
}
