import { assertObject } from '../errors.ts';
import { type Edit, editPlaces, type Path, type Places, placesOf, textOf } from '../paths.ts';
import type { FieldKind, Masked } from '../types.ts';
import type { MaskRule, MaskSchema } from './schema.ts';

type RecordMasker = <T extends object>(order: T, schema: MaskSchema, keep?: readonly string[]) => T;
/** Rules of one path: one, unless a list of rules that nobody checked names it twice. */
type PathRules = readonly MaskRule[];

/** Masks whole orders. A schema that cannot change any more, as `defineSchema` gives it, is prepared once. */
export function createRecordMasker(mask: (kind: FieldKind, text: string) => Masked): RecordMasker {
  const prepared = new WeakMap<MaskSchema, Places<PathRules>>();
  const placesIn = (schema: MaskSchema): Places<PathRules> => {
    const places = placesBut(schema, []);
    if (isFixed(schema)) prepared.set(schema, places);
    return places;
  };
  const edit: Edit<PathRules> = (value, rules, path, indices) => {
    let edited = value;
    for (let i = 0; i < rules.length; i++) {
      const rule = rules[i] as MaskRule;
      if (rule.action === 'keep') continue;
      if (rule.action === 'drop') {
        edited = undefined;
        continue;
      }
      const isText = typeof value === 'string' && rule.types === undefined;
      const text = isText ? value : textOf(value, indices, path, rule.types);
      if (text !== undefined && text !== '') edited = mask(rule.kind, text);
    }
    return edited;
  };
  return (order, schema, keep) => {
    assertObject(order, 'order');
    const places =
      keep !== undefined && keep.length > 0 ? placesBut(schema, keep) : (prepared.get(schema) ?? placesIn(schema));
    return editPlaces(order, places, edit);
  };
}

/** Where the rules of a schema apply, without the paths that stay as they are: these may lead through anything. */
function placesBut(schema: MaskSchema, keep: readonly string[]): Places<PathRules> {
  const byPath = new Map<string, { readonly path: Path; readonly item: MaskRule[] }>();
  for (const { path, rule } of schema.rules) {
    if (rule.action === 'keep' || keep.includes(path.text)) continue;
    const known = byPath.get(path.text);
    if (known === undefined) byPath.set(path.text, { path, item: [rule] });
    else known.item.push(rule);
  }
  return placesOf([...byPath.values()]);
}

/** Whether a schema will always say the same: a rule that is added later must not be missed. */
const isFixed = (schema: MaskSchema): boolean =>
  [schema, schema.rules, ...schema.rules.flatMap((field) => [field, field.rule, field.path, field.path.steps])].every(
    Object.isFrozen,
  );
