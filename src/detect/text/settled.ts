import { flat } from '../../text/flat.ts';
import { fold } from '../../text/fold.ts';
import { isGlyph } from '../glyph.ts';
import { quickFamilyLength } from '../name.ts';
import { isCellUnit, isGapUnit } from '../phone/cells.ts';
import { isLoneNumber } from '../phone/index.ts';
import { isHan, unitAt } from '../span.ts';
import { maxBlockChars } from './blocks.ts';
import { codeCue } from './cues.ts';
import type { NameFinding, TextFinding } from './finding.ts';
import { findFlats, mayHaveFlats } from './flats.ts';
import { hints, traits } from './hints.ts';
import { lookAt, type TextLook } from './index.ts';

/**
 * Whether a text whose findings were masked surely has no other one, without looking for all of them again: all were names
 * and numbers whose masks the finders cannot tell from what they took the place of. Only the one for flats looks again.
 *
 * A number keeps what it begins and ends with. No cue, name or run goes across a digit, so that all others stand before the
 * same signs. A name keeps its family name, before two glyphs: no name holds a glyph or ends before one, and behind them stands
 * a sign. So what is found in the mask alone was found before, and gave way to another finding that it ran into.
 *
 * @param text - What was masked, and `found` all that was found in it with the least confidence of the library.
 */
export function isSettled(
  text: string,
  found: readonly TextFinding[],
  masked: string,
  look: TextLook | undefined = lookAt(text),
): boolean {
  if (look === undefined || masked.length > maxBlockChars) return false;
  const { folded, seen } = look;
  if ((seen & (traits.longRun | hints.latin)) !== 0) return false;
  let names = 0;
  let phones = 0;
  for (const finding of found) {
    if (finding.kind === 'phone') {
      if (!isLoneNumber(folded, finding.phone)) return false;
      phones++;
    } else if (finding.kind === 'name') {
      if (!isLoneName(folded, seen, finding) || runsIntoDigits(folded, finding.end, found)) return false;
      names++;
    } else return false;
  }
  if (names > 0 && (look.isDisputed || (seen & (traits.writtenOut | traits.dot)) !== 0)) return false;
  // What is left beside a masked name may be another one where the place of an address says who is meant.
  if (names > 0 && phones > 0 && (seen & (traits.province | traits.city)) !== 0) return false;
  return !mayHaveFlats(seen) || findFlats(fold(flat(masked)), seen).length === 0;
}

// 李董小明: what is left of 董小明 would be the title of somebody before it.
const titlesOfOne = '总姐哥嫂叔姨董工收启';

/** Whether a name is common hanzi whose family name stays, and a sign or nothing stands behind it. */
function isLoneName(folded: string, seen: number, { start, end, isWhole }: NameFinding): boolean {
  if (!isWhole || isHan(folded[end]) || isGlyph(folded[end])) return false;
  const family = quickFamilyLength(folded.slice(start, end));
  if (family === 0 || titlesOfOne.includes(folded[start + family - 1] as string)) return false;
  return (seen & traits.longNumber) === 0 || isNoCue(folded, start + family, end);
}

/** Whether what is hidden cannot have said that a number behind it is none, and no cue comes nearer to one. */
function isNoCue(folded: string, start: number, end: number): boolean {
  if (end - start > hiddenChars) return false;
  for (let at = start; at < end; at++) if (codeCue.ends[folded.charCodeAt(at)] === 1) return false;
  return true;
}

/** Whether digits that are no number yet would be read as one together with the glyphs of a name before them. */
function runsIntoDigits(folded: string, end: number, found: readonly TextFinding[]): boolean {
  let at = end;
  while (at - end <= maxGapUnits && isGapUnit(unitAt(folded, at))) at++;
  if (!isCellUnit(unitAt(folded, at))) return false;
  for (const { kind, start, end: last } of found) if (kind === 'phone' && start <= at && at < last) return false;
  return true;
}

const maxGapUnits = 4;

// As wide as a hidden name.
const hiddenChars = 2;
