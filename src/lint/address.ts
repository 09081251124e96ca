import { type AddressPart, findAddressParts } from '../detect/address/index.ts';
import { isGlyph } from '../detect/glyph.ts';
import { provinceLength } from '../detect/region.ts';
import type { ComplianceProfile } from '../mask/policy.ts';
import { align } from './align.ts';
import type { LintFinding } from './report.ts';

const mustHide: readonly AddressPart['role'][] = ['unit', 'floor', 'room', 'phone', 'note'];

/** C3. */
export function lintAddress(original: string, masked: string, profile: ComplianceProfile): LintFinding[] {
  if (profile === 'kr-pipc') return [];
  if (profile === 'jp-tokumei') return onlyProvince(masked);
  const parts = findAddressParts(original).filter((part) => mustHide.includes(part.role));
  if (parts.length === 0) return [];
  const sensitive = new Uint8Array(original.length);
  for (const { start, end } of parts) sensitive.fill(1, start, end);
  const visible = align(original, masked, (at) => sensitive[at] === 1);
  if (visible === undefined) {
    return [{ rule: 'C3', start: 0, end: masked.length, message: 'not a mask of this address' }];
  }
  const findings: LintFinding[] = [];
  for (const part of parts) {
    for (let at = part.start; at < part.end; at++) {
      const shownAt = visible[at] as number;
      if (shownAt < 0) continue;
      findings.push({ rule: 'C3', start: shownAt, end: shownAt + 1, message: `a ${part.role} number is visible` });
      break;
    }
  }
  return findings;
}

function onlyProvince(masked: string): LintFinding[] {
  const start = provinceLength(masked);
  if ([...masked.slice(start)].every((character) => isGlyph(character) || character.trim() === '')) return [];
  return [{ rule: 'C3', start, end: masked.length, message: 'more than the province or prefecture is visible' }];
}
