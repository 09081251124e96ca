/**
 * Scene codes of `taobao.top.oaid.decrypt`. The scene decides which fields come back: `nameOnly` the name, `afterSale` and `care`
 * the phone.
 *
 * Source: API 54714 for 1001–1009; 2001, 2002 and 3001 from integrators' notes.
 *
 * @example
 * taobaoScenes.otherWaybill; // '1004'
 */
export const taobaoScenes: {
  /** Waybill of SF Express. */
  readonly sfExpress: '1001';
  /** Waybill of the 四通一达 carriers. */
  readonly tongdaExpress: '1002';
  /** Waybill of EMS. */
  readonly ems: '1003';
  /** Any other electronic waybill. */
  readonly otherWaybill: '1004';
  /** Delivery by a shop nearby. */
  readonly store: '1005';
  /** Typed by hand. */
  readonly manual: '1006';
  /** Shipped by a supplier. */
  readonly dropship: '1007';
  /** The buyer changed the address. */
  readonly addressChange: '1008';
  /** The name alone. */
  readonly nameOnly: '1009';
  /** After-sale service; the phone alone. */
  readonly afterSale: '2001';
  /** Customer care; the phone alone. */
  readonly care: '2002';
  /** Warehouse over Qimen. */
  readonly qimen: '3001';
} = /* @__PURE__ */ Object.freeze({
  sfExpress: '1001',
  tongdaExpress: '1002',
  ems: '1003',
  otherWaybill: '1004',
  store: '1005',
  manual: '1006',
  dropship: '1007',
  addressChange: '1008',
  nameOnly: '1009',
  afterSale: '2001',
  care: '2002',
  qimen: '3001',
} as const);

/**
 * `actionType` of Xiaohongshu's `data.batchDecrypt`.
 *
 * @example
 * xiaohongshuActionTypes.bulkPrint; // '2'
 */
export const xiaohongshuActionTypes: {
  /** Looking at one order. */
  readonly singleView: '1';
  /** Printing many labels. */
  readonly bulkPrint: '2';
  /** Handing data to a third party. */
  readonly thirdParty: '3';
  /** Anything else. */
  readonly other: '4';
} = /* @__PURE__ */ Object.freeze({
  singleView: '1',
  bulkPrint: '2',
  thirdParty: '3',
  other: '4',
} as const);

/**
 * Reasons of Douyin's `order.ordeReportList`, which asks for the real number where a virtual one does not do.
 *
 * @example
 * douyinReportReasons.afterSale; // '2'
 */
export const douyinReportReasons: {
  /** The order cannot be shipped otherwise. */
  readonly cannotShip: '1';
  /** After-sale service. */
  readonly afterSale: '2';
  /** A complaint. */
  readonly complaint: '3';
  /** Trouble with the parcel. */
  readonly parcel: '4';
  /** Anything else. */
  readonly other: '5';
} = /* @__PURE__ */ Object.freeze({
  cannotShip: '1',
  afterSale: '2',
  complaint: '3',
  parcel: '4',
  other: '5',
} as const);
