import type { Codec, FormatName } from './codec.ts';
import { csv, tsv } from './delimited.ts';
import { jsonArray } from './jsonArray.ts';
import { jsonLines } from './jsonLines.ts';
import { xlsx } from './workbook.ts';

/** All formats. */
export const codecs: readonly Codec[] = [jsonLines, jsonArray, csv, tsv, xlsx];

/** The format of a file by its name, such as `orders.csv`; `undefined` where the ending says nothing. */
export function codecOf(fileName: string): Codec | undefined {
  const extension = /\.([^./\\]+)$/u.exec(fileName)?.[1]?.toLowerCase() ?? '';
  return codecs.find(({ extensions }) => extensions.includes(extension));
}

/** The format of a name. */
export function codecNamed(name: FormatName): Codec {
  return codecs.find((codec) => codec.name === name) as Codec;
}
