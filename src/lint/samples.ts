/** Invented values that show what a policy shows: every form of a field at least once. */
export const samples: Readonly<Record<'name' | 'phone' | 'address' | 'idNumber' | 'email', readonly string[]>> = {
  name: ['楚云', '楚云岚', '欧阳云岚', '司徒', '阿依·古丽', 'Ada Lin', '홍길동', '李女士', '云禾商贸有限公司', '岚'],
  phone: [
    '13812345678',
    '+86 138-1234-5678',
    '0571-88886666',
    '0931-8886666',
    '021-66668888转8012',
    '95338',
    '+852 9123 4567',
  ],
  address: [
    '浙江省杭州市听澜区云栖路8号望山小区3栋2单元501室',
    '上海市听澜区云栖路12弄3号1204室',
    '广东省深圳市云栖区望山大道99号听澜大厦A座12F',
    '云南省听澜县望山镇云栖村3组18号',
    '江苏省苏州市听澜区望山花园3-2-501',
  ],
  idNumber: ['110101199003072818'],
  email: ['yunlan@example.com'],
};

/** Pairs that differ only in the length of what a mask hides. */
export const sameMask: readonly (readonly ['name' | 'address', string, string])[] = [
  ['name', '楚云', '楚云岚'],
  ['name', '欧阳云', '欧阳云岚'],
  ['address', '望山小区3栋2单元5室', '望山小区3栋12单元1204室'],
];
