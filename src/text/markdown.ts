/** What a table of a report in Markdown shows in one place. */
export type Cell = string | number;

/** In one line; a name that is the caller's own may hold anything. */
export const tableCell = (value: Cell): string => String(value).replaceAll('|', '\\|').replaceAll(/\s+/gu, ' ');

export const tableRow = (cells: readonly Cell[]): string => `| ${cells.map(tableCell).join(' | ')} |`;

/** The first column is of names, the others are of numbers. */
export const tableHead = (cells: readonly Cell[]): string[] => [
  tableRow(cells),
  tableRow(cells.map((_, i) => (i === 0 ? '---' : '---:'))),
];

/** A share from 0 to 1 in percent. */
export const percentCell = (share: number | null): string => (share === null ? '–' : `${(share * 100).toFixed(1)} %`);
