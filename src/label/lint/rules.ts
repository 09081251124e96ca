import type { LabelPlace } from '../find/leaks.ts';

/** Rules of a label by their numbers; {@link labelRules} says what each asks for. */
export type LabelRule = 'C1' | 'C2' | 'C3' | 'C4' | 'C5' | 'C6' | 'C9' | 'C10' | 'C11' | 'C13';

/** Part of a label that a finding is about. `command`: not a text, or another number of commands. */
export type LabelRulePlace = LabelPlace | 'command';

/** What a rule asks for. */
export interface LabelRuleText {
  /** In a few words, for lists. */
  readonly name: string;
  /** What is wrong where it is broken. */
  readonly problem: string;
  /** What to do about it. */
  readonly help: string;
}

/**
 * The rules that `lintLabel` checks, for reports and SARIF.
 *
 * @example
 * labelRules.C6.problem; // 'a 2-D symbol says more than the waybill number and routing keys'
 * @see GB/T 41833-2022 (C1 to C3; wording: SAMR press conference, 2023-04-07); the others are rules of this library
 */
export const labelRules: Readonly<Record<LabelRule, LabelRuleText>> = {
  C1: {
    name: 'NameVisible',
    problem: 'more of a name is visible than the profile allows',
    help: 'Print the family name and ** at most; all of a name of one character is hidden. maskLabel does it.',
  },
  C2: {
    name: 'PhoneVisible',
    problem: 'more digits of a phone are visible than the profile allows',
    help: 'Hide at least 6 digits of the subscriber number, and the extension: 138******78. 138****5678 hides 4.',
  },
  C3: {
    name: 'FlatVisible',
    problem: 'a unit, floor or room number is visible',
    help: 'Hide the numbers before 单元, 层 and 室; road, gate number and building may stay.',
  },
  C4: {
    name: 'ValueLeft',
    problem: 'private data is left as it was',
    help: 'It stands in a text, a comment, a payload, a file name, or packed in hexadecimal, percent or Base64. Take it out where the label is made, or mask the label with maskLabel.',
  },
  C5: {
    name: 'OtherChange',
    problem: 'something changed that is not private',
    help: 'Waybill numbers, barcodes, routing codes, weights and positions stay byte for byte. Mask the label again from its original.',
  },
  C6: {
    name: 'PayloadPrivate',
    problem: 'a 2-D symbol says more than the waybill number and routing keys',
    help: 'Leave out the GS1 application identifiers of people (4300 to 4304, 4308 to 4314, 4319), street and city of a MaxiCode, and data that cannot be read; or print an opaque reference (opaqueRef of maskLabel).',
  },
  C9: {
    name: 'MaskUnstable',
    problem: 'a mask would be masked further',
    help: 'It shows more than the masks of the policy, so that two labels of one person look different. Mask from the original with one policy.',
  },
  C10: {
    name: 'MaskWidth',
    problem: 'masks of different widths tell how long the values are',
    help: 'Use the same number of glyphs for every name and every room: **.',
  },
  C11: {
    name: 'PickupCredential',
    problem: 'the waybill number and the last digits of the phone are both visible',
    help: 'Together they are what a station or a chat asks for before it hands out a parcel or an address. Show the last 2 digits at most, or allow it for a station with allowLast4ForStation.',
  },
  C13: {
    name: 'IdentityVisible',
    problem: 'identity data is on the label',
    help: 'Identity and bank card numbers, e-mails, accounts and plates do not belong on a label.',
  },
};
