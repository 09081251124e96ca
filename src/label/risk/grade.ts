import { hasGlyph } from '../../detect/glyph.ts';
import { showsCompletePhone } from './shownPhone.ts';

/** Who can see the labels (GB/T 37964-2019): anyone, parties bound by an agreement, or people inside a closed room. */
export type ReleaseModel = 'public' | 'controlled' | 'enclave';

/** The smallest class that GB/T 42460-2023, Annex D lets through: 1/20, 1/5, 1/3. */
export const minClassSize: Readonly<Record<ReleaseModel, number>> = /* @__PURE__ */ Object.freeze({
  public: 20,
  controlled: 5,
  enclave: 3,
});

/** The overall risk, data by context, that Annex D recommends not to exceed. */
export const maxOverallRisk = 0.05;

/** Level of GB/T 42460-2023: 1 is the least de-identified, 4 the most. */
export type GradeLevel = 1 | 2 | 3 | 4;

/**
 * Why a batch has its level.
 *
 * | level | reason | meaning |
 * |---|---|---|
 * | 1 | `direct-identifier` | at least one name or phone is printed with nothing hidden |
 * | 2 | `class-too-small` | a class is smaller than the release model asks for |
 * | 2 | `overall-risk` | classes are large enough, but the largest risk by the context risk exceeds 0.05 |
 * | 3 | `classes-large-enough` | neither |
 * | 4 | `nothing-shown` | no letter or digit of a name, phone or address is printed |
 */
export type GradeReason =
  | 'direct-identifier'
  | 'class-too-small'
  | 'overall-risk'
  | 'classes-large-enough'
  | 'nothing-shown';

/** The level of a batch and the reason. */
export interface Grade {
  /** Of GB/T 42460-2023. */
  readonly level: GradeLevel;
  /** Why. */
  readonly reason: GradeReason;
}

/** What the level of one party's labels depends on. */
export interface GradeInput {
  readonly directIdentifiers: number;
  readonly withSomethingShown: number;
  readonly smallestClass: number;
}

/** The level by the order of the standard: direct identifiers first. */
export function gradeOf(input: GradeInput, release: ReleaseModel, contextRisk: number): Grade {
  const { directIdentifiers, withSomethingShown, smallestClass } = input;
  if (directIdentifiers > 0) return { level: 1, reason: 'direct-identifier' };
  if (withSomethingShown === 0) return { level: 4, reason: 'nothing-shown' };
  if (smallestClass < minClassSize[release]) return { level: 2, reason: 'class-too-small' };
  if (contextRisk / smallestClass > maxOverallRisk) return { level: 2, reason: 'overall-risk' };
  return { level: 3, reason: 'classes-large-enough' };
}

const letter = /\p{L}/u;
const letterOrDigit = /[\p{L}\p{N}]/u;

/** A name with nothing hidden. */
export const showsCompleteName = (name: string): boolean => letter.test(name) && !hasGlyph(name);

/** Whether a name or phone is printed whole. */
export const showsDirectIdentifier = (name: string, phone: string): boolean =>
  showsCompleteName(name) || showsCompletePhone(phone);

/** Whether anything can be read. */
export const showsAnything = (shown: readonly string[]): boolean => shown.some((text) => letterOrDigit.test(text));
