// One answer of each platform's API, written by hand after their documents, with every private path in it. Not derived from
// the presets: what a preset forgets is found by it.
import type { FieldKind, PresetName } from 'waybill-privacy';

/** Gives the value of a private place, of what kind it is. */
export type Fill = (kind: FieldKind) => unknown;

export const mapAnswers: Readonly<Record<PresetName, (fill: Fill) => Record<string, unknown>>> = {
  'taobao.trade': (v) => ({
    trade_fullinfo_get_response: {
      trade: {
        tid: '4000000000000000001',
        created: '2026-10-07 10:34:56',
        oaid: '1c3kfZSvD3jcFtxQtJnZwKWWYpwXYtUjjM6eE0sxj9sG6iXG00d5',
        buyer_open_uid: 'AAE3JJL3wHA4SPHpbaAtJFWE',
        receiver_state: '浙江省',
        receiver_city: '杭州市',
        receiver_district: '西湖区',
        receiver_name: v('name'),
        receiver_mobile: v('phone'),
        receiver_phone: v('phone'),
        receiver_address: v('address'),
        buyer_nick: v('name'),
        buyer_alipay_no: v('opaque'),
        buyer_email: v('opaque'),
        buyer_message: v('text'),
        buyer_memo: v('text'),
        seller_memo: v('text'),
        seller_mobile: v('phone'),
        seller_phone: v('phone'),
        o2o_service_mobile: v('phone'),
        o2o_service_address: v('address'),
      },
    },
  }),
  'pdd.order': (v) => ({
    order_list_get_response: {
      total_count: 1,
      order_list: [
        {
          order_sn: '260916-516560918893530',
          created_time: '2026-09-16 21:37:47',
          open_address_id: 'shzuJZcw4RLwoplYDyLWIAWIHODrrOXg',
          province: '浙江省',
          city: '温州市',
          town: '苍南县',
          receiver_name: v('name'),
          receiver_phone: v('phone'),
          receiver_address: v('address'),
          address: v('address'),
          contact_mobile: v('phone'),
          receiver_name_mask: v('name'),
          receiver_phone_mask: v('phone'),
          receiver_address_mask: v('address'),
          address_mask: v('address'),
          id_card_name: v('name'),
          id_card_num: v('opaque'),
          inner_transaction_id: v('opaque'),
          pay_no: v('opaque'),
          card_info_list: [{ card_no: v('opaque'), mask_password: v('opaque') }],
          buyer_memo: v('text'),
          remark: v('text'),
          phone_number_chosen_by_user: v('phone'),
        },
      ],
    },
  }),
  'douyin.order': (v) => ({
    data: {
      shop_order_list: [
        {
          order_id: '6944612216101665569',
          create_time: 1_791_062_143,
          open_address_id: '#udVRQ4OxYyrZLaSVztvLoH9kHrAkuPMU3luDOvqEWfD1RY5DmKmN5WtBCuX9ej0L',
          doudian_open_id: '1@#cl5HzTmE/J59BCQzbDVILR8c19sg7toAtGVryjcKlMpUQ',
          ...douyinRecipient(v),
          buyer_words: v('text'),
          seller_words: v('text'),
          user_coordinate: { user_coordinate_longitude: v('opaque'), user_coordinate_latitude: v('opaque') },
          user_id_info: {
            id_card_no: v('opaque'),
            id_card_name: v('name'),
            encrypt_id_card_no: v('opaque'),
            encrypt_id_card_name: v('name'),
          },
          encrypt_mobile_no: v('phone'),
          store_info: { store_tel: v('phone') },
          d_car_shop_biz_data: { poi_tel: v('phone') },
          sku_order_list: [
            {
              order_id: '6944612216101665570',
              ...douyinRecipient(v),
              account_list: {
                account_info: [{ account_id: v('opaque'), encrypt_account_id: v('opaque'), account_type: 'Mobile' }],
              },
              contract_info: { mobile_no: v('phone'), encrypt_mobile_no: v('phone') },
              store_info: { store_tel: v('phone') },
            },
            { order_id: '6944612216101665571', ...douyinRecipient(v) },
          ],
        },
      ],
    },
  }),
  'jd.order': (v) => ({
    jingdong_pop_order_enGet_responce: {
      orderDetailInfo: {
        orderInfo: {
          orderId: '391450598867',
          orderStartTime: '2026-10-27 10:27:43',
          open_id_buyer: 'XueuprJUC73fGlLmAu4zsiAvtVO',
          pin: v('opaque'),
          orderRemark: v('text'),
          venderRemark: v('text'),
          consigneeInfo: {
            fullname: v('name'),
            fullAddress: v('address'),
            mobile: v('phone'),
            telephone: v('phone'),
            consEmail: v('opaque'),
            province: '重庆市',
            oaid: '78I7kyHpotBHJnMURPrxLcZdNhPDDaRl6y4j',
            desen_mobile: 'bca50d7f51779ef35e6b2b9bd76639745c36fb2c1e27ba2f1c638d4bd7ee6e57b90a6a',
          },
          invoiceEasyInfo: { invoiceTitle: v('name') },
        },
      },
    },
  }),
  'kuaishou.order': (v) => ({
    result: 1,
    data: {
      orderList: [
        {
          orderBaseInfo: {
            oid: 2_142_832_776_545_945,
            createTime: 1_789_996_211_000,
            remark: v('text'),
            buyerNick: v('name'),
            rechargeAccount: v('opaque'),
          },
          orderAddress: {
            consignee: v('name'),
            mobile: v('phone'),
            address: v('address'),
            encryptedConsignee: v('name'),
            encryptedMobile: v('phone'),
            encryptedAddress: v('address'),
            desensitiseConsignee: v('name'),
            desensitiseMobile: v('phone'),
            desensitiseAddress: v('address'),
            province: '河南省',
          },
          orderNoteInfo: [{ note: v('text') }, { note: v('text') }],
          orderDeliveryInfo: { openAddressId: 'm/TEUsVdPpDCb+Oa2Ss4jFbeRE5yEu7P' },
        },
      ],
    },
  }),
  'taobao.fenxiao': (v) => ({
    purchase_orders: {
      purchase_order: [
        {
          fenxiao_id: 1234567,
          memo: v('text'),
          supplier_memo: v('text'),
          receiver: {
            name: v('name'),
            address: v('address'),
            phone: v('phone'),
            mobile_phone: v('phone'),
            zip: '310000',
            state: '浙江省',
            oaid: '1c3kfZSvD3jcFtxQtJnZwKWW',
          },
        },
      ],
    },
  }),
  'taobao.waybill': (v) => ({
    trade_order_info_dtos: [
      {
        recipient: {
          name: v('name'),
          mobile: v('phone'),
          phone: v('phone'),
          address: { province: '浙江省', city: '杭州市', detail: v('address') },
          oaid: '1c3kfZSvD3jcFtxQtJnZwKWW',
        },
        sender: { name: v('name'), mobile: v('phone'), phone: v('phone'), address: { detail: v('address') } },
      },
    ],
  }),
  'douyin.after-sale': (v) => ({
    data: {
      process_info: {
        after_sale_info: {
          after_sale_id: 7_012_345_678,
          apply_time: 1_791_062_143,
          reason_remark: v('text'),
          post_receiver: v('name'),
          encrypt_post_receiver: v('name'),
          post_tel_sec: v('phone'),
          encrypt_post_tel_sec: v('phone'),
          post_address: {
            province: { id: '33', name: '浙江省' },
            detail: v('address'),
            encrypt_detail: v('address'),
            landmark: v('address'),
          },
          return_address: { detail: v('address'), landmark: v('address') },
        },
        after_sale_shop_remarks: [{ remark: v('text') }, { remark: v('text') }],
        record_logs_list: [{ text: v('text'), desc_kvs: [{ key: '说明', value: v('text') }] }],
      },
    },
  }),
  'jd.unpaid': (v) => ({
    result: {
      list: [
        {
          userName: v('name'),
          address: v('address'),
          mobile: v('phone'),
          phone: v('phone'),
          oaid: '78I7kyHpotBHJnMURPrx',
          desen_mobile: 'bca50d7f51779ef35e6b2b9bd76639745c36fb2c1e27ba2f1c638d4bd7ee6e57b90a6a',
        },
      ],
    },
  }),
  'xhs.receiver': (v) => ({
    data: {
      receiverInfos: [
        {
          receiverName: v('name'),
          receiverPhone: v('phone'),
          receiverAddress: v('address'),
          receiverProvinceName: '上海市',
          openAddressId: 'f7a1c0',
        },
      ],
    },
  }),
  'weixin.order': (v) => ({
    errcode: 0,
    order: {
      order_id: '3704612354559743232',
      create_time: 1_791_062_143,
      order_detail: {
        delivery_info: {
          ewaybill_order_code: 'c2FtcGxl',
          address_info: {
            user_name: v('name'),
            tel_number: v('phone'),
            detail_info: v('address'),
            house_number: v('address'),
            tel_number_ext_info: { real_tel_number: v('phone'), virtual_tel_number: v('phone') },
            virtual_order_tel_number: v('phone'),
            purchaser_tel_number: v('phone'),
            province_name: '广东省',
            hash_code: '5bf6a1',
          },
        },
      },
    },
  }),
  'kuaidi100.print': (v) => ({
    param: {
      recMan: {
        name: v('name'),
        mobile: v('phone'),
        addr: v('address'),
        detailAddrEnc: v('address'),
        province: '广东省',
      },
    },
  }),
};

function douyinRecipient(v: Fill): Record<string, unknown> {
  return {
    post_tel: v('phone'),
    post_receiver: v('name'),
    post_addr: { province: { name: '浙江省', id: '33' }, detail: v('address'), encrypt_detail: v('address') },
    encrypt_post_tel: v('phone'),
    encrypt_post_receiver: v('name'),
    mask_post_tel: v('phone'),
    mask_post_receiver: v('name'),
    mask_post_addr: { detail: v('address') },
  };
}
