import { assertObject, assertString } from '../errors.ts';
import type { LabelFinding } from './lintLabel.ts';
import { type LabelRule, labelRules } from './rules.ts';

/** Findings of one label, and where that label is. */
export interface LabelSarifReport {
  /** Path or URI of the label, relative to the root of the repository. It is shown: name no person in it. */
  readonly uri: string;
  /** What `lintLabel` found. */
  readonly findings: readonly LabelFinding[];
}

/** A log in SARIF 2.1.0, ready for `JSON.stringify`. */
export interface SarifLog {
  readonly $schema: string;
  readonly version: '2.1.0';
  readonly runs: readonly [SarifRun];
}

/** The one run of a log. */
export interface SarifRun {
  readonly tool: {
    readonly driver: {
      readonly name: string;
      readonly informationUri: string;
      readonly rules: readonly SarifRule[];
    };
  };
  readonly columnKind: 'utf16CodeUnits';
  readonly artifacts: readonly { readonly location: { readonly uri: string } }[];
  readonly results: readonly SarifResult[];
}

/** A rule that was checked. */
export interface SarifRule {
  readonly id: LabelRule;
  readonly name: string;
  readonly shortDescription: { readonly text: string };
  readonly help: { readonly text: string };
  readonly defaultConfiguration: { readonly level: 'error' };
}

/** One finding. */
export interface SarifResult {
  readonly ruleId: LabelRule;
  readonly ruleIndex: number;
  readonly level: 'error';
  readonly message: { readonly text: string };
  readonly locations: readonly [
    {
      readonly physicalLocation: {
        readonly artifactLocation: { readonly uri: string; readonly index: number };
        readonly region: { readonly startLine: number; readonly startColumn: number };
      };
    },
  ];
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
