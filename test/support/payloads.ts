// Invented payloads of 2-D symbols.
export const GS = '\x1d';
export const RS = '\x1e';
export const EOT = '\x04';

/** Records in an envelope of ANSI MH10.8.3. */
export const mh10 = (...records: readonly string[]): string => `[)>${RS}${records.join(RS)}${RS}${EOT}`;

/** What UPS puts behind the primary message of a MaxiCode. */
export const carrierMessage = (to: {
  readonly street: string;
  readonly city: string;
  readonly state: string;
}): string =>
  mh10(['01', '961Z09920044', 'UPSN', '77X4E1', '089', '', '1/1', '10', 'N', to.street, to.city, to.state].join(GS));

/** What `^FH` writes of a payload: control characters in hexadecimal. */
export const hexEscaped = (payload: string): string =>
  [...payload]
    .map((unit) => (unit < ' ' || unit === '_' ? `_${unit.charCodeAt(0).toString(16).padStart(2, '0')}` : unit))
    .join('');
