import { Pairs, unreadable } from './pairs.ts';

const boundaryLine = /^--[\w'()+,./:=?-]{1,70}\r?\n/u;
const fieldName = /[; ]name="([^"]*)"/iu;
const fileName = /filename="([^"]*)"/iu;
const lost = '\ufffd';

/** The parts of a `multipart/form-data` body; a file that is no text is {@link unreadable}. */
export function parseMultipart(text: string): Pairs | undefined {
  const boundary = boundaryLine.exec(text)?.[0].trimEnd();
  if (boundary === undefined) return undefined;
  const fields: [string, unknown][] = [];
  for (const part of text.split(boundary)) {
    const head = /\r?\n\r?\n/u.exec(part);
    if (head === null) continue;
    const headers = part.slice(0, head.index);
    const body = part.slice(head.index + head[0].length).trimEnd();
    const file = fileName.exec(headers)?.[1];
    if (file !== undefined) fields.push(['filename', file]);
    fields.push([fieldName.exec(headers)?.[1] ?? '', body.includes(lost) ? unreadable : body]);
  }
  return new Pairs(fields);
}
