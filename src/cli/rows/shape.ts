import { type PresetName, presets } from '../../platform/index.ts';
import { orderSchema } from '../../record/schema.ts';
import type { Row } from '../../stream/rows.ts';
import {
  checkColumns,
  columnKinds,
  columnPaths,
  type MappedColumn,
  type Mapping,
  parseColumns,
  parseMapping,
} from '../files/columns.ts';
import { type ColumnProposal, proposeColumns } from '../files/proposal.ts';
import { readText } from '../input.ts';
import { at, usage } from '../problem.ts';
import type { Session } from '../session.ts';
import type { RowPlan, RowShape } from './plan.ts';

/** What the call says of the rows. */
export interface ShapeOptions {
  readonly columns?: readonly string[];
  readonly mapping?: string;
  readonly preset?: PresetName;
  readonly id?: string;
}

/** What is known of a file when its shape is settled. */
export interface Sample {
  readonly file: string;
  /** The header of a table; JSON has none. */
  readonly header: readonly string[] | undefined;
  /** Some of the first rows. */
  readonly rows: readonly Row[];
}

/** What is private in rows, and what tells them apart. */
export type Settled = Pick<RowPlan, 'shape' | 'recordId'>;

/** Enough rows to see what a column holds, and no more than a screen. */
export const sampleRows = 20;

/** What is to be done with the rows; `recognize` changes none. */
type Verb = RowPlan['verb'] | 'recognize';

/** By kind alone, or by the fields of a schema: those that a cipher binds its tokens to. */
const isByKind = (verb: Verb): boolean => verb === 'mask' || verb === 'recognize';

/** Settles what is private in the rows of a file: by the call, or by the header when a person says yes to the proposal. */
export async function settleShape(
  session: Session,
  verb: Verb,
  sample: Sample,
  options: ShapeOptions,
): Promise<Settled> {
  const { header } = sample;
  const said = await mappingOf(session, sample.file, options);
  if (said.columns.length > 0) {
    await at({ file: sample.file }, () => header && checkColumns(header, said.columns));
    const result = await settled(verb, sample.file, said);
    if (verb === 'mask' || verb === 'encrypt') warnOfOthers(session, sample, said.columns);
    return result;
  }
  const isNamedByPath = said.preset !== undefined || header?.some((name) => orderSchema.fields.has(name));
  if (header === undefined || isNamedByPath) {
    const shape = { ...(said.preset && { preset: said.preset }), ...(header && { flat: true }) };
    return { shape, ...(said.recordId !== undefined && { recordId: said.recordId }) };
  }
  const proposed = await confirmed(session, verb, sample);
  return settled(verb, sample.file, { ...proposed, ...said, columns: proposed.columns });
}

/** `--mapping` is read first; what the other options say counts more. */
async function mappingOf(session: Session, file: string, options: ShapeOptions): Promise<Mapping> {
  const { columns, mapping, preset, id } = options;
  const schema = preset === undefined ? orderSchema : presets[preset].schema;
  const read =
    mapping === undefined
      ? undefined
      : await at({ file: mapping }, async () => parseMapping(await readText(session, mapping), schema));
  return {
    ...read,
    columns:
      columns === undefined ? (read?.columns ?? []) : await at({ file }, () => parseColumns(columns.join(','), schema)),
    ...(preset && { preset }),
    ...(id !== undefined && { recordId: id }),
  };
}

async function settled(verb: Verb, file: string, { columns, preset, recordId }: Mapping): Promise<Settled> {
  const schema = preset === undefined ? orderSchema : presets[preset].schema;
  const shape: RowShape =
    isByKind(verb) && preset === undefined
      ? { columns: columnKinds(columns) }
      : { ...(preset && { preset }), flat: await at({ file }, () => columnPaths(columns, schema)) };
  return { shape, ...(recordId !== undefined && { recordId }) };
}

/** Columns that nobody named and that look private: they stay readable, which is to be seen. */
function warnOfOthers(session: Session, { file, header = [], rows }: Sample, named: readonly MappedColumn[]): void {
  const others = header.filter((name) => !named.some(({ column }) => column === name));
  const { columns, suspects } = proposeColumns(others, rows);
  const positions = [...columns.map(({ column }) => column), ...suspects].map((name) => header.indexOf(name) + 1);
  if (positions.length > 0) session.say('rows.readable', { file, columns: positions.sort((a, b) => a - b).join(', ') });
}

/**
 * Shows what the header seems to say and asks. Without somebody to ask the call is refused, with the line that says the same: a
 * guess alone decides nothing.
 */
async function confirmed(session: Session, verb: Verb, { file, header = [], rows }: Sample): Promise<Mapping> {
  const proposal = proposeColumns(header, rows);
  const columns = columnsOf(verb, proposal);
  const recordId = isByKind(verb) ? undefined : proposal.recordId;
  const mapping = { columns, ...(recordId !== undefined && { recordId }) };
  if (columns.length === 0) throw usage('ERR_NO_COLUMNS', {}, { file });
  const line = lineOf(verb, mapping);
  if (session.ask === undefined) throw usage('ERR_UNCONFIRMED', { line }, { file });
  session.say('rows.proposal', { line });
  const { suspects, unknown } = proposal;
  const left = [...(isByKind(verb) ? [] : suspects), ...unknown];
  if (left.length > 0) session.say(verb === 'recognize' ? 'recognize.left' : 'rows.left', { columns: left.join(', ') });
  const answer = await session.ask(session.text('ask.proposal'), { hidden: false });
  if (!/^(?:y|yes|是)$/iu.test(answer.trim())) throw usage('ERR_UNCONFIRMED', { line }, { file });
  return mapping;
}

/** A mask can take a suspicious column as free text; a schema has no field for it. */
const columnsOf = (verb: Verb, { columns, suspects }: ColumnProposal): readonly MappedColumn[] =>
  isByKind(verb) ? [...columns, ...suspects.map((column) => ({ column, kind: 'text' }) as const)] : columns;

/** The proposal as options to type. */
function lineOf(verb: Verb, { columns, recordId }: Mapping): string {
  const pairs = columns.map(({ column, kind, path = kind }) => `${column}=${isByKind(verb) ? kind : path}`).join(',');
  const id = recordId === undefined ? '' : ` --id ${quoted(recordId)}`;
  return `--columns ${quoted(pairs)}${id}`;
}

/** For the shell, where it would read more into the text than is there. */
const quoted = (text: string): string =>
  /^[\p{L}\p{N}_=,.:/-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
