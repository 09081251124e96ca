// Labels of carriers, which are not part of the repository.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import iconv from 'iconv-lite';
import type { LabelOriginal } from 'waybill-privacy/label';

const folder = fileURLToPath(new URL('../../../shared/data/labels/', import.meta.url));

/** The carriers' labels by file name; none where the folder is not there. */
export const carrierLabels: readonly (readonly [string, Uint8Array])[] = existsSync(folder)
  ? readdirSync(folder)
      .filter((name) => name.endsWith('.zpl'))
      .map((name) => [name, new Uint8Array(readFileSync(folder + name))])
  : [];

/** Why nothing is tested where the folder is not there. */
export const noCarrierLabels = '../shared/data/labels is not here: no label of a carrier was tested';

/** GBK, of which every character is. */
export function gbk(text: string): Uint8Array {
  const bytes = new Uint8Array(iconv.encode(text, 'gbk'));
  if (iconv.decode(bytes, 'gbk') !== text) throw new Error('a character that GBK does not have');
  return bytes;
}

/** UTF-8. */
export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Whose labels the tests write. */
export const original: LabelOriginal = {
  recipient: { name: '张三丰', phone: '13812345678', address: '海德三道199号天利名城3-2-501' },
  sender: { name: '李雷', phone: '0571-88886666', address: '深圳市南山区海德三道3栋2单元301室' },
};

/** How a label may be handed over: a name, what encodes it, and the line that says so. */
export const ways = (headers: {
  readonly gbk: string;
  readonly utf8: string;
}): readonly [string, (text: string) => string | Uint8Array, string][] => [
  ['text', (text) => text, ''],
  ['UTF-8', utf8, headers.utf8],
  ['GBK', gbk, headers.gbk],
  ['GBK that nothing names', gbk, ''],
  ['UTF-8 that nothing names', utf8, ''],
];
