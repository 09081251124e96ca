import type { DelimitedCiphertext } from '../detect/ciphertext.ts';
import { definePreset, fieldsOf, type Preset } from './preset.ts';
import type { PlatformForms, Recognition } from './types.ts';

/**
 * Taobao and Tmall. Today an order carries masked text and an OAID; older stores hold ciphertext of the TOP security SDK:
 * `~BODY~v~`, `~BODY~INDEX~v~~`, `$138$BODY$v$`, `$INDEX$BODY$v$$`, and U+0001 for its type `normal`; body = AES blocks, v < 0 for
 * a public key. The secret belongs to the session of a shop.
 *
 * An OAID has no mark, only a place: it is told by the path of the field. It holds for one app.
 */
export const taobaoForms: PlatformForms = /* @__PURE__ */ Object.freeze({
  platform: 'taobao',
  recognizeDelimited,
} as const);

function recognizeDelimited(value: DelimitedCiphertext): Recognition | undefined {
  const { body, delimiter, beside, segments, version } = value;
  const isBlocks = body.layout === 'blocks';
  if (delimiter === '#' || !(isBlocks || body.layout === 'random')) return undefined;
  const isAlone = delimiter === '$' && segments === 1;
  if (isAlone && !isBlocks) return undefined;
  return {
    kind: 'ciphertext',
    platform: 'taobao',
    ...(delimiter === '$' && { field: 'phone' }),
    indexed: beside === 'index',
    version,
    boundTo: 'session',
    // A single segment between "$" is documented for Youzan alone. Other bodies without a mark than whole blocks are this SDK's
    // only because nobody else writes one, but for the clear first digits, which are its own.
    confidence: isAlone ? 0.3 : isBlocks || beside === 'clear-digits' ? 0.85 : 0.5,
  };
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
