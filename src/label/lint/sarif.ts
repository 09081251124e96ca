import { assertObject, assertString } from '../../errors.ts';
import type { LabelFinding } from './lintLabel.ts';
import { type LabelRule, labelRules } from './rules.ts';

/** Findings of one label, and where that label is. */
export interface LabelSarifReport {
  /** Path or URI of the label, relative to the root of the repository. It is shown: name no person in it. */
  readonly uri: string;
  /** What `lintLabel` found. */
  readonly findings: readonly LabelFinding[];
}

/** A log in SARIF 2.1.0, ready for `JSON.stringify`. Names and shapes are those of the standard. */
export interface SarifLog {
  /** URI of the JSON schema. */
  readonly $schema: string;
  /** Of the standard. */
  readonly version: '2.1.0';
  /** One. */
  readonly runs: readonly [SarifRun];
}

/** The one run of a log. */
export interface SarifRun {
  /** Who found it. */
  readonly tool: {
    /** This library. */
    readonly driver: SarifDriver;
  };
  /** What columns count. */
  readonly columnKind: 'utf16CodeUnits';
  /** The labels, in the order of the reports. */
  readonly artifacts: readonly SarifArtifact[];
  /** The findings. */
  readonly results: readonly SarifResult[];
}

/** What checked the labels. */
export interface SarifDriver {
  /** Name of the package. */
  readonly name: string;
  /** Where it is described. */
  readonly informationUri: string;
  /** All rules, also those that nothing breaks. */
  readonly rules: readonly SarifRule[];
}

/** A label. */
export interface SarifArtifact {
  /** Where it is. */
  readonly location: {
    /** As it was given. */
    readonly uri: string;
  };
}

/** Words for a reader. */
export interface SarifText {
  /** In English. */
  readonly text: string;
}

/** A rule that was checked. */
export interface SarifRule {
  /** Its number. */
  readonly id: LabelRule;
  /** In a few words. */
  readonly name: string;
  /** What it asks for. */
  readonly shortDescription: SarifText;
  /** What to do. */
  readonly help: SarifText;
  /** How findings of it are shown. */
  readonly defaultConfiguration: {
    /** Each of them is one. */
    readonly level: 'error';
  };
}

/** One finding. */
export interface SarifResult {
  /** The broken rule. */
  readonly ruleId: LabelRule;
  /** Its place among the rules of the run. */
  readonly ruleIndex: number;
  /** Each of them is one. */
  readonly level: 'error';
  /** What is wrong; quotes no value. */
  readonly message: SarifText;
  /** One. */
  readonly locations: readonly [SarifLocation];
}

/** Where a finding is. */
export interface SarifLocation {
  /** The label and the place in it. */
  readonly physicalLocation: {
    /** The label. */
    readonly artifactLocation: {
      /** As it was given. */
      readonly uri: string;
      /** Its place among the artifacts of the run. */
      readonly index: number;
    };
    /** The place. */
    readonly region: {
      /** From 1. */
      readonly startLine: number;
      /** From 1. */
      readonly startColumn: number;
    };
  };
}

const ruleIds = Object.keys(labelRules) as LabelRule[];

/**
 * Findings as a log in SARIF 2.1.0, which code hosts and editors show beside the line. Rules come with what they ask for; no
 * result quotes a value.
 *
 * Columns are those of the findings. For a label that was linted as bytes they count bytes, and viewers count UTF-16 units:
 * lint the decoded text where columns after a hanzi matter.
 *
 * @param reports - Findings of one label, or reports of many with the path of each.
 * @param options - The path or URI of the one label. Characters that no URI has are written in percent.
 * @throws {TypeError} an argument has the wrong type; findings without a path. @throws {URIError} a path with a lone surrogate.
 * @example
 * const { findings } = lintLabel('^XA^FX 13812345678^FS^XZ');
 * const log = labelSarif(findings, { uri: 'labels/a.zpl' });
 * log.version; // '2.1.0'
 * log.runs[0].results[0]?.ruleId; // 'C4'
 * log.runs[0].results[0]?.message.text; // 'C4 in a comment: private data is left as it was'
 * @see OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0
 */
export function labelSarif(
  reports: readonly LabelFinding[] | readonly LabelSarifReport[],
  options?: { readonly uri: string },
): SarifLog {
  const all = reportsOf(reports, options);
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'waybill-privacy',
            informationUri: 'https://www.npmjs.com/package/waybill-privacy',
            rules: ruleIds.map(ruleOf),
          },
        },
        columnKind: 'utf16CodeUnits',
        artifacts: all.map(({ uri }) => ({ location: { uri } })),
        results: all.flatMap(({ uri, findings }, index) => findings.map((finding) => resultOf(finding, uri, index))),
      },
    ],
  };
}

function reportsOf(
  reports: readonly LabelFinding[] | readonly LabelSarifReport[],
  options: { readonly uri: string } | undefined,
): LabelSarifReport[] {
  if (!Array.isArray(reports)) throw new TypeError('"reports" expected array');
  const list = reports as readonly (LabelFinding | LabelSarifReport)[];
  const own = list.filter((one): one is LabelSarifReport => isReport(one));
  if (own.length === list.length && options === undefined) return own.map(withUri);
  if (own.length > 0 || options === undefined) {
    throw new TypeError('expected findings with "options.uri", or reports with a uri each');
  }
  assertObject(options, 'options');
  return [withUri({ uri: options.uri, findings: list as readonly LabelFinding[] })];
}

function isReport(one: unknown): boolean {
  assertObject(one, 'reports');
  return 'findings' in one;
}

function withUri({ uri, findings }: LabelSarifReport): LabelSarifReport {
  assertString(uri, 'uri');
  // A URI stays as it is: its escapes are no characters to escape.
  return { uri: encodeURI(uri).replaceAll('%25', '%'), findings };
}

function ruleOf(id: LabelRule): SarifRule {
  const { name, problem, help } = labelRules[id];
  return {
    id,
    name,
    shortDescription: { text: sentence(problem) },
    help: { text: help },
    defaultConfiguration: { level: 'error' },
  };
}

const sentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;

const placeNames: Readonly<Record<LabelFinding['where'], string>> = {
  text: 'a printed text',
  comment: 'a comment',
  barcode: 'a barcode',
  payload: 'a 2-D symbol',
  parameter: 'a parameter',
  packed: 'packed data',
  command: 'a command',
};

function resultOf({ rule, line, column, where }: LabelFinding, uri: string, index: number): SarifResult {
  return {
    ruleId: rule,
    ruleIndex: ruleIds.indexOf(rule),
    level: 'error',
    message: { text: `${rule} in ${placeNames[where]}: ${labelRules[rule].problem}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri, index },
          region: { startLine: line, startColumn: column },
        },
      },
    ],
  };
}
