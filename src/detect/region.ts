// The 34 province-level divisions, as waybills begin: with or without 省, 市, 自治区.
const province =
  /北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门/u;

// The 47 prefectures of Japan end in one of these.
const prefecture = /^(?:北海道|東京都|(?:京都|大阪)府|[\u4e00-\u9fff]{2,3}県)/u;
const provinceSuffix = /^(?:特别行政区|(?:壮族|回族|维吾尔)?自治区|省|市)/u;

/** Length of the province or prefecture that an address begins with, or 0. */
export function provinceLength(address: string): number {
  const japanese = prefecture.exec(address);
  if (japanese !== null) return japanese[0].length;
  const chinese = province.exec(address);
  if (chinese === null || chinese.index !== 0) return 0;
  const end = chinese[0].length;
  return end + (provinceSuffix.exec(address.slice(end))?.[0].length ?? 0);
}

/** Offset where an address begins with a province-level name, or -1. */
export function findRegionStart(text: string): number {
  return text.search(province);
}
