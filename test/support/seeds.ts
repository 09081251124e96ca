// Private values that a test puts into an order, and the parts of them that must not be readable anywhere afterwards.
import type { FieldKind } from 'waybill-privacy';

/** A list of invented private values; each is another one. */
export interface Seeds {
  /** A readable value of a kind. */
  plain(kind: FieldKind): string;
  /** Seeds whose telling part can be read in a text. */
  readableIn(text: string): string[];
}

const given = ['晓刚', '砚舟', '知夏', '望舒', '青禾', '景行', '怀瑾', '若谷', '听澜', '疏桐'];

export function createSeeds(): Seeds {
  const telling: string[] = [];
  let count = 0;
  return {
    plain(kind) {
      count++;
      const digits = String(10_000 + count * 37).slice(-5);
      const [value, tell] = make(kind, digits, given[count % given.length] as string);
      telling.push(tell);
      return value;
    },
    readableIn: (text) => telling.filter((tell) => text.includes(tell)),
  };
}

/** A value, and what a mask of policy `label` must hide of it. */
function make(kind: FieldKind, digits: string, name: string): readonly [value: string, tell: string] {
  switch (kind) {
    case 'name':
      return [`喻${name}`, name];
    case 'phone':
      // Of 138d dddd d900 the mask shows 138 and 00.
      return [`138${digits}900`, `138${digits}`];
    case 'address':
      return [`栖柏路7号3栋2单元${digits}室`, `${digits}室`];
    case 'text':
      return [`改打138${digits}901`, `138${digits}`];
    default:
      return [`private-${digits}-value`, `private-${digits}`];
  }
}
