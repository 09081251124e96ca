import { maskText } from '../../mask/index.ts';
import type { Row } from '../../stream/rows.ts';
import type { FieldKind } from '../../types.ts';
import type { MappedColumn } from './columns.ts';

/** What the columns of a table seem to be. A proposal: a person has to look at it before anything relies on it. */
export interface ColumnProposal {
  /** Columns whose names say what they hold, with fields of `orderSchema` where they are one. */
  readonly columns: readonly MappedColumn[];
  /** Columns without such a name in whose first rows something private was found. */
  readonly suspects: readonly string[];
  /** Columns of which nothing is known: they would stay readable. */
  readonly unknown: readonly string[];
  /** The column that seems to tell rows apart. */
  readonly recordId?: string;
}

/** In the order in which they are tried; compared without case, spaces and signs. */
const roles: readonly (readonly [role: 'recipient' | 'sender', words: readonly string[]])[] = [
  [
    'sender',
    [
      '寄件人',
      '寄件方',
      '寄件',
      '发件人',
      '发货人',
      '发货方',
      '寄方',
      '寄',
      'sender',
      'shipper',
      'consignor',
      'shipfrom',
      'from',
    ],
  ],
  [
    'recipient',
    [
      '收件人',
      '收件方',
      '收件',
      '收货人',
      '收货方',
      '收货',
      '收方',
      '收',
      '买家',
      '客户',
      '顾客',
      '用户',
      '联系人',
      'receiver',
      'recipient',
      'consignee',
      'shipto',
      'shipping',
      'delivery',
      'customer',
      'buyer',
      'contact',
      'to',
    ],
  ],
];

const kindWords: readonly (readonly [kind: FieldKind, words: readonly string[]])[] = [
  [
    'name',
    ['姓名', '名字', '名称', '真实姓名', '联系人', 'name', 'fullname', 'realname', 'firstname', 'lastname', 'person'],
  ],
  [
    'phone',
    [
      '手机',
      '手机号',
      '手机号码',
      '移动电话',
      '电话',
      '电话号码',
      '电话号',
      '联系电话',
      '联系手机',
      '联系方式',
      '联系号码',
      '固话',
      '固定电话',
      '座机',
      'phone',
      'phoneno',
      'phonenumber',
      'mobile',
      'mobileno',
      'mobilenumber',
      'mobilephone',
      'cell',
      'cellphone',
      'tel',
      'telno',
      'telephone',
      'contactnumber',
      'contactno',
    ],
  ],
  [
    'address',
    [
      '地址',
      '详细地址',
      '完整地址',
      '街道地址',
      '门牌',
      '门牌号',
      '地址详情',
      '地址明细',
      '配送地址',
      'address',
      'addr',
      'fulladdress',
      'detailaddress',
      'addressdetail',
      'detailedaddress',
      'address1',
      'address2',
      'addressline1',
      'addressline2',
      'street',
      'streetaddress',
    ],
  ],
  [
    'text',
    [
      '备注',
      '留言',
      '附言',
      '订单备注',
      '配送备注',
      '商家备注',
      '卖家备注',
      '买家备注',
      '买家留言',
      '客服备注',
      'remark',
      'remarks',
      'note',
      'notes',
      'memo',
      'message',
      'comment',
      'comments',
      'sellermemo',
      'sellerremark',
    ],
  ],
  [
    'idNumber',
    [
      '身份证',
      '身份证号',
      '身份证号码',
      '证件号',
      '证件号码',
      '护照号',
      'idcard',
      'idno',
      'idnumber',
      'identityno',
      'passport',
    ],
  ],
  ['email', ['邮箱', '电子邮箱', '邮件', '电子邮件', 'email', 'mail', 'emailaddress']],
  [
    'account',
    [
      '微信',
      '微信号',
      'qq',
      'qq号',
      '旺旺',
      '旺旺号',
      '昵称',
      '会员名',
      '账号',
      '帐号',
      '用户名',
      'nick',
      'nickname',
      'wechat',
      'wechatid',
      'account',
      'username',
      'userid',
    ],
  ],
  ['bankCard', ['银行卡', '银行卡号', '银行账号', '卡号', 'bankcard', 'bankcardno', 'bankaccount']],
  ['plate', ['车牌', '车牌号', '车牌号码', 'plate', 'plateno', 'platenumber', 'licenseplate']],
];

const recordIdWords: readonly string[] = [
  '订单号',
  '订单编号',
  '订单id',
  '主订单号',
  '主订单编号',
  '平台订单号',
  '交易号',
  '交易编号',
  'orderid',
  'orderno',
  'ordersn',
  'ordernumber',
  'ordercode',
  'tid',
  'id',
];

/** Not private by themselves. What is not here is shown to the person, never left out in silence. */
const publicWords: readonly string[] = [
  ...recordIdWords,
  '运单号',
  '快递单号',
  '物流单号',
  '快递公司',
  '物流公司',
  '子订单号',
  '省',
  '市',
  '区',
  '县',
  '省份',
  '城市',
  '区县',
  '商品',
  '商品名称',
  '商品编码',
  '规格',
  '数量',
  '单价',
  '金额',
  '总价',
  '实付金额',
  '运费',
  '重量',
  '店铺',
  '店铺名称',
  '状态',
  '订单状态',
  '下单时间',
  '付款时间',
  '发货时间',
  '创建时间',
  'trackingno',
  'trackingnumber',
  'waybillno',
  'carrier',
  'courier',
  'province',
  'city',
  'district',
  'country',
  'sku',
  'skuid',
  'product',
  'quantity',
  'qty',
  'amount',
  'price',
  'total',
  'weight',
  'status',
  'createdat',
  'created',
  'updatedat',
  'paidat',
];

/** One spelling of a header: without case, full-width forms, spaces and signs. */
const plain = (header: string): string =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

const kindByWord = new Map(kindWords.flatMap(([kind, words]) => words.map((word) => [word, kind] as const)));

/** A header that is a person's role alone holds the name: 收件人, consignee. */
const nameRoles: readonly string[] = [
  '收件人',
  '收货人',
  '收件方',
  '收货方',
  '寄件人',
  '发件人',
  '发货人',
  '寄件方',
  '联系人',
  '客户',
  '顾客',
  'receiver',
  'recipient',
  'consignee',
  'sender',
  'shipper',
  'consignor',
  'customer',
  'buyer',
];

/** The field of `orderSchema`, where it has one. */
function fieldOf(kind: FieldKind, role: 'recipient' | 'sender'): string | undefined {
  if (kind === 'name' || kind === 'phone' || kind === 'address') return `${role}.${kind}`;
  return kind === 'text' ? 'remark' : undefined;
}

function readHeader(header: string): { readonly kind: FieldKind; readonly path: string | undefined } | undefined {
  const word = plain(header);
  for (const [role, starts] of roles) {
    for (const start of starts) {
      if (!word.startsWith(start)) continue;
      const rest = word.slice(start.length);
      const kind = rest === '' && nameRoles.includes(start) ? 'name' : kindByWord.get(rest);
      if (kind !== undefined) return { kind, path: fieldOf(kind, role) };
    }
  }
  const kind = kindByWord.get(word);
  return kind === undefined ? undefined : { kind, path: fieldOf(kind, 'recipient') };
}

/**
 * Guesses what the columns of a table hold, from the usual Chinese and English headers and from the first rows. To be shown to a
 * person: a header that says nothing may stand over anything.
 *
 * @param rows - Some of the first rows.
 */
export function proposeColumns(header: readonly string[], rows: readonly Row[] = []): ColumnProposal {
  const columns: MappedColumn[] = [];
  const suspects: string[] = [];
  const unknown: string[] = [];
  const paths = new Set<string>();
  for (const column of header) {
    const read = readHeader(column);
    if (read !== undefined) {
      // A second column of the same field, such as a second phone, is masked by its kind.
      const path = read.path !== undefined && paths.has(read.path) ? undefined : read.path;
      if (path !== undefined) paths.add(path);
      columns.push({ column, kind: read.kind, ...(path !== undefined && { path }) });
    } else if (rows.some((row) => isPrivateText(row[column]))) suspects.push(column);
    else if (!publicWords.includes(plain(column))) unknown.push(column);
  }
  const recordId = header.find((column) => recordIdWords.includes(plain(column)));
  return { columns, suspects, unknown, ...(recordId !== undefined && { recordId }) };
}

const isPrivateText = (value: unknown): boolean => typeof value === 'string' && maskText(value) !== value;
