const digits: ReadonlyMap<string, string> = /* @__PURE__ */ (() =>
  new Map(
    Object.entries({
      零: '0',
      〇: '0',
      '○': '0',
      一: '1',
      二: '2',
      三: '3',
      四: '4',
      五: '5',
      六: '6',
      七: '7',
      八: '8',
      九: '9',
      壹: '1',
      贰: '2',
      貳: '2',
      叁: '3',
      叄: '3',
      肆: '4',
      伍: '5',
      陆: '6',
      陸: '6',
      柒: '7',
      捌: '8',
      玖: '9',
      幺: '1',
      两: '2',
      兩: '2',
    }),
  ))();

/** The digit that a Chinese numeral says when it is read out one by one (一三八…, 幺), or `undefined`. */
export function chineseDigit(character: string): string | undefined {
  return digits.get(character);
}

/** Ten, hundred, thousand: a number with one of them is not read out digit by digit. */
export const multipliers = '十百千拾佰仟';

/** Every character of Chinese numbers. */
export const chineseNumerals: string = /* @__PURE__ */ (() => [...digits.keys()].join('') + multipliers)();

/** Whether a character is part of a Chinese number: a digit or a multiplier. */
export function isChineseNumeral(character: string): boolean {
  return digits.has(character) || (character !== '' && multipliers.includes(character));
}
