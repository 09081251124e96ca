// Prefixes of commands, the indicator of ^FH itself, and the backslash of ^FB (ZPL II Programming Guide).
const reserved = /[\^~_\\]/gu;

/** Data of a `^FD` after `^FH`: every reserved character as `_` and two hexadecimal digits. The text has no controls. */
export const escapeField = (text: string): string =>
  text.replace(reserved, (character) => `_${character.charCodeAt(0).toString(16).toUpperCase()}`);

const escaped = /_([0-9A-Fa-f]{2})/gu;

/** The text of data that {@link escapeField} wrote. */
export const unescapeField = (data: string): string =>
  data.replace(escaped, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
