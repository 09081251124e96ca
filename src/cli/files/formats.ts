import type { Codec, FormatName } from './codec.ts';

interface Format {
  /** Endings of file names, in small letters and without the point. */
  readonly extensions: readonly string[];
  /** Parsers come with the first file that needs them: they take a tenth of the time in which a small file is done. */
  load(): Promise<Codec>;
}

const formats: Readonly<Record<FormatName, Format>> = {
  jsonl: { extensions: ['jsonl', 'ndjson'], load: async () => (await import('./jsonLines.ts')).jsonLines },
  json: { extensions: ['json'], load: async () => (await import('./jsonArray.ts')).jsonArray },
  csv: { extensions: ['csv'], load: async () => (await import('./delimited.ts')).csv },
  tsv: { extensions: ['tsv', 'tab'], load: async () => (await import('./delimited.ts')).tsv },
  xlsx: { extensions: ['xlsx'], load: async () => (await import('./workbook.ts')).xlsx },
};

/** All formats. */
export const formatNames = Object.keys(formats) as readonly FormatName[];

/** The format of a file by its name, such as `orders.csv`; `undefined` where the ending says nothing. */
export function formatOf(fileName: string): FormatName | undefined {
  const extension = /\.([^./\\]+)$/u.exec(fileName)?.[1]?.toLowerCase() ?? '';
  return formatNames.find((name) => formats[name].extensions.includes(extension));
}

/** What reads and writes a format. */
export const loadCodec = (name: FormatName): Promise<Codec> => formats[name].load();
