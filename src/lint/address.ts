import {
  type AddressPart,
  type AddressRole,
  findAddressParts,
  partsOf,
  readAddress,
  survey,
} from '../detect/address/index.ts';
import { findRegion } from '../detect/region/index.ts';
import type { ComplianceProfile } from '../mask/policy.ts';
import { align, hidesAll, type Visible } from './align.ts';
import { lintFlatWords } from './flatWords.ts';
import { lintRegion } from './region.ts';
import type { LintFinding } from './report.ts';

/** Parts of an address that lead to one door or one person. */
export const flatRoles: readonly AddressPart['role'][] = ['unit', 'floor', 'room', 'name', 'phone', 'note'];

/** C3 and C5. */
export function lintAddress(original: string, masked: string, profile: ComplianceProfile): LintFinding[] {
  if (profile === 'kr-pipc' || hidesAll(masked)) return [];
  if (profile === 'jp-tokumei') return onlyProvince(original.trim(), masked.trim(), masked);
  const parts = findAddressParts(original).filter(({ role }) => flatRoles.includes(role));
  const laid = layOver(original, masked, parts);
  if (laid === undefined) return notThisOne(masked);
  const flats = laid.shown.map(({ role, at }) => visibleAt(at, `a ${wordsOf(role)} is visible`));
  const { address, mask, visible, offset } = laid;
  return [...flats, ...lintFlatWords(masked, flats), ...lintRegion(address, mask, visible, offset)];
}

/** C3 as level `strict` sees it: numbers whose words leave open whether they lead to a flat. */
export function warnAboutAddress(original: string, masked: string, profile: ComplianceProfile): LintFinding[] {
  if (profile !== 'cn-gbt41833' || hidesAll(masked)) return [];
  const reading = readAddress(original, survey(original));
  if (reading === undefined) return [];
  const doubtful = partsOf(reading, ({ role, alternative }) =>
    !isFlat(role) && isFlat(alternative) ? (alternative as AddressRole) : undefined,
  ).filter((part) => !reading.intruders.includes(part));
  const laid = layOver(original, masked, doubtful);
  return (laid?.shown ?? []).map(({ role, at }) => visibleAt(at, `a number that may be a ${role} is visible`));
}

const isFlat = (role: string): boolean => role === 'unit' || role === 'floor' || role === 'room';

const visibleAt = (at: number, message: string): LintFinding => ({ rule: 'C3', start: at, end: at + 1, message });

interface Laid {
  readonly address: string;
  readonly mask: string;
  readonly visible: Visible;
  /** Where `mask` stands in the masked value. */
  readonly offset: number;
  /** Parts of which something can be read, and where in the masked value. */
  readonly shown: readonly { readonly role: AddressRole; readonly at: number }[];
}

/** Lays a mask over its original so that as little as possible of the parts is readable. */
function layOver(original: string, masked: string, parts: readonly AddressPart[]): Laid | undefined {
  const address = original.trim();
  const mask = masked.trim();
  // Parts are found in the value as the masker gets it, with the spaces around it.
  const before = original.indexOf(address);
  const sensitive = new Uint8Array(original.length);
  for (const { start, end } of parts) sensitive.fill(1, start, end);
  const visible = align(address, mask, (at) => sensitive[at + before] === 1);
  if (visible === undefined) return undefined;
  const offset = masked.indexOf(mask);
  const shown = parts.flatMap(({ role, start, end }) => {
    const at = visible.subarray(Math.max(0, start - before), Math.max(0, end - before)).find((unit) => unit >= 0);
    return at === undefined ? [] : [{ role, at: at + offset }];
  });
  return { address, mask, visible, offset, shown };
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
