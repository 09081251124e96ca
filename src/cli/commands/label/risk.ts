import {
  createRiskReport,
  type ReleaseModel,
  type RiskReport,
  riskChart,
  riskMarkdown,
  type ShownLabel,
} from '../../../label/index.ts';
import { createMasker, type Masker } from '../../../mask/masker.ts';
import { type PolicyName, policies } from '../../../mask/policy.ts';
import type { FormatName } from '../../files/codec.ts';
import { type MappedColumn, parseColumns } from '../../files/columns.ts';
import { type Encoding, inputFiles } from '../../input.ts';
import { withOutput } from '../../output.ts';
import { at, type ExitCode, exitCodes, usage } from '../../problem.ts';
import { unreadable } from '../../rows/rejection.ts';
import { openRowFile } from '../../rows/rowFile.ts';
import type { Session } from '../../session.ts';

export interface LabelRiskOptions {
  readonly release?: ReleaseModel;
  readonly contextRisk?: number;
  readonly policies?: readonly string[];
  /** Masks the rows first: what the labels would show. */
  readonly policy?: PolicyName;
  readonly minLevel?: number;
  readonly columns?: readonly string[];
  readonly format?: FormatName;
  readonly encoding?: Encoding;
  readonly json?: boolean;
  readonly svg?: boolean;
  readonly out?: string;
}

/** How many labels look the same, and what their phones leave. */
export async function riskOfLabels(
  session: Session,
  files: readonly string[],
  options: LabelRiskOptions,
): Promise<ExitCode> {
  const { release, contextRisk, policy, minLevel } = options;
  const collector = createRiskReport({
    ...(release && { release }),
    ...(contextRisk !== undefined && { contextRisk }),
    ...(options.policies && { policies: knownPolicies(options.policies) }),
  });
  const columns = options.columns && (await at({}, () => parseColumns((options.columns ?? []).join(','))));
  const masker = policy === undefined ? undefined : createMasker(policy);
  for await (const file of inputFiles(session, files)) {
    const format = options.format ?? (file === '-' ? 'jsonl' : undefined);
    const { opened } = await openRowFile(session, file, {
      ...(format && { format }),
      ...(options.encoding && { encoding: options.encoding }),
    });
    await at({ file }, async () => {
      for await (const read of opened.rows) {
        if (read.status === 'rejected') throw unreadable(file, read);
        await at({ file, row: read.row }, () => collector.add(shownOf(read.value, columns, masker)));
      }
    });
  }
  const report = collector.report();
  await withOutput(session, { file: options.out }, (write) => write(textOf(report, session, options)));
  if (minLevel === undefined || (report.grade !== null && report.grade.level >= minLevel)) return exitCodes.ok;
  session.say('label.belowLevel', { level: report.grade?.level ?? '-', min: minLevel });
  return exitCodes.data;
}

function knownPolicies(names: readonly string[]): readonly PolicyName[] {
  const unknown = names.find((name) => !Object.hasOwn(policies, name));
  if (unknown !== undefined) throw usage('ERR_POLICY_NAME', { name: unknown, names: Object.keys(policies).join(', ') });
  return names as readonly PolicyName[];
}

const kinds = ['name', 'phone', 'address'] as const;
type Row = Readonly<Record<string, unknown>>;

/** What a label shows, of a JSON row or of the columns of a table: as named by the call, or by their own names. */
function shownOf(row: Row, columns: readonly MappedColumn[] | undefined, masker: Masker | undefined): ShownLabel {
  const paths = columns?.map(({ column, kind, path = `recipient.${kind}` }) => [path, row[column]] as const);
  const isFlat = paths !== undefined || Object.keys(row).some((key) => key.includes('.'));
  const shown = isFlat ? nestedOf(paths ?? Object.entries(row)) : row;
  if (masker === undefined) return shown as ShownLabel;
  if (!('recipient' in shown) && !('sender' in shown)) return maskedParty(shown, masker) as ShownLabel;
  const parties = Object.entries(shown).map(([role, party]) => [role, maskedParty(party, masker)]);
  return Object.fromEntries(parties) as ShownLabel;
}

function nestedOf(cells: readonly (readonly [path: string, value: unknown])[]): Row {
  const nested: Record<string, Record<string, unknown>> = {};
  for (const [path, value] of cells) {
    const point = path.indexOf('.');
    // Other columns of a table are no part of a label.
    if (point < 0) continue;
    const [role, kind] = [path.slice(0, point), path.slice(point + 1)];
    nested[role] = { ...nested[role], [kind]: value };
  }
  return nested;
}

/** What is no text stays, to be refused. */
function maskedParty(party: unknown, masker: Masker): unknown {
  if (typeof party !== 'object' || party === null) return party;
  const masked: Record<string, unknown> = { ...party };
  for (const kind of kinds) {
    const value = masked[kind];
    if (typeof value === 'string') masked[kind] = masker[kind](value);
  }
  return masked;
}

function textOf(report: RiskReport, { language }: Session, { json, svg }: LabelRiskOptions): string {
  if (json) return `${JSON.stringify(report, null, 2)}\n`;
  if (svg) return `${riskChart(report, { language }).trimEnd()}\n`;
  return riskMarkdown(report, { language });
}
