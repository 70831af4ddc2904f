import { Document, isMap, isSeq, visit } from 'yaml';

/** What other readers of YAML take for true, false or a number is quoted, so version 1.1 writes it. */
const DIALECT = { version: '1.1', aliasDuplicateObjects: false } as const;

/** A value in one line, as in a flow collection. */
export function flowText(value: unknown): string {
  const document = new Document(value, DIALECT);
  visit(document, {
    Collection: (_, node) => {
      node.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false }).trimEnd();
}

/** A value in as many lines as it has keys; lists of scalars and maps inside lists stay in one. */
export function blockLines(value: unknown): string[] {
  const document = new Document(value, DIALECT);
  visit(document, {
    Seq: (_, node) => {
      node.flow = node.items.every((item) => !isMap(item) && !isSeq(item));
    },
    Map: (key, node, path) => {
      if (key !== null && path.length > 1 && isSeq(path.at(-1))) node.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false }).trimEnd().split('\n');
}
