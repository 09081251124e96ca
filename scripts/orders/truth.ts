/**
 * What a generated order really holds. It is written down while the order is built, never read back from it by a detector,
 * so a test can hold it against what the library finds, hides and lets through.
 */

/** A place in one string of the order: UTF-16 offsets, `end` exclusive, `text` the characters between them. */
export interface Span {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export type NameKind = 'hanzi' | 'dotted' | 'title' | 'nickname' | 'organisation' | 'latin' | 'single';

/** A name of a person or an organisation as it stands in the order. */
export interface NameFact {
  readonly type: 'name';
  readonly text: string;
  readonly kind: NameKind;
  /** The most that policy `label` lets stay in front: the family name, or one grapheme, or nothing. */
  readonly visiblePrefix: string;
  /** The kind word of an organisation (`公司`, `店`); empty for people. */
  readonly visibleSuffix: string;
}

export interface PhoneFact {
  readonly type: 'phone';
  readonly kind: 'mobile' | 'landline' | 'virtual';
  /** ASCII digits with the area code and without country code and extension. */
  readonly digits: string;
  readonly extension: string | null;
  readonly virtual: boolean;
  /** When the order declares it: ISO 8601 with +08:00. */
  readonly expiresAt: string | null;
}

/** Unit door, floor, room, stall or bed (GB/T 35639-2017: 单元户室号), or the door number of a village house. */
export interface UnitFact {
  readonly type: 'unit';
  readonly kind: 'unit' | 'floor' | 'room' | 'stall' | 'bed' | 'household';
  /** The whole token: `2单元`. */
  readonly text: string;
  /** The part that identifies: `2`. The suffix word may stay. */
  readonly value: string;
}

/** A number that looks private and is not: it has to stay readable. */
export interface DecoyFact {
  readonly type: 'decoy';
  readonly text: string;
}

export type Fact = NameFact | PhoneFact | UnitFact | DecoyFact;
export type Placed<F extends Fact> = F & { readonly spans: readonly Span[] };

/** What the value at a path is, whatever its field is called. */
export type PathKind =
  | 'plain'
  | 'ciphertext'
  | 'masked'
  | 'virtual'
  | 'empty'
  | 'index'
  | 'reference'
  | 'freeText'
  | 'region';

export type PathRole =
  | 'name'
  | 'phone'
  | 'address'
  | 'remark'
  | 'region'
  | 'mergeId'
  | 'buyerId'
  | 'buyerNick'
  | 'email'
  | 'idNumber'
  | 'location';

export interface PathFact {
  readonly path: string;
  readonly kind: PathKind;
  readonly role: PathRole;
  readonly value: string | number | null;
}

export type State = 'plain' | 'ciphertext' | 'masked' | 'virtual' | 'landline' | 'empty';

export interface Truth {
  readonly recordId: string;
  readonly state: State;
  readonly names: readonly Placed<NameFact>[];
  readonly phones: readonly Placed<PhoneFact>[];
  /** Units of addresses and remarks; tokens as short as one digit, so compare by offset, not by search. */
  readonly units: readonly Placed<UnitFact>[];
  /** Door numbers of village houses: no unit by the standard, yet one household. */
  readonly households: readonly Placed<UnitFact>[];
  readonly decoys: readonly Placed<DecoyFact>[];
  readonly paths: readonly PathFact[];
}

/** An order and what is true of it. */
export interface MadeOrder {
  readonly order: Record<string, unknown>;
  readonly truth: Truth;
}

/** The value at a path such as `sku_order_list[0].post_tel`; `undefined` when there is none. */
export function valueAt(order: unknown, path: string): unknown {
  let value: unknown = order;
  for (const key of path.split(/[.[\]]+/u)) {
    if (key === '') continue;
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** Every string and number of an order with its path. */
export function leavesOf(value: unknown, path = ''): [string, string | number][] {
  if (typeof value === 'string' || typeof value === 'number') return [[path, value]];
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => leavesOf(item, `${path}[${index}]`));
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => leavesOf(item, path === '' ? key : `${path}.${key}`));
}
