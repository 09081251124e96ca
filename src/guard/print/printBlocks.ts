import { printBlobOf } from '../../detect/ciphertext.ts';
import { PrivacyError } from '../../errors.ts';

/** Whose print component a block is for. */
export type PrintDialect = 'cainiao' | 'pdd' | 'douyin' | 'kuaishou';

/** An object of a print payload. */
export type Block = Readonly<Record<string, unknown>>;

interface Dialect {
  readonly name: PrintDialect;
  readonly isOf: (block: Block) => boolean;
  /** All keys that it is known to have. */
  readonly keys: readonly string[];
  /** Whether ciphertext and signature look as they should. */
  readonly isSealed: (ciphertext: string, signature: string, block: Block) => boolean;
}

const base64 = /^[A-Za-z0-9+/_-]{16,}={0,2}$/u;
const hex = /^[0-9a-f]{16,128}$/iu;
const md5 = /^MD:[A-Za-z0-9+/]{16,}={0,2}$/u;

const common: readonly string[] = ['encryptedData', 'signature', 'templateURL', 'ver', 'addData'];

// Sources: the print components' documents as integrators quote them; Pinduoduo's `pdd.cloud.print`; Douyin's
// `logistics.waybillApply`. Which keys the components take besides could not be verified.
const dialects: readonly Dialect[] = [
  {
    name: 'douyin',
    isOf: (block) => 'print_data' in block || 'printData' in block,
    keys: ['print_data', 'printData', 'sign', 'signature', 'params', 'templateURL', 'addData'],
    isSealed: (ciphertext, signature) => base64.test(ciphertext) && base64.test(signature),
  },
  {
    name: 'pdd',
    isOf: (block) => 'encrypted' in block || ('encryptedData' in block && 'userid' in block),
    keys: [...common, 'add_data', 'data', 'encrypted', 'template_url', 'templateUrl', 'userid'],
    isSealed: (ciphertext, signature, { encrypted = true }) =>
      encrypted === true && (printBlobOf(ciphertext) === 'print-data' || base64.test(ciphertext)) && signature !== '',
  },
  {
    name: 'kuaishou',
    isOf: (block) => 'encryptedData' in block && 'key' in block,
    keys: [...common, 'key', 'customData'],
    isSealed: (ciphertext, signature) =>
      (printBlobOf(ciphertext) === 'print-data' || base64.test(ciphertext)) && hex.test(signature),
  },
  {
    name: 'cainiao',
    isOf: (block) => 'encryptedData' in block,
    keys: [...common, 'templateUrl'],
    isSealed: (ciphertext, signature) => printBlobOf(ciphertext) === 'print-data' && md5.test(signature),
  },
];

const customKeys: readonly string[] = ['data', 'templateURL', 'templateUrl', 'template_url'];

const unknownShape = (path: string, what: string): PrivacyError =>
  new PrivacyError('ERR_FIELD_TYPE', `${path === '' ? 'the print payload' : path} ${what}`, { path });

/**
 * The dialect of an encrypted block, or `undefined` for a custom area.
 *
 * @throws {PrivacyError} `ERR_FIELD_TYPE` for any other object.
 */
export function dialectOf(block: Block, path: string): Dialect | undefined {
  const dialect = dialects.find(({ isOf }) => isOf(block));
  const keys = dialect?.keys ?? customKeys;
  if (dialect === undefined && !('data' in block))
    throw unknownShape(path, 'is neither an encrypted block nor a custom area');
  if (!Object.keys(block).every((key) => keys.includes(key))) {
    throw unknownShape(path, `has a key that is not known of ${dialect?.name ?? 'a custom area'}`);
  }
  return dialect;
}

const openKeys: readonly string[] = ['addData', 'add_data', 'customData', 'templateURL', 'templateUrl', 'template_url'];

/** Whether what a block has under a key is in clear. */
export const isOpenKey = (block: Block, key: string): boolean =>
  openKeys.includes(key) || (key === 'data' && !dialects.some(({ isOf }) => isOf(block)));

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What of an encrypted block must not change, under one name for all dialects. */
export const sealOf = (
  block: Block,
): Readonly<Record<'ciphertext' | 'signature' | 'version' | 'key' | 'template', string>> => ({
  ciphertext: textOf(block['encryptedData'] ?? block['print_data'] ?? block['printData'] ?? block['data']),
  signature: textOf(block['signature'] ?? block['sign']),
  version: textOf(block['ver']),
  key: textOf(block['key']),
  template: textOf(block['templateURL'] ?? block['templateUrl'] ?? block['template_url']),
});

/** A value that may be written as JSON text. */
export function objectIn(value: unknown, path: string): Block {
  const parsed = typeof value === 'string' ? parse(value) : value;
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw unknownShape(path, 'expected an object or its JSON text');
  }
  return parsed as Block;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * A copy of a print payload with each block replaced: of `task.documents[].contents[]`, `documents[].contents[]`, `contents[]`,
 * or the payload itself.
 *
 * @throws {PrivacyError} `ERR_FIELD_TYPE` for any other shape.
 */
export function mapBlocks(root: Block, replace: (block: unknown, path: string) => unknown): unknown {
  if ('task' in root) return { ...root, task: mapDocuments(objectIn(root['task'], 'task'), 'task.', replace) };
  return mapDocuments(root, '', replace);
}

function mapDocuments(node: Block, prefix: string, replace: (block: unknown, path: string) => unknown): unknown {
  const { documents } = node;
  if (!Array.isArray(documents)) return mapContents(node, prefix, replace);
  const mapped = documents.map((document: unknown, i) => {
    const path = `${prefix}documents[${i}]`;
    return mapContents(objectIn(document, path), `${path}.`, replace);
  });
  return { ...node, documents: mapped };
}

function mapContents(node: Block, prefix: string, replace: (block: unknown, path: string) => unknown): unknown {
  const { contents } = node;
  if (Array.isArray(contents)) {
    return { ...node, contents: contents.map((block: unknown, i) => replace(block, `${prefix}contents[${i}]`)) };
  }
  if (prefix === '') return replace(node, '');
  throw unknownShape(prefix.slice(0, -1), 'has no contents');
}
