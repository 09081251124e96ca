/** A real place down to the district, with the codes orders carry. Towns are real names; everything below is invented. */
export interface Region {
  readonly province: string;
  readonly city: string;
  readonly district: string;
  readonly town: string;
  readonly zip: string;
  readonly areaCode: string;
  /** Length of a local landline number: 8 digits in large cities, 7 elsewhere. */
  readonly localDigits: 7 | 8;
  /** GB/T 2260 code of the district; its first 2 digits are the province, its first 4 the city. */
  readonly code: string;
  readonly longitude: number;
  readonly latitude: number;
  /** Counties get village addresses, cities get estates. */
  readonly rural: boolean;
}

type Row = readonly [
  province: string,
  city: string,
  district: string,
  town: string,
  zip: string,
  areaCode: string,
  code: string,
  longitude: number,
  latitude: number,
];

const urban: readonly Row[] = [
  ['浙江省', '杭州市', '西湖区', '蒋村街道', '310012', '0571', '330106', 120.13, 30.26],
  ['浙江省', '宁波市', '鄞州区', '下应街道', '315100', '0574', '330212', 121.55, 29.82],
  ['上海市', '上海市', '徐汇区', '田林街道', '200233', '021', '310104', 121.44, 31.19],
  ['上海市', '上海市', '浦东新区', '川沙新镇', '201200', '021', '310115', 121.54, 31.22],
  ['北京市', '北京市', '朝阳区', '望京街道', '100102', '010', '110105', 116.44, 39.92],
  ['北京市', '北京市', '海淀区', '上地街道', '100085', '010', '110108', 116.3, 39.96],
  ['天津市', '天津市', '南开区', '体育中心街道', '300381', '022', '120104', 117.15, 39.14],
  ['重庆市', '重庆市', '渝北区', '龙溪街道', '401147', '023', '500112', 106.63, 29.72],
  ['重庆市', '重庆市', '江北区', '观音桥街道', '400020', '023', '500105', 106.57, 29.61],
  ['广东省', '广州市', '天河区', '棠下街道', '510665', '020', '440106', 113.36, 23.12],
  ['广东省', '深圳市', '南山区', '粤海街道', '518057', '0755', '440305', 113.93, 22.53],
  ['江苏省', '南京市', '鼓楼区', '凤凰街道', '210036', '025', '320106', 118.77, 32.07],
  ['江苏省', '苏州市', '姑苏区', '沧浪街道', '215006', '0512', '320508', 120.62, 31.31],
  ['四川省', '成都市', '武侯区', '桂溪街道', '610041', '028', '510107', 104.04, 30.64],
  ['湖北省', '武汉市', '洪山区', '关山街道', '430074', '027', '420111', 114.34, 30.5],
  ['湖南省', '长沙市', '岳麓区', '望月湖街道', '410006', '0731', '430104', 112.93, 28.23],
  ['陕西省', '西安市', '雁塔区', '小寨路街道', '710061', '029', '610113', 108.95, 34.22],
  ['河南省', '郑州市', '金水区', '经八路街道', '450003', '0371', '410105', 113.66, 34.8],
  ['山东省', '青岛市', '崂山区', '中韩街道', '266100', '0532', '370212', 120.47, 36.11],
  ['辽宁省', '沈阳市', '和平区', '南湖街道', '110004', '024', '210102', 123.42, 41.79],
  ['吉林省', '长春市', '朝阳区', '红旗街道', '130012', '0431', '220104', 125.29, 43.83],
  ['福建省', '厦门市', '思明区', '莲前街道', '361008', '0592', '350203', 118.08, 24.45],
  ['江西省', '南昌市', '东湖区', '豫章街道', '330006', '0791', '360102', 115.9, 28.69],
  ['云南省', '昆明市', '五华区', '护国街道', '650031', '0871', '530102', 102.71, 25.04],
  ['新疆维吾尔自治区', '乌鲁木齐市', '天山区', '新华北路街道', '830002', '0991', '650102', 87.63, 43.79],
];

const rural: readonly Row[] = [
  ['浙江省', '温州市', '苍南县', '灵溪镇', '325800', '0577', '330327', 120.43, 27.52],
  ['山东省', '菏泽市', '单县', '谢集镇', '274300', '0530', '371722', 116.11, 34.78],
  ['四川省', '南充市', '仪陇县', '马鞍镇', '637600', '0817', '511324', 106.3, 31.27],
  ['贵州省', '毕节市', '织金县', '牛场镇', '552100', '0857', '520524', 105.77, 26.67],
  ['湖北省', '恩施土家族苗族自治州', '利川市', '谋道镇', '445400', '0718', '422802', 108.94, 30.29],
  ['安徽省', '阜阳市', '临泉县', '杨桥镇', '236400', '0558', '341221', 115.26, 33.04],
  ['河北省', '保定市', '徐水区', '大因镇', '072550', '0312', '130609', 115.66, 39.02],
  ['新疆维吾尔自治区', '喀什地区', '疏附县', '托克扎克镇', '844100', '0998', '653121', 75.86, 39.38],
];

const eightDigitAreas =
  '010 020 021 022 023 024 025 027 028 029 0371 0431 0512 0532 0571 0574 0577 0592 0731 0755 0791 0871'.split(' ');

function toRegion(row: Row, isRural: boolean): Region {
  const [province, city, district, town, zip, areaCode, code, longitude, latitude] = row;
  const localDigits = eightDigitAreas.includes(areaCode) ? 8 : 7;
  return {
    province,
    city,
    district,
    town,
    zip,
    areaCode,
    localDigits,
    code,
    longitude,
    latitude,
    rural: isRural,
  };
}

export const regions: readonly Region[] = [
  ...urban.map((row) => toRegion(row, false)),
  ...rural.map((row) => toRegion(row, true)),
];

/** Province, city, district and town as one line; a municipality is written once (`上海市徐汇区`). */
export function regionLine({ province, city, district, town }: Region): string {
  return (province === city ? province : province + city) + district + town;
}
