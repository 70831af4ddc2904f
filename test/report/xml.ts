/** An element as the test reads it: names, attributes, text and children. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

const TOKEN = /<\?[^?]*\?>|<\/([a-z-]+)>|<([a-z-]+)((?:\s+[a-z]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
const ATTRIBUTE = /([a-z]+)="([^"]*)"/g;
const REFERENCE = /&(?:#(\d+)|([a-z]+));/g;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
/** Every character that XML 1.0 forbids. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Cs}]/u;

/** Reads the part of XML 1.0 that reports use; throws on anything that is not well-formed. */
export function parseXml(text: string): Element {
  if (FORBIDDEN.test(text)) throw new Error('a character that XML 1.0 forbids');
  const top: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) throw new Error(`not well-formed at: ${text.slice(at, at + 60)}`);
    step(match, open);
  }
  if (open.length !== 1 || top.children.length !== 1) throw new Error('not one closed root');
  return top.children[0]!;
}

function step([, closed, opened, attributes, empty, text]: RegExpExecArray, open: Element[]): void {
  const inner = open.at(-1)!;
  if (text !== undefined) inner.text += decoded(text);
  if (closed !== undefined && open.pop()!.name !== closed) throw new Error(`</${closed}> closes another`);
  if (opened === undefined) return;
  const pairs = [...attributes!.matchAll(ATTRIBUTE)].map(([, name, value]) => [name!, decoded(value!)]);
  const element = { name: opened, attributes: Object.fromEntries(pairs), children: [], text: '' };
  inner.children.push(element);
  if (empty === '') open.push(element);
}

function decoded(text: string): string {
  if (text.replace(REFERENCE, '').includes('&')) throw new Error(`a bare & in: ${text}`);
  return text.replace(REFERENCE, (_, number, name) =>
    number === undefined ? (NAMED[name] ?? fail(name)) : String.fromCodePoint(Number(number)),
  );
}

function fail(name: string): never {
  throw new Error(`no entity is called ${name}`);
}
