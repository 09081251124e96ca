import { assertKnownKeys, assertObject, assertString } from '../../errors.ts';
import { lintPolicies } from '../../lint/policies.ts';
import type { LintReport } from '../../lint/report.ts';
import type { Policy, PolicyName } from '../../mask/policy.ts';
import type { LabelOriginal, LabelParty } from '../find/original.ts';
import { bandsOf, type ClassBand, newClassSizes } from './classSizes.ts';
import { type Grade, gradeOf, minClassSize, type ReleaseModel, showsAnything, showsDirectIdentifier } from './grade.ts';
import type { NumberBlocks } from './numberBlocks.ts';
import { type LabelShare, newPhoneCandidates, type PhoneFigures } from './phoneCandidates.ts';

/** What a label shows, as printed: of the recipient alone, or of both parties. */
export type ShownLabel = LabelParty | LabelOriginal;

/** Options of {@link riskReport}. */
export interface RiskOptions {
  /** Who can see the labels. Default `public`: a parcel in a hallway. */
  readonly release?: ReleaseModel;
  /** Risk of the context, 0 to 1, as your assessment found it. Default 1, which is also what a public release has. */
  readonly contextRisk?: number;
  /** Blocks by prefix and city. Default: the published figures for the whole country. */
  readonly numberBlocks?: NumberBlocks;
  /** Policies that the same people's data is shown under, for check C7. */
  readonly policies?: readonly (PolicyName | Policy)[];
  /** How many classes are told apart for each party. Default 1,000,000, about 130 MB; further ones count as classes of one. */
  readonly maxClasses?: number;
}

/** What the labels show of one party. Shares run from 0 to 1; `null` where there is no label. */
export interface PartyRisk {
  /** Labels that show this party. */
  readonly labels: number;
  /** Groups of labels that look the same in name, phone and address. */
  readonly classes: number;
  /** Labels beyond `maxClasses`, each counted as a class of one. */
  readonly overflow: number;
  /** Size of the smallest class. */
  readonly smallestClass: number | null;
  /** 1 by the smallest class: the chance of picking the right label, for whom it is best. */
  readonly largestRisk: number | null;
  /** Classes by labels: that chance on average. */
  readonly averageRisk: number | null;
  /** Labels in classes smaller than 20, the threshold for public release. */
  readonly below20: LabelShare;
  /** Labels in classes smaller than 5, the threshold for controlled sharing. */
  readonly below5: LabelShare;
  /** Labels in classes smaller than 3, the threshold for an enclave. */
  readonly below3: LabelShare;
  /** Classes by size. */
  readonly bands: readonly ClassBand[];
  /** Labels with a name or phone that has nothing hidden. */
  readonly directIdentifiers: number;
  /** What the printed phones leave. */
  readonly phones: PhoneFigures;
  /** `null` without labels. */
  readonly grade: Grade | null;
}

/** How well a batch of labels is de-identified. Plain JSON; it holds no value of a label. */
export interface RiskReport {
  /** All labels, those that show nobody included. */
  readonly labels: number;
  /** Who can see them, as it was given. */
  readonly release: ReleaseModel;
  /** As it was given. */
  readonly contextRisk: number;
  /** The smallest class that the release model lets through. */
  readonly minClassSize: number;
  /** What they show of recipients. */
  readonly recipient: PartyRisk;
  /** What they show of senders. */
  readonly sender: PartyRisk;
  /** The lower level of both parties; `null` for labels that show nobody. */
  readonly grade: Grade | null;
  /** What `lintPolicies` says of the policies given; `null` without any. */
  readonly linkage: LintReport | null;
}

/** Counts labels one by one; of a label it keeps a digest, and of two that look the same one. */
export interface RiskCollector {
  /**
   * Counts a label.
   *
   * @param label - What it shows, as printed.
   * @throws {TypeError} for anything else; nothing is counted then. What `numberBlocks` throws goes through.
   */
  add(label: ShownLabel): void;
  /** The figures so far. */
  report(): RiskReport;
}

/**
 * Estimates how well a batch of labels is de-identified (check C12): how many labels look the same, which level of GB/T
 * 42460-2023 that is, and how many phone numbers fit what is printed.
 *
 * **Measured** over the batch: classes of labels with the same name, phone and address as printed, but for spaces around them.
 * **Assumed**: that each label is another person's, so repeated labels of one person make a class look larger than it is; and
 * for phones that a number was registered in the city on the label. Blocks by city come from `numberBlocks`, or else each
 * label counts as the whole country does, whatever its city. Numbers not in use count too.
 *
 * The result is an estimate over the batch given, not a legal finding: masks are de-identification, and who else holds the
 * data decides what they hide. More labels can only make a class larger.
 * A virtual number printed whole counts as a direct identifier, as nothing printed tells it from another.
 *
 * @param labels - Anything that can be iterated.
 * @throws {TypeError} for wrong options or labels. @throws {RangeError} for an unknown release model or a number out of range.
 * @throws {PrivacyError} `ERR_POLICY` for a policy that could not be used.
 * @example
 * const shown = { name: '张**', phone: '138******78', address: '浙江省杭州市西湖区丁香路**' };
 * const { recipient, grade } = riskReport([shown, shown, { ...shown, name: '李**' }]);
 * grade; // { level: 2, reason: 'class-too-small' }
 * recipient.below3; // { labels: 3, share: 1 }
 * recipient.phones.median; // 5000
 * @see GB/T 42460-2023, Annex D (classes and thresholds); GB/T 37964-2019 (release models)
 */
export function riskReport(labels: Iterable<ShownLabel>, options: RiskOptions = {}): RiskReport {
  if (typeof (labels as Partial<Iterable<ShownLabel>> | null | undefined)?.[Symbol.iterator] !== 'function') {
    throw new TypeError('"labels" expected an iterable of labels');
  }
  const collector = createRiskReport(options);
  for (const label of labels) collector.add(label);
  return collector.report();
}

/**
 * {@link riskReport} for labels that come one by one.
 *
 * @throws {TypeError} for wrong options. @throws {RangeError} for an unknown release model or a number out of range.
 * @throws {PrivacyError} `ERR_POLICY` for a policy that could not be used.
 * @example
 * const collector = createRiskReport({ release: 'controlled' });
 * collector.add({ recipient: { name: '张三', phone: '138****5678' } });
 * collector.report().grade; // { level: 1, reason: 'direct-identifier' }
 */
export function createRiskReport(options: RiskOptions = {}): RiskCollector {
  const { release, contextRisk, maxClasses, numberBlocks, policies } = readOptions(options);
  const linkage = policies === undefined ? null : lintPolicies(policies);
  const recipients = newParty(maxClasses, numberBlocks);
  const senders = newParty(maxClasses, numberBlocks);
  let labels = 0;
  return Object.freeze({
    add(label: ShownLabel): void {
      const { recipient, sender } = readLabel(label);
      if (recipient !== undefined) recipients.add(recipient);
      if (sender !== undefined) senders.add(sender);
      labels++;
    },
    report(): RiskReport {
      const recipient = recipients.risk(release, contextRisk);
      const sender = senders.risk(release, contextRisk);
      return {
        labels,
        release,
        contextRisk,
        minClassSize: minClassSize[release],
        recipient,
        sender,
        grade: lowerGrade(recipient.grade, sender.grade),
        linkage,
      };
    },
  });
}

const defaultMaxClasses = 1_000_000;

function readOptions(options: RiskOptions): RiskOptions & {
  readonly release: ReleaseModel;
  readonly contextRisk: number;
  readonly maxClasses: number;
} {
  assertObject(options, 'options');
  assertKnownKeys(options, ['release', 'contextRisk', 'numberBlocks', 'policies', 'maxClasses'], 'options');
  const { release = 'public', contextRisk = 1, maxClasses = defaultMaxClasses, numberBlocks, policies } = options;
  assertString(release, 'options.release');
  if (!Object.hasOwn(minClassSize, release)) {
    throw new RangeError(`"options.release" expected one of ${Object.keys(minClassSize).join(', ')}`);
  }
  assertNumber(contextRisk, 'options.contextRisk');
  if (!(contextRisk >= 0 && contextRisk <= 1)) throw new RangeError('"options.contextRisk" expected 0 to 1');
  assertNumber(maxClasses, 'options.maxClasses');
  if (!Number.isSafeInteger(maxClasses) || maxClasses < 1) {
    throw new RangeError('"options.maxClasses" expected a whole number from 1');
  }
  if (numberBlocks !== undefined && typeof numberBlocks !== 'function') {
    throw new TypeError('"options.numberBlocks" expected function');
  }
  if (policies !== undefined && !Array.isArray(policies)) throw new TypeError('"options.policies" expected array');
  return { ...options, release, contextRisk, maxClasses };
}

function assertNumber(value: unknown, parameter: string): asserts value is number {
  if (typeof value !== 'number') throw new TypeError(`"${parameter}" expected number`);
}

const partyKeys = ['name', 'phone', 'address'] as const;

/** Name, phone and address as printed; an absent one is empty. */
type Shown = readonly [name: string, phone: string, address: string];

function readLabel(label: unknown): { readonly recipient?: Shown | undefined; readonly sender?: Shown | undefined } {
  assertObject(label, 'label');
  const { recipient, sender } = label as LabelOriginal;
  if (recipient === undefined && sender === undefined) return { recipient: readParty(label, 'label') };
  assertKnownKeys(label, ['recipient', 'sender'], 'label');
  return { recipient: readParty(recipient, 'label.recipient'), sender: readParty(sender, 'label.sender') };
}

function readParty(party: unknown, path: string): Shown | undefined {
  if (party === undefined) return undefined;
  assertObject(party, path);
  assertKnownKeys(party, partyKeys, path);
  const [name, phone, address] = partyKeys.map((key) => {
    const value: unknown = (party as LabelParty)[key];
    if (value === undefined) return '';
    assertString(value, `${path}.${key}`);
    return value.trim();
  });
  return [name ?? '', phone ?? '', address ?? ''];
}

interface Party {
  add(shown: Shown): void;
  risk(release: ReleaseModel, contextRisk: number): PartyRisk;
}

function newParty(maxClasses: number, numberBlocks: NumberBlocks | undefined): Party {
  const classes = newClassSizes(maxClasses);
  const phones = newPhoneCandidates(numberBlocks);
  let labels = 0;
  let directIdentifiers = 0;
  let withSomethingShown = 0;
  return {
    add(shown) {
      const [name, phone, address] = shown;
      // First, since a table of the caller's may throw.
      phones.add(phone, address);
      classes.add(shown);
      labels++;
      if (showsDirectIdentifier(name, phone)) directIdentifiers++;
      if (showsAnything(shown)) withSomethingShown++;
    },
    risk(release, contextRisk) {
      const sizes = classes.sizes();
      let smallestClass = Number.POSITIVE_INFINITY;
      let classCount = 0;
      for (const [size, count] of sizes) {
        smallestClass = Math.min(smallestClass, size);
        classCount += count;
      }
      const below = (bound: number): LabelShare => {
        let count = 0;
        for (const [size, those] of sizes) if (size < bound) count += size * those;
        return { labels: count, share: labels === 0 ? null : count / labels };
      };
      return {
        labels,
        classes: classCount,
        overflow: classes.overflow(),
        smallestClass: labels === 0 ? null : smallestClass,
        largestRisk: labels === 0 ? null : 1 / smallestClass,
        averageRisk: labels === 0 ? null : classCount / labels,
        below20: below(minClassSize.public),
        below5: below(minClassSize.controlled),
        below3: below(minClassSize.enclave),
        bands: bandsOf(sizes),
        directIdentifiers,
        phones: phones.figures(),
        grade:
          labels === 0 ? null : gradeOf({ directIdentifiers, withSomethingShown, smallestClass }, release, contextRisk),
      };
    },
  };
}

const lowerGrade = (a: Grade | null, b: Grade | null): Grade | null =>
  a === null || (b !== null && b.level < a.level) ? b : a;
