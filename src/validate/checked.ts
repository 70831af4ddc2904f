import type { Document } from '../load/document.ts';
import type { LoadProblem } from '../load/problem.ts';
import { oncePer } from '../once/once-per.ts';
import { validateContract } from './validate.ts';

/** The document held against the schema of its kind; one that does not fit counts as not loaded. */
export const checkedDocument = oncePer((document: Document): Document => {
  if (!document.loaded) return document;
  const problems = validateContract(document.kind, document.data).map(
    ({ path, on, message }): LoadProblem => ({
      kind: 'schema',
      message,
      at: { file: document.file, path, on },
      fatal: true,
    }),
  );
  return problems.length === 0
    ? document
    : { ...document, problems: [...document.problems, ...problems], loaded: false };
});
