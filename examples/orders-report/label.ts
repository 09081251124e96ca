import { type FieldKind, type FieldReport, isMasked, type Masker, type Preset, type PresetRole } from 'waybill-privacy';

/** What a label shows of an order: masked people, readable region. */
export interface Label {
  readonly recordId: string;
  readonly preset: string;
  readonly region: string;
  readonly recipient: Person;
  readonly sender: Person;
  /** Remarks, and whole waybills of the preset `text`. */
  readonly texts: readonly string[];
}

interface Person {
  readonly name: string;
  readonly phone: string;
  readonly address: string;
}

/** Makes the label of an order. Declared virtual numbers stay: the courier has to dial them. */
export function labelOf(
  order: object,
  recordId: string,
  preset: Preset,
  fields: readonly FieldReport[],
  masker: Masker,
): Label {
  const keep = fields.filter(({ state }) => state === 'virtual-number').map(({ field }) => field.path);
  const masked = masker.record(order, preset.schema, keep);
  const read = (role: PresetRole, kind: FieldKind): string => bestOf(masked, fields, role, kind);
  const person = (role: PresetRole): Person => ({
    name: read(role, 'name'),
    phone: read(role, 'phone'),
    address: read(role, 'address'),
  });
  return {
    recordId,
    preset: preset.name,
    region: (preset.region ?? []).map((path) => textAt(masked, path)).join(''),
    recipient: person('recipient'),
    sender: person('sender'),
    texts: fields.filter(({ field }) => field.kind === 'text').map(({ path }) => textAt(masked, path)),
  };
}

const hiddenWhole = /^[*\s]*$/u;

/** The first field that shows anything: the value itself, then the platform's own mask of it. */
function bestOf(masked: object, fields: readonly FieldReport[], role: PresetRole, kind: FieldKind): string {
  const candidates = fields
    .filter(({ field, state }) => field.role === role && field.kind === kind && state !== 'empty')
    .map(({ path }) => textAt(masked, path));
  return candidates.find((value) => !hiddenWhole.test(value)) ?? candidates.find(isMasked) ?? '';
}

/** The text at a path with array positions: `sku_order_list[0].post_tel`. */
export function textAt(order: object, path: string): string {
  let node: unknown = order;
  for (const step of path.split(/[.[\]]+/u).filter((part) => part !== '')) {
    node = (node as Record<string, unknown> | null | undefined)?.[step];
  }
  return typeof node === 'string' ? node : '';
}
