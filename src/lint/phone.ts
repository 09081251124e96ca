import { type CountryCode, findPhones } from '../detect/phone/index.ts';
import { maxFieldChars } from '../mask/hidden.ts';
import { type ComplianceProfile, minHiddenDigits } from '../mask/policy.ts';
import { type Layout, layNumber, type WrittenNumber, writtenNumber } from './phoneLayout.ts';
import { type MaskChunk, maskChunks } from './phoneMask.ts';
import type { LintFinding } from './report.ts';

const koreanHiddenDigits = 4;

/**
 * C2. Every chunk of digits and glyphs of the mask is laid over the numbers of the original, in order; of all ways to do
 * so the one with the fewest problems counts. A visible digit that fits nowhere is of another number.
 *
 * @param isVirtual - The field is declared a virtual number: where it holds one number, that one may be visible.
 */
export function lintPhone(
  original: string,
  masked: string,
  profile: ComplianceProfile,
  region: CountryCode,
  isVirtual = false,
): readonly LintFinding[] {
  const chunks = maskChunks(masked);
  if (!chunks.some(({ cells }) => /\d/u.test(cells))) return [];
  const whole = (message: string): LintFinding[] => [{ rule: 'C2', start: 0, end: masked.length, message }];
  if (profile === 'jp-tokumei') return whole('digits are visible');
  const mismatch = 'the numbers of the mask do not match those of the original';
  if (Math.max(original.length, masked.length) > maxFieldChars) return whole(mismatch);
  const numbers = findPhones(original, { reading: 'field', region }).map((phone) =>
    writtenNumber(original, phone, region),
  );
  const isExempt = isVirtual && profile === 'cn-gbt41833' && numbers.length === 1;
  const judge = isExempt ? noProblems : problemsOf;
  return layAll(chunks, numbers, (layout, number) => judge(layout, number, profile)) ?? whole(mismatch);
}

const noProblems = (): string[] => [];

/** The findings of the best way to lay all chunks over all numbers; `undefined` where there is none. */
function layAll(
  chunks: readonly MaskChunk[],
  numbers: readonly WrittenNumber[],
  judge: (layout: Layout, number: WrittenNumber) => string[],
): readonly LintFinding[] | undefined {
  // states[j][i]: findings when the chunks before j are laid over the numbers before i.
  const states: (readonly LintFinding[] | undefined)[][] = [[[]], ...chunks.map(() => [])];
  const reach = (j: number, i: number, findings: readonly LintFinding[]): void => {
    const row = states[j] as (readonly LintFinding[] | undefined)[];
    const known = row[i];
    if (known === undefined || findings.length < known.length) row[i] = findings;
  };
  for (let j = 0; j <= chunks.length; j++) {
    for (let i = 0; i <= numbers.length; i++) {
      const findings = states[j]?.[i];
      if (findings === undefined) continue;
      const chunk = chunks[j];
      const number = numbers[i];
      // Glyphs stand for words and for whole numbers too.
      if (chunk !== undefined && !/\d/u.test(chunk.cells)) reach(j + 1, i, findings);
      if (number === undefined) continue;
      if (chunks[j - 1]?.cells.endsWith('*') || chunk?.cells.startsWith('*')) reach(j, i + 1, findings);
      let cells = '';
      for (let end = j; end < chunks.length && cells.length < number.maxCells; end++) {
        const last = chunks[end] as MaskChunk;
        cells += last.cells;
        const problems = layNumber(cells, number, (layout) => judge(layout, number));
        if (problems === undefined) continue;
        const { start } = chunk as MaskChunk;
        const found = problems.map((message): LintFinding => ({ rule: 'C2', start, end: last.end, message }));
        reach(end + 1, i + 1, [...findings, ...found]);
      }
    }
  }
  return states[chunks.length]?.[numbers.length];
}

function problemsOf({ subscriber, extension }: Layout, number: WrittenNumber, profile: ComplianceProfile): string[] {
  const problems: string[] = [];
  const { length } = number.subscriber;
  const shown = subscriber.filter((isShown) => isShown).length;
  const needed = Math.min(minHiddenDigits, length);
  if (profile === 'kr-pipc') {
    if (subscriber.slice(-koreanHiddenDigits).includes(true)) problems.push('the last 4 digits are visible');
  } else if (length - shown < needed) problems.push(`${length - shown} subscriber digits hidden, ${needed} needed`);
  if (extension.includes(true)) problems.push('digits of the extension are visible');
  return problems;
}
