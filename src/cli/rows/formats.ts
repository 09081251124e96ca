import type { FormatName } from '../files/codec.ts';

/** Formats of files of rows. */
export const formats = ['jsonl', 'json', 'csv', 'tsv', 'xlsx'] as const satisfies readonly FormatName[];
