import fc from 'fast-check';

const chars = (text: string): fc.Arbitrary<string> => fc.constantFrom(...Array.from(text));
const words = (text: string): fc.Arbitrary<string> => fc.constantFrom(...text.split(' '));
const joined = (...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((texts) => texts.join(''));

/** Any UTF-16 string, lone surrogates included. */
export const utf16: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0xffff }),
      fc.integer({ min: 0xd800, max: 0xdfff }),
      fc.integer({ min: 0x4e00, max: 0x9fff }),
      fc.integer({ min: 0x20, max: 0x7e }),
    ),
    { maxLength: 40 },
  )
  .map((units) => String.fromCharCode(...units));

const pieces =
  '1 3 8 13812345678 0571 88886666 400 + +86 0086 86 - -- . ( ) （ ） 转 ext # , 、 / * ** ●● 号 栋 幢 楼 层 室 单元 门 门口 ' +
  '弄 路 街 村 组 家 座 F A B1 12F 一 二 三零一 十二 〇 零 两 甲 东 张 张三 欧阳 司徒 先生 女士 姐 收 收件人 电话 联系 · • 公司 店 ' +
  '北京 浙江省 市场 密码 地址 SF 2026-11-11 12:30 元 １ ３８ ① 1️⃣ 𝟏 𠮷 🌸 👨‍👩‍👧 \u200b \u202e \ufe0f \ud842 \udfb7 l O x xxx ~ $ ## == wpf1. AES: 。 ； \n';

/** Strings made of what the detectors look for: reaches rules that random text never does. */
export const soup: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...pieces.split(' '), ' ')), { maxLength: 14 })
  .map((texts) => texts.join(''));

/** Any string that may be in a field. */
export const anyText: fc.Arbitrary<string> = fc.oneof(utf16, soup, fc.string({ unit: 'grapheme', maxLength: 20 }));

/** Characters for given names. None ends the name of a shop, none is a title. */
const given = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚玲鑫雨婷宇轩涵梓浩诗琪𬭚𣲗';
/** A single-character family name. */
export const familyName: fc.Arbitrary<string> = chars('王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹');
/** A compound family name, simplified or traditional. */
export const compoundFamilyName: fc.Arbitrary<string> = words(
  '欧阳 司马 上官 诸葛 慕容 夏侯 皇甫 尉迟 公孙 令狐 宇文 长孙 司徒 南宫 东方 独孤 端木 轩辕 淳于 百里 歐陽 諸葛',
);
/** A given name of one or two hanzi, some outside the BMP. */
export const givenName: fc.Arbitrary<string> = fc
  .array(chars(given), { minLength: 1, maxLength: 2 })
  .map((c) => c.join(''));
/** A form of address: 先生, 女士, 经理. */
export const title: fc.Arbitrary<string> = words('先生 女士 小姐 太太 老师 经理 师傅 阿姨 总 姐 哥 叔');

/** A family name, simple or compound, with a given name. */
export const person: fc.Arbitrary<string> = joined(fc.oneof(familyName, compoundFamilyName), givenName);
/** A family name with a title. */
export const titled: fc.Arbitrary<string> = joined(fc.oneof(familyName, compoundFamilyName), title);
/** A name of parts with a middle dot, in all the dots that people type. */
export const dotted: fc.Arbitrary<string> = joined(
  words('阿依古丽 艾力 麦麦提江 吐尔逊 扎西 米热古丽'),
  chars('\u00b7\u2022\u2027\u30fb\uff65\uff0e\u22c5.'),
  words('买买提 吐鲁洪 托乎提 尼玛次仁 玉素甫'),
  fc.oneof(fc.constant(''), fc.constant('\u00b7汗')),
);
/** A shop or company. */
export const organisation: fc.Arbitrary<string> = joined(
  words('云禾 锦屿 望澜 栖舟'),
  words('商贸 电子科技 五金'),
  words('有限公司 经营部 旗舰店 超市'),
);
/** A nickname, some with emoji. */
export const nickname: fc.Arbitrary<string> = joined(
  words('小可爱 一颗 不甜的 晚风'),
  words('土豆 汤圆 橘猫'),
  fc.constantFrom('', '🌸', '~', '👩‍👧', '_88'),
);
/** A name in Latin letters. */
export const latin: fc.Arbitrary<string> = joined(
  words('Arlen Brisa Corwin Delyth'),
  fc.constantFrom(' Mossgrove', " O'Varrick", ' van der Linde', ', Zhang'),
);
/** A name as typed into a name field: of a person, a shop, or a nickname. */
export const name: fc.Arbitrary<string> = fc.oneof(person, titled, dotted, organisation, nickname, latin);

const digits = (count: number): fc.Arbitrary<string> =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count }).map((d) => d.join(''));
/** Any range, as detection must not depend on lists of ranges. */
export const mobile: fc.Arbitrary<string> = joined(fc.constant('1'), chars('3456789'), digits(9));
/** An area code with its 0. */
export const areaCode: fc.Arbitrary<string> = words('010 020 021 025 028 0571 0755 0371 0998');
/** A local number of seven or eight digits. */
export const local: fc.Arbitrary<string> = joined(chars('2345678'), fc.oneof(digits(6), digits(7)));

const wide = (text: string): string => text.replace(/[0-9]/gu, (d) => String.fromCharCode(0xff10 + Number(d)));
const say = (numerals: string, text: string): string =>
  text.replace(/\d/gu, (d) => Array.from(numerals)[Number(d)] as string);
const group = (d: string, separator: string): string => [d.slice(0, 3), d.slice(3, 7), d.slice(7)].join(separator);

/** How people write eleven digits. */
export const mobileSpellings: Readonly<Record<string, (mobile: string) => string>> = {
  plain: (d) => d,
  '+86': (d) => `+86${d}`,
  '+86 spaced': (d) => `+86 ${d}`,
  '+86 dashes': (d) => `+86-${group(d, '-')}`,
  '(+86)': (d) => `(+86)${d}`,
  '（+86）': (d) => `（+86）${d}`,
  '0086': (d) => `0086${d}`,
  '0086 spaced': (d) => `0086 ${group(d, ' ')}`,
  '86': (d) => `86${d}`,
  '86-': (d) => `86-${d}`,
  spaces: (d) => group(d, ' '),
  dashes: (d) => group(d, '-'),
  'long dashes': (d) => group(d, '—'),
  dots: (d) => group(d, '.'),
  'no-break spaces': (d) => group(d, '\u00a0'),
  'zero-width': (d) => group(d, '\u200b'),
  'each alone': (d) => [...d].join(' '),
  'five and six': (d) => `${d.slice(0, 5)} ${d.slice(5)}`,
  'full-width': wide,
  'full-width dashes': (d) => wide(group(d, '－')),
  spoken: (d) => say('零幺二三四五六七八九', d),
  'spoken 一': (d) => say('〇一二三四五六七八九', d),
  formal: (d) => say('零壹贰叁肆伍陆柒捌玖', d),
  circled: (d) => say('⓪①②③④⑤⑥⑦⑧⑨', d),
  arabic: (d) => say('٠١٢٣٤٥٦٧٨٩', d),
};

/** A number as typed with the digits that it says. */
export interface SpelledPhone {
  /** As typed. */
  readonly text: string;
  /** Digits of the subscriber number, without country and area code. */
  readonly subscriber: string;
  /** Digits of the extension, or empty. */
  readonly extension: string;
}

/** A mobile in any spelling. */
export const spelledMobile: fc.Arbitrary<SpelledPhone> = fc
  .tuple(mobile, fc.constantFrom(...Object.keys(mobileSpellings)))
  .map(([subscriber, spelling]) => ({
    text: (mobileSpellings[spelling] as (mobile: string) => string)(subscriber),
    subscriber,
    extension: '',
  }));

const extensionMark = fc.constantFrom('转', '-', ' 转 ', ' ext ', ' ext. ', '#', '分机', ' 分机号：');
/** A landline, some with an extension. */
export const spelledLandline: fc.Arbitrary<SpelledPhone> = fc
  .tuple(
    areaCode,
    local,
    fc.constantFrom('-', '', ' ', '()', '+86'),
    fc.option(fc.tuple(extensionMark, fc.integer({ min: 1, max: 4 }).chain(digits)), { nil: undefined }),
  )
  .map(([area, subscriber, form, tail]) => {
    const head = form === '()' ? `(${area})` : form === '+86' ? `+86 ${area.slice(1)} ` : area + form;
    const [mark, extension] = tail ?? ['', ''];
    return { text: head + subscriber + mark + extension, subscriber, extension };
  });

/** A 400 or 800 number. */
export const hotline: fc.Arbitrary<SpelledPhone> = fc
  .tuple(words('400 800'), digits(7), fc.boolean())
  .map(([prefix, rest, dashed]) => ({
    text: dashed ? `${prefix}-${rest.slice(0, 3)}-${rest.slice(3)}` : prefix + rest,
    subscriber: prefix + rest,
    extension: '',
  }));

/** Virtual numbers: a mobile that forwards, and an extension. */
export const virtualPhone: fc.Arbitrary<SpelledPhone> = fc
  .tuple(mobile, digits(4), fc.constantFrom('-', '转', ','))
  .map(([subscriber, extension, mark]) => ({ text: subscriber + mark + extension, subscriber, extension }));

/** Any number of an order. */
export const phone: fc.Arbitrary<SpelledPhone> = fc.oneof(spelledMobile, spelledLandline, hotline, virtualPhone);

const stem = joined(chars('青云澜锦栖柏枫芷竹岚沁榆'), chars('禾汀屿澄舟麓渚衡苑芜'));
const region = fc.constantFrom(
  '',
  '浙江省杭州市西湖区蒋村街道',
  '上海市徐汇区田林街道',
  '北京市 朝阳区 望京街道 ',
  '新疆维吾尔自治区喀什地区疏附县',
);
const roadAndDoor = fc.oneof(
  fc.constant(''),
  joined(stem, words('路 街 大道 东路'), fc.integer({ min: 1, max: 1899 }).map(String), fc.constant('号')),
);
const estate = joined(stem, words('花园 苑 家园 小区 名邸 新村 公馆'));

/** An address with the parts of it that must not be read: unit, floor, room as typed. */
export interface SpelledAddress {
  /** As typed. */
  readonly text: string;
  /** Region, road, door and place: what stays as it is. */
  readonly head: string;
  /** What must not be readable in a mask. */
  readonly secrets: readonly string[];
}

const hanNumber = (value: string): string => say('零一二三四五六七八九', value);
const building = fc.integer({ min: 1, max: 38 }).map(String);
const entrance = fc.integer({ min: 1, max: 5 }).map(String);
const room = fc.tuple(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 1, max: 8 })).map(([f, r]) => `${f}0${r}`);

/** Writes a flat; first the text, then what of it must be hidden. */
export type Flat = (building: string, entrance: string, room: string) => readonly [text: string, ...secrets: string[]];
/** How a flat is written; what comes after the text must be hidden. */
export const flatSpellings: Readonly<Record<string, Flat>> = {
  '3栋2单元501室': (b, u, r) => [`${b}栋${u}单元${r}室`, `${u}单元`, r],
  '3幢501室': (b, _, r) => [`${b}幢${r}室`, r],
  '3号楼2单元501': (b, u, r) => [`${b}号楼${u}单元${r}`, `${u}单元`, r],
  '3-2-501': (b, u, r) => [`${b}-${u}-${r}`, `-${u}-`, r],
  '3-2-501室': (b, u, r) => [`${b}-${u}-${r}室`, `-${u}-`, r],
  '12#1503': (b, _, r) => [`${b}#${r}`, r],
  A座12F: (_b, u) => [`A座${u}F`, `${u}F`],
  B座1201: (_b, _u, r) => [`B座${r}`, r],
  八号楼二单元三零一室: (_, u, r) => [
    `八号楼${hanNumber(u)}单元${hanNumber(r)}室`,
    `${hanNumber(u)}单元`,
    hanNumber(r),
  ],
  三栋二单元三零一: (_, u, r) => [`三栋${hanNumber(u)}单元${hanNumber(r)}`, `${hanNumber(u)}单元`, hanNumber(r)],
  '8号楼5门201室': (b, u, r) => [`${b}号楼${u}门${r}室`, `${u}门`, r],
  '3号楼1单元6层2号': (b, u, r) => [`${b}号楼${u}单元${r}层2号`, `${u}单元`, r, '层2号'],
  '40号楼1单元202号': (b, u, r) => [`${b}号楼${u}单元${r}号`, `${u}单元`, r],
  '12座3梯501房': (b, u, r) => [`${b}座${u}梯${r}房`, `${u}梯`, r],
  spaces: (b, u, r) => [` ${b} 栋 ${u} 单元 ${r} 室`, `${u} 单元`, r],
  'full-width': (b, u, r) => [wide(`${b}栋${u}单元${r}室`), wide(`${u}单元`), wide(r)],
  traditional: (b, u, r) => [`${b}棟${u}單元${r}室`, `${u}單元`, r],
  'in brackets': (b, u, r) => [`（${b}栋${u}单元${r}室）`, `${u}单元`, r],
  'with a note': (b, u, r) => [`${b}栋${u}单元${r}室（放门口）`, `${u}单元`, r, '放门口'],
};

/** An address with a flat in any spelling. */
export const spelledAddress: fc.Arbitrary<SpelledAddress> = fc
  .tuple(region, roadAndDoor, estate, fc.constantFrom(...Object.keys(flatSpellings)), building, entrance, room)
  .map(([where, road, place, spelling, b, u, r]) => {
    const [flat, ...secrets] = (flatSpellings[spelling] as Flat)(b, u, r);
    const head = where + road + place;
    return { text: head + flat, head, secrets };
  });

/** A name, a phone and an address in a remark, or none of them. */
export const remark: fc.Arbitrary<string> = fc.oneof(
  words('发顺丰 尽快发货 不要辣 放门口就行 开发票 要红色XL'),
  spelledMobile.map(({ text }) => `请打${text}`),
  spelledLandline.map(({ text }) => `打这个座机${text}`),
  titled.map((text) => `联系${text}`),
  fc.tuple(person, mobile).map(([who, number]) => `收件人${who} ${number}收`),
  fc.tuple(building, entrance, room).map(([b, u, r]) => `放${b}栋${u}单元${r}室门口`),
);

const residentDigits = fc.tuple(
  fc.integer({ min: 110_000, max: 659_999 }),
  fc.date({ min: new Date('1950-01-01'), max: new Date('2020-12-31'), noInvalidDate: true }),
  digits(3),
);
const checkWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** A resident identity number with a right check character (GB 11643-1999); region and person are random. */
export const idNumber: fc.Arbitrary<string> = residentDigits.map(([region, born, order]) => {
  const body = `${region}${born.toISOString().slice(0, 10).replaceAll('-', '')}${order}`;
  const sum = checkWeights.reduce((total, weight, i) => total + weight * Number(body[i]), 0);
  return body + ('10X98765432'[sum % 11] as string);
});
