import { isMasked } from '../../detect/protection.ts';
import { assertKnownKeys, assertObject, assertString, PrivacyError } from '../../errors.ts';
import { createMasker, type Masker } from '../../mask/masker.ts';
import { formatVirtualNumber } from '../../platform/virtualNumber.ts';
import { parseToken } from '../../token/index.ts';
import { packedTexts } from '../find/leaks.ts';
import type { LabelOriginal, LabelParty } from '../find/original.ts';
import { maskLabel } from '../mask/maskLabel.ts';
import { escapeField, unescapeField } from './escape.ts';
import { cleanText } from './text.ts';

/** A number that forwards to the person, printed whole beside 号码保护中. */
export interface LabelVirtualNumber {
  /** 5 to 12 digits. */
  readonly number: string;
  /** 1 to 8 digits. */
  readonly extension: string;
  /** When it stops forwarding, as the platform declared it. From then on it is masked like any number. */
  readonly validUntil: Date;
}

/** A person on the label to be rendered. Plaintext or masks: all are masked again, which leaves a mask of the policy as it is. */
export interface RenderParty {
  /** Name, at most 512 UTF-16 units. */
  readonly name: string;
  /** The person's own phone. Left out where the platform gives the virtual number alone; printed masked. */
  readonly phone?: string;
  /** Address with its region, at most 512 UTF-16 units. */
  readonly address: string;
  /** Printed in the place of `phone` while it is valid. */
  readonly virtualNumber?: LabelVirtualNumber;
}

/** What a label says. */
export interface RenderOrder {
  /** 5 to 32 letters, digits and `-`. */
  readonly trackingNumber: string;
  /** Where the parcel is sorted to. */
  readonly routing: {
    /** The routing code (三段码), such as `342-081-00 052`: groups of 1 to 5 letters or digits, at most 24 characters. */
    readonly code: string;
    /** Name of the hub (集包地). Free text. */
    readonly hub?: string;
  };
  /** Who gets it. */
  readonly recipient: RenderParty;
  /** Who sends it. */
  readonly sender?: RenderParty;
  /**
   * What the QR symbol says: a field token, or a random reference such as a UUID: 8 to 64 letters, digits, `_` and `-`, with both
   * letters and digits. Without it there is no QR symbol.
   */
  readonly reference?: string;
  /** Name of the carrier. Free text. */
  readonly carrier?: string;
  /** The product, such as 标准快递. Free text. */
  readonly service?: string;
  /** Lines about the goods, at most 20. Free text. */
  readonly items?: readonly string[];
}

/** Name of a printed text: its path in the order, or `caption` for what every label says. */
export type LabelField =
  | 'caption'
  | 'carrier'
  | 'service'
  | 'trackingNumber'
  | 'routing.code'
  | 'routing.hub'
  | 'recipient.name'
  | 'recipient.phone'
  | 'recipient.memo'
  | 'recipient.address'
  | 'sender.name'
  | 'sender.phone'
  | 'sender.memo'
  | 'sender.address'
  | 'items';

/** What is printed: masked, cleaned, one line or several for each field. */
export interface PrintedOrder {
  readonly texts: ReadonlyMap<LabelField, readonly string[]>;
  readonly trackingNumber: string;
  readonly reference: string | undefined;
  /** What the label must not show. */
  readonly original: LabelOriginal;
}

const roles = ['recipient', 'sender'] as const;
// As for one field of an order (UTF-16 units).
const maxFieldChars = 512;
const maxItems = 20;
const protectedMemo = '号码保护中';

const trackingForm = /^[A-Za-z0-9-]{5,32}$/u;
const routingForm = /^[A-Za-z0-9]{1,5}(?:[- ][A-Za-z0-9]{1,5}){0,7}$/u;
const maxRoutingChars = 24;
const referenceForm = /^[\w-]{8,64}$/u;

/**
 * Masks an order for a label.
 *
 * @param now - The time at which a virtual number must still be valid.
 * @throws {PrivacyError} `ERR_FIELD_TYPE`, `ERR_LIMIT_EXCEEDED`, `ERR_PLAINTEXT`, with `path`. @throws {TypeError} wrong types.
 */
export function printedOrder(order: RenderOrder, masker: Masker, now: Date): PrintedOrder {
  assertObject(order, 'order');
  assertKnownKeys(
    order,
    ['trackingNumber', 'routing', 'recipient', 'sender', 'reference', 'carrier', 'service', 'items'],
    'order',
  );
  const original = originalOf(order);
  const hide = hider(original, masker);
  const texts = new Map<LabelField, readonly string[]>();
  const free = (field: LabelField, value: string | undefined): void => {
    if (value !== undefined) texts.set(field, [hide(masker.text(readField(value, field)))]);
  };

  const { trackingNumber, routing, reference } = order;
  assertObject(routing, 'order.routing');
  assertKnownKeys(routing, ['code', 'hub'], 'order.routing');
  assertForm(trackingNumber, trackingForm, 32, 'trackingNumber');
  assertForm(routing.code, routingForm, maxRoutingChars, 'routing.code');
  if (reference !== undefined) assertReference(reference);
  texts.set('trackingNumber', [trackingNumber]);
  texts.set('routing.code', [routing.code]);
  free('routing.hub', routing.hub);
  free('carrier', order.carrier);
  free('service', order.service);
  const items = order.items ?? [];
  if (!Array.isArray(items)) throw new TypeError('"order.items" expected array');
  if (items.length > maxItems) throw limitExceeded('items', `more than ${maxItems} lines`);
  texts.set(
    'items',
    items.map((item) => hide(masker.text(readField(item, 'items')))),
  );

  for (const role of roles) {
    const party = order[role];
    if (party === undefined) continue;
    texts.set(`${role}.name`, [hide(masker.name(readField(party.name, `${role}.name`)))]);
    texts.set(`${role}.address`, [hide(masker.address(readField(party.address, `${role}.address`)))]);
    const virtual = party.virtualNumber === undefined ? undefined : validNumber(party.virtualNumber, role, now);
    texts.set(`${role}.phone`, [virtual ?? hide(masker.phone(ownPhone(party, role)))]);
    if (virtual !== undefined) texts.set(`${role}.memo`, [protectedMemo]);
  }
  return { texts, trackingNumber, reference, original };
}

function originalOf(order: RenderOrder): LabelOriginal {
  const original: { recipient?: LabelParty; sender?: LabelParty } = {};
  assertObject(order.recipient, 'order.recipient');
  for (const role of roles) {
    const party = order[role];
    if (party === undefined) continue;
    assertObject(party, `order.${role}`);
    assertKnownKeys(party, ['name', 'phone', 'address', 'virtualNumber'], `order.${role}`);
    const known: { -readonly [K in keyof LabelParty]: LabelParty[K] } = {};
    for (const kind of ['name', 'phone', 'address'] as const) {
      const value = party[kind];
      if (value === undefined && kind === 'phone') continue;
      assertString(value, `order.${role}.${kind}`);
      readField(value, `${role}.${kind}`);
      // What is left of a masked value may be printed, and nothing else of it is known.
      if (!isMasked(value)) known[kind] = value;
    }
    original[role] = known;
  }
  return original;
}

// A label of one field, for a text that is not laid out yet.
const before = '^XA^CI28^FH^FD';
const after = '^FS^XZ';

/** Hides what belongs to the order and stands where no masker looks for it: a name in an item line. */
function hider(original: LabelOriginal, masker: Masker): (text: string) => string {
  return (text) => {
    const label = maskLabel(before + escapeField(text) + after, { original, policy: masker.policy });
    return unescapeField(label.slice(before.length, -after.length));
  };
}

function readField(value: unknown, path: string): string {
  assertString(value, `order.${path}`);
  if (value.length > maxFieldChars) throw limitExceeded(path, `longer than ${maxFieldChars} characters`);
  return cleanText(value);
}

const ownPhone = ({ phone, virtualNumber }: RenderParty, role: string): string => {
  if (phone !== undefined) return readField(phone, `${role}.phone`);
  if (virtualNumber !== undefined) return virtualNumber.number;
  throw new PrivacyError('ERR_FIELD_TYPE', `${role} has neither phone nor virtualNumber`, { path: `${role}.phone` });
};

function validNumber(virtual: LabelVirtualNumber, role: string, now: Date): string | undefined {
  assertObject(virtual, 'virtualNumber');
  assertKnownKeys(virtual, ['number', 'extension', 'validUntil'], 'virtualNumber');
  const { number, extension, validUntil } = virtual;
  assertForm(number, /^\d{5,12}$/u, 12, `${role}.virtualNumber.number`);
  assertForm(extension, /^\d{1,8}$/u, 8, `${role}.virtualNumber.extension`);
  // Without a time it would be printed for ever.
  if (!(validUntil instanceof Date) || Number.isNaN(validUntil.getTime()))
    throw new TypeError('"virtualNumber.validUntil" expected Date');
  return formatVirtualNumber({ number, extension, validUntil }, { form: 'words', now });
}

function assertForm(value: unknown, form: RegExp, maxChars: number, path: string): void {
  assertString(value, `order.${path}`);
  if (value.length > maxChars || !form.test(value)) {
    throw new PrivacyError('ERR_FIELD_TYPE', `${path} has not the form it must have`, { path });
  }
}

function assertReference(reference: unknown): void {
  assertString(reference, 'order.reference');
  const isToken = isFieldToken(reference);
  if (!isToken) assertForm(reference, referenceForm, 64, 'reference');
  const isRandom = isToken || (/\d/u.test(reference) && /[A-Za-z]/u.test(reference));
  // Behind the prefix of a token nobody else looks.
  const content = isToken ? reference.slice(reference.indexOf('.') + 1) : reference;
  if (!isRandom || isReadable(content)) {
    throw new PrivacyError('ERR_PLAINTEXT', 'reference is neither a field token nor random', { path: 'reference' });
  }
}

/** Whether personal data stands in a text, as it is or in Base64, hexadecimal or percent. */
function isReadable(text: string): boolean {
  const masker = createMasker('public');
  return [text, ...packedTexts(text)].some((one) => masker.inspect('text', one).hidden.length > 0);
}

// Of the wire format (docs/spec): AES-256-GCM, ChaCha20-Poly1305, SM4-GCM.
const suites: readonly number[] = [1, 2, 3];

function isFieldToken(text: string): boolean {
  if (!text.startsWith('wpf')) return false;
  try {
    const { kind, suite } = parseToken(text);
    return kind === 'field' && suites.includes(suite);
  } catch {
    return false;
  }
}

const limitExceeded = (path: string, what: string): PrivacyError =>
  new PrivacyError('ERR_LIMIT_EXCEEDED', `${path}: ${what}`, { path });
