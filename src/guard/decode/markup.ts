import { Pairs } from './pairs.ts';

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};
const entity = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));?/giu;
const lastCodePoint = 0x10_ffff;

/** `&#24352;`, `&#x5f20;` and the entities of XML, or the text itself. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(entity, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return named[name.toLowerCase()] ?? whole;
    const codePoint = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return codePoint <= lastCodePoint ? String.fromCodePoint(codePoint) : whole;
  });
}

interface Element {
  readonly name: string;
  readonly children: [string, unknown][];
}

/**
 * The elements of XML or HTML as names and values: `<a><b>c</b></a>` is a.b = c. Lenient, since a receiver may be too: what
 * is not well-formed is text. One pass.
 */
export function parseMarkup(text: string): Pairs | undefined {
  if (!text.trimStart().startsWith('<') || !text.includes('>')) return undefined;
  const root: Element = { name: '', children: [] };
  const open: Element[] = [root];
  const top = (): Element => open.at(-1) as Element;
  const addText = (raw: string): void => {
    if (raw.trim() !== '') top().children.push(['', decodeEntities(raw)]);
  };
  for (let at = 0; at < text.length; ) {
    const start = text.indexOf('<', at);
    if (start < 0) {
      addText(text.slice(at));
      break;
    }
    addText(text.slice(at, start));
    const [kind, mark] = markAt(text, start);
    const end = text.indexOf(mark, start);
    const stop = end < 0 ? text.length : end;
    if (kind === 'text') top().children.push(['', text.slice(start + cdata.length, stop)]);
    else if (kind === 'comment') addText(text.slice(start + 4, stop));
    else readTag(text.slice(start + 1, stop), open);
    at = end < 0 ? text.length : end + mark.length;
  }
  while (open.length > 1) close(open);
  return new Pairs(root.children);
}

const cdata = '<![CDATA[';

function markAt(text: string, start: number): ['text' | 'comment' | 'tag', string] {
  if (text.startsWith(cdata, start)) return ['text', ']]>'];
  return text.startsWith('<!--', start) ? ['comment', '-->'] : ['tag', '>'];
}

function readTag(tag: string, open: Element[]): void {
  if (tag.startsWith('/')) {
    const name = nameIn(tag.slice(1));
    // An end tag without a start closes nothing.
    if (!open.some((element, i) => i > 0 && element.name === name)) return;
    while ((open.at(-1) as Element).name !== name) close(open);
    close(open);
    return;
  }
  const element: Element = { name: nameIn(tag), children: attributesIn(tag) };
  open.push(element);
  if (
    open.length > maxOpen ||
    tag.endsWith('/') ||
    tag.startsWith('?') ||
    tag.startsWith('!') ||
    isVoid.test(element.name)
  )
    close(open);
}

// Deeper ones are siblings: a scan refuses less nesting than this.
const maxOpen = 600;
const isVoid = /^(?:br|hr|img|input|meta|link)$/iu;

/** Without its namespace: `<ns:receiver_name>`. */
const nameIn = (tag: string): string => /^[?!]?(?:[^\s:/>]{1,64}:)?([^\s:/>]{0,128})/u.exec(tag)?.[1] ?? '';

/** The attributes of a tag, and any other text in it: `<3 tel` is no tag, and all the same it may be read. */
function attributesIn(tag: string): [string, string][] {
  const found: [string, string][] = [];
  let rest = '';
  let at = 0;
  for (let sign = tag.indexOf('='); sign >= 0; sign = tag.indexOf('=', Math.max(at, sign + 1))) {
    let start = sign + 1;
    while (tag[start] === ' ') start++;
    const quote = tag[start];
    const end = quote === '"' || quote === "'" ? tag.indexOf(quote, start + 1) : -1;
    if (end < 0) continue;
    const before = tag.slice(at, sign).trimEnd();
    const nameStart = before.lastIndexOf(' ') + 1;
    rest += `${before.slice(0, nameStart)} `;
    found.push([before.slice(nameStart), decodeEntities(tag.slice(start + 1, end))]);
    at = end + 1;
  }
  rest += tag.slice(at);
  if (/\s\S|\d/u.test(rest)) found.push(['', decodeEntities(rest)]);
  return found;
}

function close(open: Element[]): void {
  const element = open.pop() as Element;
  const { children } = element;
  const only = children.length === 1 ? children[0] : undefined;
  const value = only?.[0] === '' ? only[1] : new Pairs(children);
  (open.at(-1) as Element).children.push([element.name, value]);
}
