import { type AddressPart, findAddressParts } from '../detect/address/index.ts';
import { findRegion } from '../detect/region/index.ts';
import type { ComplianceProfile } from '../mask/policy.ts';
import { align, hidesAll } from './align.ts';
import { lintRegion } from './region.ts';
import type { LintFinding } from './report.ts';

/** Parts of an address that lead to one door or one person. */
export const flatRoles: readonly AddressPart['role'][] = ['unit', 'floor', 'room', 'name', 'phone', 'note'];

/** C3 and C5. */
export function lintAddress(original: string, masked: string, profile: ComplianceProfile): LintFinding[] {
  if (profile === 'kr-pipc' || hidesAll(masked)) return [];
  const address = original.trim();
  const mask = masked.trim();
  if (profile === 'jp-tokumei') return onlyProvince(address, mask, masked);
  // Found in the value as the masker gets it, with the spaces around it.
  const before = original.indexOf(address);
  const parts = findAddressParts(original).filter(({ role }) => flatRoles.includes(role));
  const sensitive = new Uint8Array(original.length);
  for (const { start, end } of parts) sensitive.fill(1, start, end);
  const visible = align(address, mask, (at) => sensitive[at + before] === 1);
  if (visible === undefined) return notThisOne(masked);
  const offset = masked.indexOf(mask);
  const flats = parts.flatMap(({ role, start, end }): LintFinding[] => {
    const shown = visible.subarray(Math.max(0, start - before), Math.max(0, end - before)).find((at) => at >= 0);
    if (shown === undefined) return [];
    const at = shown + offset;
    return [{ rule: 'C3', start: at, end: at + 1, message: `a ${wordsOf(role)} is visible` }];
  });
  return [...flats, ...lintRegion(address, mask, visible, offset)];
}

const wordsOf = (role: AddressPart['role']): string => (role === 'name' || role === 'note' ? role : `${role} number`);

function onlyProvince(address: string, mask: string, masked: string): LintFinding[] {
  const { start, province } = findRegion(address);
  const isBeyond = (at: number): boolean => at < start || at >= (province?.end ?? 0);
  const shown = align(address, mask, isBeyond)?.map((at, i) => (isBeyond(i) ? at : -1));
  if (shown === undefined) return notThisOne(masked);
  const first = shown.find((at) => at >= 0);
  if (first === undefined) return [];
  const message = 'more than the province or prefecture is visible';
  return [{ rule: 'C3', start: first + masked.indexOf(mask), end: masked.length, message }];
}

const notThisOne = (masked: string): LintFinding[] => [
  { rule: 'C3', start: 0, end: masked.length, message: 'not a mask of this address' },
];
