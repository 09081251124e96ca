/**
 * Spreadsheets run what begins with one of these signs, full-width ones too; an apostrophe before it makes it a text.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
const formula = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/u;
const escaped = /^'+[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/u;
/**
 * Phones with a country code, their masks and negative amounts have no name of a function, cell or program in them, so there is
 * nothing to run; and they have to stay what they are for other readers.
 */
const number = /^[+-][\d ().,*-]*$/u;

/** The text of a cell that no spreadsheet runs. {@link unescapeFormula} gives the value back, for every text. */
export function escapeFormula(value: string): string {
  return (formula.test(value) && !number.test(value)) || escaped.test(value) ? `'${value}` : value;
}

/** What {@link escapeFormula} and other programs that escape so have written. */
export function unescapeFormula(cell: string): string {
  return escaped.test(cell) ? cell.slice(1) : cell;
}
