import { isGlyph } from '../../detect/glyph.ts';
import type { HiddenRole } from '../../mask/hidden.ts';
import type { Masker } from '../../mask/masker.ts';
import { maxTextChars } from '../../mask/text.ts';
import type { FieldKind } from '../../types.ts';
import { joinedText, piecesIn } from '../find/joinedText.ts';
import { packedTexts, parametersOf } from '../find/leaks.ts';
import type { Label } from '../parse/label.ts';
import { textsByKey } from '../parse/print-json/keyCues.ts';
import type { Broken } from './lintMasks.ts';
import type { LabelRule, LabelRulePlace } from './rules.ts';

const ruleOf: Readonly<Record<HiddenRole, LabelRule>> = {
  'given-name': 'C1',
  name: 'C1',
  subscriber: 'C2',
  extension: 'C2',
  phone: 'C2',
  building: 'C3',
  door: 'C3',
  'village-door': 'C3',
  unit: 'C3',
  floor: 'C3',
  room: 'C3',
  note: 'C3',
  identity: 'C13',
  other: 'C4',
};

const kindRules: Readonly<Partial<Record<FieldKind, LabelRule>>> = {
  name: 'C1',
  phone: 'C2',
  address: 'C3',
  idNumber: 'C13',
  email: 'C13',
  account: 'C13',
  bankCard: 'C13',
  plate: 'C13',
};

/**
 * What the detectors of free text find in a label without its original: C1, C2 and C3 where it is printed, C4 in comments, file
 * names and what is packed, C13 everywhere. Payloads are C6, and a barcode counts.
 *
 * @param rules - The rules to report.
 */
export function brokenByFindings(label: Label, masker: Masker, rules: readonly LabelRule[]): Broken[] {
  const broken: Broken[] = [];
  const add = (text: string, where: LabelRulePlace, placeOf: (unit: number) => number, only = rules): void => {
    for (const { start, end, role } of masker.inspect('text', text).hidden) {
      // A mask that is found again hides nothing new.
      if ([...text.slice(start, end)].every((unit) => isGlyph(unit) || unit === ' ')) continue;
      const own = ruleOf[role];
      const rule = own === 'C13' || where === 'text' ? own : 'C4';
      if (only.includes(rule)) broken.push({ rule, offset: placeOf(start), where });
    }
  };
  for (const run of label.runs) {
    if (run.kind === 'barcode') continue;
    const only = run.kind === 'payload' ? rules.filter((rule) => rule === 'C13') : rules;
    for (const reading of run.readings) add(reading.text, run.kind, (unit) => reading.startOf(unit), only);
    for (const text of packedTexts(run.text)) add(text, 'packed', () => run.offset, only);
  }
  for (const run of parametersOf(label)) {
    for (const text of [run.text, ...packedTexts(run.text)]) add(text, 'parameter', () => run.offset);
  }
  for (const { run, kind, start } of textsByKey(label)) {
    const rule = kindRules[kind] ?? 'C4';
    const offset = run?.readings[0]?.startOf(start) ?? 0;
    if (rules.includes(rule)) broken.push({ rule, offset, where: run?.kind ?? 'parameter' });
  }
  const { text, pieces } = joinedText(
    label.runs.filter(({ kind }) => kind === 'text'),
    0,
  );
  const placeOf = (unit: number): number => {
    const [piece] = piecesIn(pieces, unit, unit + 1);
    return piece === undefined ? 0 : piece.reading.startOf(unit - piece.from);
  };
  if (text.length <= maxTextChars) add(text, 'text', placeOf);
  return broken;
}
