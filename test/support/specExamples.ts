// The worked examples of docs/spec/token-v1.md, computed by the source with fixed salts and nonces. The document must hold
// these texts, and test/unit/spec compares them with the reference implementation too.
import * as smCrypto from 'sm-crypto-v2';
import { encodeBase64url } from '../../src/bytes/base64url.ts';
import { concatBytes, decodeHex, encodeHex } from '../../src/bytes/buffer.ts';
import { encodeCanonical } from '../../src/bytes/canonical.ts';
import { encodeUtf8 } from '../../src/bytes/utf8.ts';
import { deriveFromPassphrase, wrapKey } from '../../src/crypto/keyWrap.ts';
import { nobleEngine } from '../../src/crypto/noble.ts';
import type { Suite } from '../../src/crypto/suite.ts';
import { deriveRecordKeys, type EncryptionContext } from '../../src/keys/derive.ts';
import { smEngine } from '../../src/sm/engine.ts';
import { fieldNonce, writeFieldToken } from '../../src/token/fieldToken.ts';
import { encodePlaintext } from '../../src/token/plaintext.ts';
import { writeRecordToken } from '../../src/token/recordToken.ts';
import { keyA } from './keyrings.ts';

type Lines = readonly (readonly [name: string, value: string | Uint8Array])[];

const hex = (text: string): Uint8Array => decodeHex(text) as Uint8Array;
const suite2 = nobleEngine.suite(2) as Suite;
const suite3 = smEngine(smCrypto).suite(3) as Suite;

export const exampleContext = {
  tenant: 'shop-1',
  recordId: 'order-1',
  schema: 'order',
  purpose: 'data',
  recordVersion: 0,
} as const satisfies EncryptionContext;

export const exampleSalts = {
  field: '101112131415161718191a1b1c1d1e1f',
  record: '202122232425262728292a2b2c2d2e2f',
  sealed: '303132333435363738393a3b3c3d3e3f',
  suite3: '707172737475767778797a7b7c7d7e7f',
} as const;

const tenantKey = hex(keyA.secret);
const keyId = hex(keyA.id);

const contextBytes = (recordVersion: number): Uint8Array =>
  encodeCanonical(['wp1', 'shop-1', 'order-1', 'order', 'data', String(recordVersion)]);

/** The lines that all tokens begin with. */
function derivation(saltHex: string, recordVersion: number, suite = suite2): Lines {
  const context = contextBytes(recordVersion);
  const salt = hex(saltHex);
  const { recordKey, commitment } = deriveRecordKeys(suite, tenantKey, keyId, salt, {
    ...exampleContext,
    recordVersion,
  });
  return [
    ['TDK', tenantKey],
    ['kid', keyId],
    ['salt', salt],
    ['context', context],
    ['H', suite.hash(context)],
    ['X', concatBytes(Uint8Array.of(suite.id), keyId, salt, suite.hash(context))],
    ['RK', recordKey],
    ['KC', commitment],
  ];
}

const keysOf = (saltHex: string, recordVersion = 0, suite = suite2): ReturnType<typeof deriveRecordKeys> =>
  deriveRecordKeys(suite, tenantKey, keyId, hex(saltHex), { ...exampleContext, recordVersion });

function fieldExample(salt: string, suite: Suite): Lines {
  const header = concatBytes(Uint8Array.of(suite.id), hex('0a0b0c0d0402'));
  const plaintext = encodePlaintext('13800138000', 'phone', true);
  const keys = keysOf(salt, 0, suite);
  return [
    ...derivation(salt, 0, suite),
    ['header', header],
    ['nonce', fieldNonce(2)],
    ['plaintext', plaintext],
    ['sealed', suite.seal(keys.recordKey, fieldNonce(2), header, plaintext)],
    [
      'token',
      writeFieldToken(
        { suite, keyId, fieldId: 2, salt: hex(salt), plaintext, isPadded: true, isCommitted: true },
        keys,
      ),
    ],
  ];
}

/** Field ids, kinds and texts of the record examples. */
export const exampleFields = [
  [1, 'name', '张三丰'],
  [8, 'text', '[[0,"轻放"],[2,"易碎"]]'],
] as const;
const exampleTexts = exampleFields.map(([id, kind, text]) => ({ id, kind, type: 'string', text }) as const);

function recordExample(): Lines {
  const salt = exampleSalts.record;
  const keys = keysOf(salt);
  const header = hex('020a0b0c0d0002');
  const fields = exampleFields.map(([id, kind, text]) => ({ id, bytes: encodePlaintext(text, kind, true) }));
  const perField: Lines = fields.flatMap(({ id, bytes }) => {
    const aad = concatBytes(header, Uint8Array.of(id));
    return [
      [`nonce ${id}`, fieldNonce(id)],
      [`AAD ${id}`, aad],
      [`plaintext ${id}`, bytes],
      [`sealed ${id}`, suite2.seal(keys.recordKey, fieldNonce(id), aad, bytes)],
    ] as const;
  });
  const token = writeRecordToken(
    { suite: suite2, keyId, salt: hex(salt), fields: exampleTexts, isPadded: true, isSealed: false },
    keys,
  );
  return [...derivation(salt, 0), ['header', header], ...perField, ['token', token]];
}

function sealedExample(): Lines {
  const salt = exampleSalts.sealed;
  const keys = keysOf(salt, 7);
  const header = hex('020a0b0c0d0302');
  const fields = exampleFields.map(([id, kind, text]) => ({ id, bytes: encodePlaintext(text, kind, false) }));
  const plaintext = concatBytes(
    ...fields.flatMap(({ id, bytes }) => [Uint8Array.of(id, bytes.length >> 8, bytes.length & 0xff), bytes]),
  );
  const aad = concatBytes(header, Uint8Array.of(0));
  return [
    ...derivation(salt, 7),
    ['header', header],
    ['nonce 0', fieldNonce(0)],
    ['AAD 0', aad],
    ['plaintext 0', plaintext],
    ['sealed 0', suite2.seal(keys.recordKey, fieldNonce(0), aad, plaintext)],
    [
      'token',
      writeRecordToken(
        { suite: suite2, keyId, salt: hex(salt), fields: exampleTexts, isPadded: false, isSealed: true },
        keys,
      ),
    ],
  ];
}

export const examplePassphrase = 'correct horse battery';
const scryptSalt = hex('404142434445464748494a4b4c4d4e4f');
const wrapNonce = hex('606162636465666768696a6b6c6d6e6f7071727374757677');

/** The tenant key of the other examples, wrapped under a passphrase. */
async function wrapExample(): Promise<Lines> {
  const aad = encodeCanonical([
    'waybill-privacy-keyring',
    '1',
    'shop-1',
    '2',
    keyA.id,
    'data',
    'enabled',
    '2026-01-01T00:00:00.000Z',
  ]);
  const kek = await deriveFromPassphrase(encodeUtf8(examplePassphrase), scryptSalt, 14);
  const sealed = wrapKey(kek, wrapNonce, aad, tenantKey);
  return [
    ['passphrase', examplePassphrase],
    ['log2N', '14'],
    ['scrypt salt', scryptSalt],
    ['KEK', kek],
    ['AAD', aad],
    ['nonce', wrapNonce],
    ['sealed', sealed],
    ['wrapped', encodeBase64url(concatBytes(Uint8Array.of(14), scryptSalt, wrapNonce, sealed))],
  ];
}

const textOf = (lines: Lines): string =>
  lines.map(([name, value]) => `${name} = ${typeof value === 'string' ? value : encodeHex(value)}`).join('\n');

/** Text of each example by the name it has in the document. */
export const specExamples: Readonly<Record<string, string>> = {
  'field token': textOf(fieldExample(exampleSalts.field, suite2)),
  'record token': textOf(recordExample()),
  'sealed record': textOf(sealedExample()),
  'wrapped key': textOf(await wrapExample()),
  'suite three': textOf(fieldExample(exampleSalts.suite3, suite3)),
};
