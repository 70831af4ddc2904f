/** How the parser names what it met or expected, in the characters that people write. */
const TOKENS: Readonly<Record<string, string>> = {
  EOF: 'the end',
  NUMBER: 'a number',
  STRING: 'a text',
  BOOLEAN: 'true or false',
  NULL: 'null',
  IDENTIFIER: 'a name',
  PLUS: '"+"',
  MINUS: '"-"',
  MULTIPLY: '"*"',
  DIVIDE: '"/"',
  MODULO: '"%"',
  EQ: '"=="',
  NE: '"!="',
  LT: '"<"',
  LE: '"<="',
  GT: '">"',
  GE: '">="',
  AND: '"&&"',
  OR: '"||"',
  NOT: '"!"',
  IN: '"in"',
  LPAREN: '"("',
  RPAREN: '")"',
  LBRACKET: '"["',
  RBRACKET: '"]"',
  LBRACE: '"{"',
  RBRACE: '"}"',
  DOT: '"."',
  COMMA: '","',
  COLON: '":"',
  QUESTION: '"?"',
  BYTES: 'bytes',
};

/** What the library says of an expression, as the end of a sentence. */
export function inWords(summary: string): string {
  if (/^Unexpected character: =$/.test(summary)) return 'unexpected "="; compare with "=="';
  const said = summary
    .replace(/dyn<([^<>]+)>/g, '$1')
    .replace(/\b[A-Z]{2,}\b/g, (word) => TOKENS[word] ?? word)
    .replace(/^Unexpected character: '?(.+?)'?$/, 'unexpected "$1"')
    .replace(/^Unexpected token: the end$/, 'the expression ends too early')
    .replace(/^Unexpected token: /, 'unexpected ')
    .replace(/^Exceeded max(\w+) \((\d+)\)$/, (_, what: string, count: string) => tooMuch(what, count));
  return said.charAt(0).toLowerCase() + said.slice(1);
}

function tooMuch(what: string, count: string): string {
  const things: Readonly<Record<string, string>> = {
    AstNodes: 'it has more than {} parts',
    Depth: 'it nests deeper than {} levels',
    ListElements: 'a list has more than {} items',
    MapEntries: 'a map has more than {} entries',
    CallArguments: 'a call has more than {} arguments',
  };
  return (things[what] ?? `it exceeds ${what} of {}`).replace('{}', count);
}
