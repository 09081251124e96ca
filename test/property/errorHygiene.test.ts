// No error of ours repeats what it was given: not in its message, its stack, its properties or what inspect shows.

import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  createFieldCipher,
  createRecordCipher,
  defineSchema,
  generateKeyring,
  importKeyring,
  type Keyring,
  parseToken,
  passphraseProvider,
} from 'waybill-privacy';
import { PrivacyError } from 'waybill-privacy/errors';
import { plainProvider } from '../support/keyrings.ts';
import { orderContext, place, shopKeyring } from '../support/samples.ts';
import { shownBy } from '../support/thrown.ts';
import { anyText } from '../support/unicode.ts';

let keyring: Keyring;
beforeAll(async () => {
  keyring = await shopKeyring();
});

const schema = defineSchema({
  name: 'order',
  fields: {
    'recipient.name': { action: 'encrypt', id: 1, kind: 'name' },
    'recipient.phone': { action: 'encrypt', id: 2, kind: 'phone' },
    'items[].remark': { action: 'encrypt', id: 3, kind: 'text' },
    nick: { action: 'mask', kind: 'name' },
  },
});

/** What a call throws or rejects with; nothing when it succeeds. */
async function errorOf(call: () => unknown): Promise<unknown> {
  try {
    await call();
    return undefined;
  } catch (error) {
    return error;
  }
}

const field = () => createFieldCipher({ keyring });
const record = () => createRecordCipher({ keyring, schema });
const stored = (token: unknown) => ({ privacy: { token, masks: {} } }) as never;

/** Every place where data goes in. Names of fields and options are no data: they come from a schema. */
const calls: readonly (readonly [string, (text: string) => unknown])[] = [
  ['field encrypt: value', (text) => field().encrypt(text, place)],
  ['field encrypt: masked value', (text) => field().encrypt(`${text}***`, place)],
  ['field encrypt: value in a list', (text) => field().encrypt([text] as never, place)],
  ['field encrypt: value in an object', (text) => field().encrypt({ [text]: text } as never, place)],
  ['field encrypt: record id', (text) => field().encrypt('\ud800', { ...place, recordId: text })],
  ['field encrypt: record version', (text) => field().encrypt('x', { ...place, recordVersion: text as never })],
  ['field decrypt: token', (text) => field().decrypt(text, place)],
  ['field decrypt: behind the prefix', (text) => field().decrypt(`wpf1.${text}`, place)],
  ['field decrypt: another version', (text) => field().decrypt(`wpf2.${text}`, place)],
  ['field decrypt: record id', (text) => field().decrypt('wpf1.AAAA', { ...place, recordId: text })],
  ['parseToken', (text) => parseToken(text)],
  ['parseToken: behind the prefix', (text) => parseToken(`wpr1.${text}`)],
  [
    'record encrypt: values',
    (text) => record().encrypt({ recipient: { name: text, phone: text }, nick: text }, orderContext),
  ],
  ['record encrypt: masked', (text) => record().encrypt({ recipient: { phone: `${text}*` } }, orderContext)],
  [
    'record encrypt: a list',
    (text) => record().encrypt({ items: [{ remark: text }, { remark: [text] }] }, orderContext),
  ],
  ['record encrypt: an object', (text) => record().encrypt({ recipient: { name: { [text]: text } } }, orderContext)],
  ['record encrypt: the order', (text) => record().encrypt(text as never, orderContext)],
  ['record encrypt: protected twice', (text) => record().encrypt({ privacy: text }, orderContext)],
  ['record encrypt: record id', (text) => record().encrypt({ recipient: { name: '\ud800' } }, { recordId: text })],
  ['record decrypt: token', (text) => record().decrypt(stored(text), orderContext)],
  ['record decrypt: behind the prefix', (text) => record().decrypt(stored(`wpr1.${text}`), orderContext)],
  ['record decrypt: no token', (text) => record().decrypt(stored([text]), orderContext)],
  ['record decrypt: the order', (text) => record().decrypt({ privacy: text } as never, orderContext)],
  ['record decryptField: token', (text) => record().decryptField(stored(text), 'recipient.name', orderContext)],
  ['record reencrypt: token', (text) => record().reencrypt(stored(`wpr1.${text}`), orderContext)],
  [
    'record decrypt: another shape',
    (text) => {
      const { privacy } = record().encrypt(
        { recipient: { name: text.replaceAll(/[*\ud800-\udfff]/gu, '') } },
        orderContext,
      );
      return record().decrypt({ recipient: text, privacy } as never, orderContext);
    },
  ],
  ['keyring: tenant', (text) => generateKeyring({ tenant: text.repeat(100) })],
  ['keyring: id', (text) => keyring.promote(text)],
  ['keyring: id to destroy', (text) => keyring.destroy(text)],
  ['importKeyring: text', (text) => importKeyring(text, plainProvider)],
  ['importKeyring: broken JSON', (text) => importKeyring(`{ "tenant": ${JSON.stringify(text)}, }`, plainProvider)],
  ['importKeyring: tenant', (text) => importKeyring(keyringFile({ tenant: text.repeat(100) }), plainProvider)],
  ['importKeyring: key id', (text) => importKeyring(keyringFile({}, { id: text }), plainProvider)],
  ['importKeyring: status', (text) => importKeyring(keyringFile({}, { status: text }), plainProvider)],
  ['importKeyring: wrapped key', (text) => importKeyring(keyringFile({}, { wrapped: text }), plainProvider)],
  ['importKeyring: provider', (text) => importKeyring(keyringFile({ provider: text }), plainProvider)],
  [
    'passphrase: a bad option',
    (text) => passphraseProvider({ passphrase: `long enough ${text}`, log2N: text as never }),
  ],
  ['passphrase: too short', (text) => passphraseProvider({ passphrase: text.slice(0, 7) })],
  [
    'passphrase: a wrapped key',
    (text) =>
      passphraseProvider({ passphrase: 'long enough', log2N: 14 }).unwrap(
        Buffer.from(text).subarray(0, 30),
        new Uint8Array(0),
      ),
  ],
];

function keyringFile(file: object, key: object = {}): string {
  const good = { id: '0a0b0c0d', purpose: 'data', status: 'enabled', createdAt: '2026-01-01', wrapped: 'AAAA' };
  const whole = { format: 'waybill-privacy-keyring', version: 1, tenant: 'shop-1', suite: 2, provider: 'plain' };
  return JSON.stringify({ ...whole, keys: [{ ...good, ...key }], ...file });
}

// What every error of ours says by itself: a generated text may be a part of it by chance.
const own =
  'PrivacyError ERR_ TypeError RangeError expected string, got array object undefined [native code] constructor';

describe('errors repeat nothing of what they were given', () => {
  it('the check itself finds what an error holds', () => {
    const text = '13800138000';
    const leaks = [
      new Error(text),
      Object.assign(new Error('x'), { value: text }),
      new Error('x', { cause: { deep: { list: [text] } } }),
      Object.defineProperty(new Error('x'), 'hidden', { value: text, enumerable: false }),
      new PrivacyError('ERR_FIELD_TYPE', 'x', { path: text }),
    ];
    for (const leak of leaks) expect(shownBy(leak)).toContain(text);
  });

  it.each(calls)('%s', async (_, call) => {
    let errors = 0;
    await fc.assert(
      fc.asyncProperty(anyText(4, 24), async (text) => {
        fc.pre(!own.includes(text) && text.trim().length >= 4);
        const error = await errorOf(() => call(text));
        if (error === undefined) return;
        errors++;
        expect(shownBy(error).includes(text)).toBe(false);
      }),
    );
    // A call that never fails would check nothing.
    expect(errors).toBeGreaterThan(0);
  });

  it.each(calls)('%s: a phone', async (_, call) => {
    for (const text of ['13800138000', 'wpr1.13800138000', '1380****8000', '138 0013 8000\ud800']) {
      const error = await errorOf(() => call(text));
      if (error !== undefined) expect(shownBy(error)).not.toContain(text);
    }
  });
});
