/**
 * Family names. Compound ones decide how much of a name may stay; the single ones only help to find a name in free text.
 *
 * Sources: 百家姓 and the compound names in use per the public lists of the Ministry of Public Security; traditional forms
 * beside the simplified ones because labels for Hong Kong and Taiwan use them.
 */

const compound =
  '欧阳 歐陽 上官 司马 司馬 诸葛 諸葛 夏侯 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 宇文 长孙 長孫 司徒 司空 南宫 南宮 东方 東方 ' +
  '独孤 獨孤 西门 西門 端木 轩辕 軒轅 申屠 淳于 单于 單于 太史 太叔 闾丘 閭丘 呼延 赫连 赫連 澹台 澹臺 濮阳 濮陽 宗政 钟离 鍾離 ' +
  '鲜于 鮮于 万俟 闻人 聞人 公羊 公冶 仲孙 仲孫 亓官 司寇 巫马 巫馬 公西 颛孙 顓孫 壤驷 壤駟 公良 漆雕 乐正 樂正 宰父 谷梁 榖梁 ' +
  '拓跋 夹谷 夾谷 段干 百里 东郭 東郭 南门 南門 羊舌 微生 梁丘 左丘 第五 东野 東野 南荣 南榮 子车 子車 公皙 叔孙 叔孫 呼衍 ' +
  '贺兰 賀蘭 完颜 完顏 耶律 纳兰 納蘭 那拉 爱新 叶赫 哥舒 仆固 北宫 北宮 西陵 即墨 公仪 公儀 公治 梁邱 左邱 闾邱 司城 鲜於 淳於 刘付 刘傅 夏候 殴阳';

/** Compound family names, two characters each. */
export const compoundFamilyNames: ReadonlySet<string> = /* @__PURE__ */ new Set(compound.split(' '));

const single =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳' +
  '酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞' +
  '熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓' +
  '郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫' +
  '宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉' +
  '宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧' +
  '殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公亓仉督晋楚闫法汝鄢涂钦归海' +
  '岳帅缑亢况有琴商牟佘佴伯赏墨哈谯笪年爱阳佟言福肖付代覃麦苟佀洛尧仝卿初宛买来由邸冼揭但占冶亚矫弋母危却位时';

/** Single-character family names. */
export const singleFamilyNames: ReadonlySet<string> = /* @__PURE__ */ new Set(single);
