import { assertKnownKeys, assertObject, PrivacyError } from '../errors.ts';
import type { RecordContext } from '../keys/derive.ts';
import type { Masker } from '../mask/masker.ts';
import { type Preset, recordIdOf } from '../platform/preset.ts';
import { protectOrder } from '../platform/protect.ts';
import type { EncryptedOrder, Privacy, RecordCipher } from '../record/cipher.ts';
import { assertStays, type FlatColumns, type FlatTable, flatTable } from './flatTable.ts';
import { assertOrderRow } from './orderRow.ts';
import { countIn, type RowReader, type RowValue, rowReader, textIn } from './place.ts';
import type { Row, RowProcessor } from './rows.ts';

/** What both directions need. */
interface CipherRowsOptions {
  /** A record cipher; with `preset` one of its schema. */
  readonly cipher: RecordCipher;
  /** Rows are orders of a platform. */
  readonly preset?: Preset;
  /** Identity of each row: a string or an integer that stays readable and never changes. Default: that of the preset. */
  readonly recordId?: RowValue<string>;
  /** Version of each record, as for the cipher. Default 0. Not with a preset. */
  readonly recordVersion?: RowValue<number>;
  /** Rows are rows of a flat table. Default: orders as JSON gives them, with the token in `privacy`. */
  readonly flat?: FlatColumns;
}

/** How rows are encrypted. */
export interface EncryptRowsOptions extends CipherRowsOptions {
  /** Partition of each row's index tags, where the cipher has an indexer with a partitioned index. */
  readonly partition?: RowValue<string>;
  /** Paths that stay as they are. Not with a preset, which knows what has to stay. */
  readonly keep?: readonly string[];
  /** With `preset`: masks free text instead of encrypting it. */
  readonly textMasker?: Masker;
  /** With `preset`: the time at which virtual numbers must still be valid. Default: now, row by row. */
  readonly now?: Date;
}

/** How rows are decrypted: as they were encrypted. */
export interface DecryptRowsOptions extends CipherRowsOptions {}

const commonKeys = ['cipher', 'preset', 'recordId', 'recordVersion', 'flat'];
const encryptKeys = [...commonKeys, 'partition', 'keep', 'textMasker', 'now'];

/** Columns of a flat table that stand for `privacy`. */
const tokenColumn = 'privacy.token';
const indexColumn = 'privacy.indexes';
/** Stands for the token of an order that had nothing to encrypt: an empty cell may be one that somebody cleared. */
const noToken = 'none';

interface RowPlan {
  readonly cipher: RecordCipher;
  readonly preset: Preset | undefined;
  readonly table: FlatTable | undefined;
  readonly recordId: RowReader | undefined;
  readonly recordVersion: RowReader | undefined;
}

function planOf(options: CipherRowsOptions): RowPlan {
  const { cipher, preset, recordId, recordVersion, flat } = options;
  assertObject(cipher, 'cipher');
  if (preset !== undefined && cipher.schema !== preset.schema) {
    throw new PrivacyError('ERR_SCHEMA', `the cipher needs the schema of ${preset.name}`);
  }
  if (preset !== undefined && recordVersion !== undefined)
    throw new TypeError('"recordVersion" is given with a preset');
  if (recordId === undefined && preset?.recordId === undefined) throw new TypeError('"recordId" is missing');
  const table = flatTable(flat, cipher.schema, preset);
  const isFlat = table !== undefined;
  if (typeof recordId === 'string') assertStays(isFlat ? table.pathOf(recordId) : recordId, cipher.schema);
  return {
    cipher,
    preset,
    table,
    recordId: recordId === undefined ? undefined : rowReader(recordId, 'recordId', isFlat),
    recordVersion: recordVersion === undefined ? undefined : rowReader(recordVersion, 'recordVersion', isFlat),
  };
}

function contextOf({ preset, recordId, recordVersion }: RowPlan, row: Row, order: object, n: number): RecordContext {
  return {
    // planOf: without a reader there is a preset that has the path.
    recordId: recordId === undefined ? recordIdOf(order, preset as Preset) : textIn(recordId, row, n),
    ...(recordVersion !== undefined && { recordVersion: countIn(recordVersion, row, n) }),
  };
}

/**
 * Makes a processor that encrypts the private fields of rows, one record token for each row.
 *
 * A row that is an order becomes what `RecordCipher.encrypt` makes of it. A row of a flat table keeps its columns in their order:
 * each encrypted column shows its mask (nothing where the schema keeps no mask), and behind them stand `privacy.token`
 * with the token, or `none` where nothing was to encrypt, and, where the cipher has an indexer, `privacy.indexes` with all
 * index tags, separated by spaces. {@link decryptRows} gives the same row back.
 *
 * @throws {PrivacyError} `ERR_SCHEMA` for a cipher of another schema, a record id that the schema encrypts, and columns that
 * do not fit. @throws {TypeError} for wrong options. The processor throws as {@link maskRows} and `RecordCipher.encrypt` do.
 * @example
 * const cipher = createRecordCipher({ keyring: generateKeyring({ tenant: 'shop-1' }) });
 * const table = { cipher, recordId: '订单号', flat: { 收件人: 'recipient.name', 手机: 'recipient.phone' } };
 * const row = { 订单号: 'A1', 收件人: '张三丰', 手机: '13812345678' };
 * const encrypted = encryptRows(table)(row, 1);
 * encrypted; // { 订单号: 'A1', 收件人: '张**', 手机: '138******78', 'privacy.token': 'wpr1.…' }
 * decryptRows(table)(encrypted, 1); // { 订单号: 'A1', 收件人: '张三丰', 手机: '13812345678' }
 */
export function encryptRows(options: EncryptRowsOptions): RowProcessor {
  assertObject(options, 'options');
  assertKnownKeys(options, encryptKeys, 'options');
  const plan = planOf(options);
  const { cipher, preset, table } = plan;
  const { keep, textMasker, now } = options;
  if (preset === undefined ? textMasker !== undefined || now !== undefined : keep !== undefined) {
    throw new TypeError('"keep" is for schemas, "textMasker" and "now" are for presets');
  }
  const partition =
    options.partition === undefined ? undefined : rowReader(options.partition, 'partition', table !== undefined);

  function encrypt(row: Row, order: Row, n: number): EncryptedOrder {
    const context = contextOf(plan, row, order, n);
    const place = partition !== undefined && { partition: textIn(partition, row, n) };
    if (preset !== undefined) {
      const { recordId } = context;
      const more = { ...(textMasker !== undefined && { textMasker }), ...(now !== undefined && { now }) };
      return protectOrder(order, preset, cipher, { recordId, ...place, ...more }).order as EncryptedOrder;
    }
    assertOrderRow(order, cipher.schema);
    return cipher.encrypt(order, { ...context, ...place, ...(keep !== undefined && { keep }) });
  }

  return (row, n) => {
    if (table === undefined) return encrypt(row, row, n);
    if (Object.hasOwn(row, tokenColumn) || Object.hasOwn(row, indexColumn)) {
      throw new PrivacyError('ERR_ALREADY_PROTECTED', 'the row has a token column already', { path: tokenColumn });
    }
    const encrypted = encrypt(row, table.readOrder(row), n);
    const { token, masks, indexes } = encrypted.privacy;
    return {
      ...table.writeOrder(row, encrypted, masks),
      [tokenColumn]: token ?? noToken,
      ...(indexes !== undefined && { [indexColumn]: Object.values(indexes).flat().join(' ') }),
    };
  };
}

/**
 * Makes a processor that turns the rows of {@link encryptRows} back: values, columns and their order as they were. Fields that the
 * schema drops or only masks do not come back.
 *
 * @param options - As the rows were encrypted.
 * @throws {PrivacyError} and {TypeError} as {@link encryptRows}. The processor throws as `RecordCipher.decrypt` does, and
 * `ERR_MALFORMED_TOKEN` for a row without a token.
 */
export function decryptRows(options: DecryptRowsOptions): RowProcessor {
  assertObject(options, 'options');
  assertKnownKeys(options, commonKeys, 'options');
  const plan = planOf(options);
  const { cipher, table } = plan;
  return (row, n) => {
    if (table === undefined) return cipher.decrypt<Row>(row as EncryptedOrder, contextOf(plan, row, row, n));
    const { [tokenColumn]: token, [indexColumn]: _, ...rest } = row;
    const order = table.readEncrypted(rest);
    const privacy = { token: token === noToken ? null : (token ?? undefined), masks: {} } as Privacy;
    const decrypted = cipher.decrypt<Row>({ ...order, privacy }, contextOf(plan, row, order, n));
    return table.writeOrder(rest, decrypted);
  };
}
