import { Pairs, unreadable } from './pairs.ts';

const boundaryLine = /^--[\w'()+,./:=?-]{1,70}\r?\n/u;
const fieldName = /[; ]name="([^"]*)"/iu;
const lost = '\ufffd';

/**
 * All that a `multipart/form-data` body says, but for its boundary, which is random digits. A file that is no text is
 * {@link unreadable}.
 */
export function parseMultipart(text: string): Pairs | undefined {
  const boundary = boundaryLine.exec(text)?.[0].trimEnd();
  if (boundary === undefined) return undefined;
  const fields: [string, unknown][] = [];
  for (const part of text.split(boundary)) {
    const head = /\r?\n\r?\n/u.exec(part);
    const headers = part.slice(0, head?.index).trim();
    if (headers !== '' && headers !== '--') fields.push(['', headers]);
    if (head === null) continue;
    const body = part.slice(head.index + head[0].length).trimEnd();
    fields.push([fieldName.exec(headers)?.[1] ?? '', body.includes(lost) ? unreadable : body]);
  }
  return new Pairs(fields);
}
