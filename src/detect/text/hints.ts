/**
 * What a text can hold at all, by its characters: one pass that spares most messages most finders. Each cue of a finder has
 * at least one character here that it cannot be written without.
 */
export const hints = {
  /** Digits of any kind, mask glyphs among them. */
  number: 1,
  latin: 2,
  at: 4,
  plate: 8,
  account: 16,
  document: 32,
  title: 64,
  label: 128,
  receiver: 256,
  verb: 512,
  owner: 1024,
  address: 2048,
} as const;

const characters: Readonly<Record<keyof typeof hints, string>> = {
  number: '0123456789*●█■□∗﹡零〇○一二三四五六七八九十壹贰貳叁叄肆伍陆陸柒捌玖幺两兩',
  latin: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
  at: '@',
  plate: '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼',
  account: '微薇威徽信扣企旺抖快小钉陌支wvqtlWVQTL',
  document: '证照pP',
  title: '先士姐太夫师傅理板姨哥爷妈叔医任学长授计记练总嫂董工',
  label: '人名户叫收寄mM',
  receiver: '收启签领取拿本',
  verb: '系交给知告找叫由让请问烦成为本是',
  owner: '话手号信式',
  address:
    '栋幢棟座号號樓楼单單门門层層室房户戶路街巷弄道村区區园園寓厦廈场場苑舍址牌床位间間#-Ff放送在住到上搬拿去找寄扔丢存于居社廊隔對对',
};

let table: Uint16Array | undefined;

function makeTable(): Uint16Array {
  const bits = new Uint16Array(0x10000);
  for (const hint of Object.keys(hints) as (keyof typeof hints)[]) {
    for (const character of characters[hint]) {
      const unit = character.charCodeAt(0);
      bits[unit] = (bits[unit] as number) | hints[hint];
    }
  }
  return bits;
}

/** The bits of all hints that a folded text gives. */
export function hintsOf(folded: string): number {
  table ??= makeTable();
  let found = 0;
  for (let i = 0; i < folded.length; i++) found |= table[folded.charCodeAt(i)] as number;
  return found;
}
