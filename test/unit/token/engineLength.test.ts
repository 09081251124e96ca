// An engine that passed its known-answer test and then gives a ciphertext of another length must not leave plaintext behind.
import { expect, it } from 'vitest';
import { nobleEngine, type Suite } from 'waybill-privacy/field';
import { openRecord, writeRecordToken } from '../../../src/token/recordToken.ts';
import { codeOf } from '../../support/thrown.ts';

const suite = nobleEngine.suite(2) as Suite;
const keys = { recordKey: new Uint8Array(32), commitment: new Uint8Array(32) };
const write = (changed: Suite, isSealed: boolean): string =>
  writeRecordToken(
    {
      suite: changed,
      keyId: new Uint8Array(4),
      salt: new Uint8Array(16),
      fields: [{ id: 1, kind: 'name', type: 'string', text: '张三丰' }],
      isPadded: true,
      isSealed,
    },
    keys,
  );

it.each([false, true])('a shorter or longer ciphertext is refused, sealed %s', (isSealed) => {
  for (const cut of [0, -16, -1]) {
    const changed: Suite = { ...suite, seal: (...args) => suite.seal(...args).subarray(0, cut) };
    expect(codeOf(() => write(changed, isSealed))).toBe('ERR_ENGINE');
  }
  const longer: Suite = { ...suite, seal: (...args) => Uint8Array.of(...suite.seal(...args), 0) };
  expect(codeOf(() => write(longer, isSealed))).toBe('ERR_ENGINE');
});

it.each([false, true])('in place or not, the token is the same, sealed %s', (isSealed) => {
  const inPlace: Suite = {
    ...suite,
    sealInPlace(key, nonce, aad, buffer, start, end) {
      buffer.set(suite.seal(key, nonce, aad, buffer.slice(start, end - 16)), start);
    },
  };
  expect(write(inPlace, isSealed)).toBe(write(suite, isSealed));
});

it.each([false, true])('what does not open is refused even where a text lies there, sealed %s', (isSealed) => {
  // Seals and opens nothing, so that behind a wrong tag there is a text with its padding.
  const leaving: Suite = {
    ...suite,
    sealInPlace: () => undefined,
    openInPlace: () => false,
    open: () => undefined,
  };
  const token = write(leaving, isSealed);
  const opened = (of: Suite) => openRecord(token, of, () => keys).map(({ text }) => text);
  expect(codeOf(() => opened(leaving))).toBe('ERR_DECRYPT_FAILED');
  const { openInPlace: _, ...elsewhere } = leaving;
  expect(codeOf(() => opened(elsewhere))).toBe('ERR_DECRYPT_FAILED');
  expect(opened({ ...leaving, openInPlace: () => true })).toEqual(['张三丰']);
});
