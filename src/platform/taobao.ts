import type { DelimitedCiphertext } from '../detect/ciphertext.ts';
import { decodeLenient } from './base64.ts';
import { definePreset, fieldsOf, type Preset } from './preset.ts';
import type { PlatformForms, Recognition } from './types.ts';

/**
 * Taobao and Tmall. Today an order carries masked text and an OAID; older stores hold ciphertext of the TOP security SDK:
 * `~BODY~v~`, `~BODY~INDEX~v~~`, `$138$BODY$v$`, `$INDEX$BODY$v$$`, body = AES blocks, v < 0 for a public key.
 */
export const taobaoForms: PlatformForms = /* @__PURE__ */ Object.freeze({
  platform: 'taobao',
  recognizeDelimited,
} as const);

function recognizeDelimited(value: DelimitedCiphertext): Recognition | undefined {
  const { delimiter, segments, version, doubled } = value;
  if (delimiter === '#') return undefined;
  // The index comes first for phones and second for text.
  const body = delimiter === '$' ? segments.at(-1) : segments[0];
  const bytes = body === undefined ? undefined : decodeLenient(body);
  if (bytes === undefined || bytes.length === 0 || bytes.length % 16 !== 0) return undefined;
  // $BODY$1$ alone is also Youzan's form: the body has no mark.
  const isAmbiguous = delimiter === '$' && segments.length === 1;
  const common = { kind: 'ciphertext', indexed: doubled, version } as const;
  if (delimiter === '$') {
    return {
      ...common,
      field: 'phone',
      ...(isAmbiguous ? { confidence: 0.4 } : { platform: 'taobao', confidence: 0.85 }),
    };
  }
  return { ...common, platform: 'taobao', confidence: 0.85 };
}

/** The `trade` object of `taobao.trade.fullinfo.get` and `taobao.trades.sold.get`. */
export const taobaoTrade: Preset = /* @__PURE__ */ definePreset({
  name: 'taobao.trade',
  platform: 'taobao',
  recordId: 'tid',
  fields: fieldsOf(1, [
    ['receiver_name', 'recipient', 'name', 'value'],
    ['receiver_mobile', 'recipient', 'phone', 'value'],
    ['receiver_phone', 'recipient', 'phone', 'value'],
    ['receiver_address', 'recipient', 'address', 'value'],
    ['buyer_nick', 'buyer', 'name', 'value'],
    ['buyer_alipay_no', 'buyer', 'opaque', 'value'],
    ['buyer_email', 'buyer', 'opaque', 'value'],
    ['buyer_message', 'buyer', 'text', 'value'],
    ['buyer_memo', 'buyer', 'text', 'value'],
    ['seller_memo', 'sender', 'text', 'value'],
    ['seller_name', 'sender', 'name', 'value'],
    ['seller_mobile', 'sender', 'phone', 'value'],
    ['seller_phone', 'sender', 'phone', 'value'],
    ['o2o_service_mobile', 'sender', 'phone', 'value'],
    ['o2o_service_address', 'sender', 'address', 'value'],
  ]),
  region: ['receiver_state', 'receiver_city', 'receiver_district', 'receiver_town', 'receiver_zip'],
  mergeIds: ['oaid'],
  // Of taobao.top.oaid.decrypt, merged into the order by the ERP.
  virtualNumber: { phones: ['receiver_mobile'], until: 'secret_no_expire_time' },
});
