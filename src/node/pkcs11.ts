import { concatBytes } from '../bytes/buffer.ts';
import { createRandomSource } from '../bytes/random.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { nonceBytes, tagBytes } from '../crypto/suite.ts';
import { assertKnownKeys, assertObject, assertString, PrivacyError } from '../errors.ts';
import { callbackProvider } from '../keys/callback.ts';
import type { KeyProvider } from '../keys/provider.ts';
import { errorProperty } from './service.ts';

/** What is used of the class `PKCS11` of `pkcs11js` version 2. Handles are bytes. */
export interface Pkcs11Module {
  /** Slots; with `true` those that hold a token. */
  C_GetSlotList(tokenPresent: boolean): Uint8Array[];
  /** What the device says of a token. */
  C_GetTokenInfo(slot: Uint8Array): Pkcs11TokenInfo;
  /** A new session. */
  C_OpenSession(slot: Uint8Array, flags: number): Uint8Array;
  /** Ends a session; with the last one of a process its login ends too. */
  C_CloseSession(session: Uint8Array): void;
  /** Logs the whole process in. */
  C_Login(session: Uint8Array, userType: number, pin: string): void;
  /** Begins a search. */
  C_FindObjectsInit(session: Uint8Array, template: Pkcs11Attribute[]): void;
  /** What was found, at most so many. */
  C_FindObjects(session: Uint8Array, maxObjectCount: number): Uint8Array[];
  /** Ends a search. */
  C_FindObjectsFinal(session: Uint8Array): void;
  /** Begins an encryption. */
  C_EncryptInit(session: Uint8Array, mechanism: Pkcs11Mechanism, key: Uint8Array): void;
  /** Encrypts into `output` and gives the part that it used. */
  C_Encrypt(session: Uint8Array, input: Uint8Array, output: Uint8Array): Uint8Array;
  /** Begins a decryption. */
  C_DecryptInit(session: Uint8Array, mechanism: Pkcs11Mechanism, key: Uint8Array): void;
  /** Decrypts into `output` and gives the part that it used. */
  C_Decrypt(session: Uint8Array, input: Uint8Array, output: Uint8Array): Uint8Array;
  /** Makes a secret key. */
  C_GenerateKey(session: Uint8Array, mechanism: Pkcs11Mechanism, template: Pkcs11Attribute[]): Uint8Array;
}

/** What is read of a token. */
export interface Pkcs11TokenInfo {
  /** Filled up with spaces. */
  label: string;
}

/** An attribute of a key. */
export interface Pkcs11Attribute {
  /** `CKA_…` */
  type: number;
  /** A number, a boolean or bytes, as `pkcs11js` takes them. */
  value?: unknown;
}

/** What the device is to compute. */
export interface Pkcs11Mechanism {
  /** `CKM_…` */
  mechanism: number;
  /** Of AES-GCM. */
  parameter?: Pkcs11GcmParameters;
}

/** Parameters of AES-GCM, as `pkcs11js` takes them. */
export interface Pkcs11GcmParameters {
  /** `CK_PARAMS_AES_GCM` */
  type: number;
  /** 12 bytes. */
  iv: Uint8Array;
  /** Associated data: the place of the key, as a hash of 32 bytes. */
  aad: Uint8Array;
  /** 96 */
  ivBits: number;
  /** 128 */
  tagBits: number;
}

/** Where a key is on a device, and how to get at it. */
export interface Pkcs11Options {
  /** `new PKCS11()` of `pkcs11js` after `load(…)` and `C_Initialize()`. It stays yours: call `C_Finalize()` at the end. */
  readonly module: Pkcs11Module;
  /** Label of the token; exactly one has to have it. */
  readonly tokenLabel: string;
  /** `CKA_LABEL` of the key. This or `keyId` or both; exactly one key has to match. */
  readonly keyLabel?: string;
  /** `CKA_ID` of the key. */
  readonly keyId?: Uint8Array;
  /**
   * User PIN, or a function that gives it; called once for every key of a keyring, so one that asks a person should remember.
   * Left out where your program is logged in to the token already.
   */
  readonly pin?: string | (() => string | Promise<string>);
}

/**
 * Wraps keys with an AES-256 key that never leaves an HSM, over PKCS#11 (Cryptoki) and `pkcs11js`. The device encrypts and
 * decrypts; no value of its key is ever asked for. It takes only a key that is sensitive and not extractable: see
 * {@link generatePkcs11Key}.
 *
 * Wrapped key: IV 12 ‖ ciphertext 64 ‖ tag 16, AES-GCM with the place of the key as a hash for associated data. The IV is random
 * (SP 800-38D allows 2^32 of them under one key); a device that insists on its own IV does not work.
 *
 * Each call opens a session, logs in, works and closes it, so nothing stays logged in that was not before. A login of your own
 * is used as it is; the PIN is not checked then. Three wrong PINs lock many tokens: an error here is not worth a blind retry.
 *
 * Ran against SoftHSM 2.6.1 (`npm run test:hsm`), against no hardware. Which error stands for a changed ciphertext differs:
 * what PKCS#11 3.0 names and SoftHSM's `CKR_GENERAL_ERROR` are `ERR_KEY_UNWRAP`, all else is `ERR_KEY_PROVIDER`. Both refuse.
 *
 * @throws {TypeError} a missing option. @throws {RangeError} an empty one. Later, as rejections: {@link PrivacyError}
 * `ERR_KEY_UNWRAP`, or `ERR_KEY_PROVIDER` with the device's error code in its message (`CKR_PIN_INCORRECT` …), never the PIN.
 * @see PKCS #11 Specification Version 3.0, OASIS 2020, §5 and §6.13
 */
export function pkcs11Provider(options: Pkcs11Options): KeyProvider {
  const given = checkOptions(options);
  const random = createRandomSource();
  return callbackProvider({
    name: 'pkcs11',
    wrap: (bytes, digest) =>
      inSession(given, readOnly, (module, session) => {
        const key = findKey(module, session, given);
        const iv = random(nonceBytes);
        call('C_EncryptInit', () => module.C_EncryptInit(session, aesGcm(iv, digest), key));
        const output = Buffer.alloc(bytes.length + tagBytes);
        const sealed = call('C_Encrypt', () => module.C_Encrypt(session, bufferOf(bytes), output));
        return concatBytes(iv, sealed);
      }),
    unwrap: async (wrapped, digest) => {
      // SoftHSM takes an empty ciphertext for a question about lengths and leaves the session unusable.
      if (wrapped.length !== wrappedBytes) return undefined;
      return inSession(given, readOnly, (module, session) => {
        const key = findKey(module, session, given);
        const sealed = bufferOf(wrapped.subarray(nonceBytes));
        const mechanism = aesGcm(wrapped.subarray(0, nonceBytes), digest);
        call('C_DecryptInit', () => module.C_DecryptInit(session, mechanism, key));
        try {
          // As long as the input: SoftHSM refuses a buffer of the length of the plaintext.
          return Uint8Array.from(module.C_Decrypt(session, sealed, Buffer.alloc(sealed.length)));
        } catch (error) {
          if (refusals.includes(errorProperty(error, 'code'))) return undefined;
          throw failure('C_Decrypt', error);
        }
      });
    },
  });
}

/**
 * Makes the key that {@link pkcs11Provider} needs, on the device: AES-256, for encryption and decryption only, sensitive and
 * not extractable, so that nobody can read it, you included. Its only copies are those that the device's own backup makes.
 *
 * A key of `pkcs11-tool --module … --token-label … --login --keygen --key-type AES:32 --sensitive --private --label …` (OpenSC)
 * does as well.
 *
 * @throws {PrivacyError} as a rejection: `ERR_KEY_PROVIDER`, also where the token has such a key already.
 */
export async function generatePkcs11Key(options: Pkcs11Options): Promise<void> {
  const given = checkOptions(options);
  await inSession(given, readWrite, (module, session) => {
    if (search(module, session, nameOf(given)).length > 0) {
      throw unusable('the token has an object of this label and id already');
    }
    const template: Pkcs11Attribute[] = [
      ...wrappingKey,
      ...nameOf(given),
      { type: cka.token, value: true },
      { type: cka.private, value: true },
      { type: cka.encrypt, value: true },
      { type: cka.decrypt, value: true },
    ];
    call('C_GenerateKey', () => module.C_GenerateKey(session, { mechanism: ckmAesKeyGen }, template));
  });
}

// Numbers of PKCS #11 3.0, header pkcs11t.h.
const cka = {
  class: 0x0,
  token: 0x1,
  private: 0x2,
  label: 0x3,
  keyType: 0x100,
  id: 0x102,
  sensitive: 0x103,
  encrypt: 0x104,
  decrypt: 0x105,
  valueLength: 0x161,
  extractable: 0x162,
} as const;
const ckoSecretKey = 4;
const ckkAes = 0x1f;
const ckmAesKeyGen = 0x1080;
const ckmAesGcm = 0x1087;
const readOnly = 0x4; // CKF_SERIAL_SESSION
const readWrite = 0x6; // and CKF_RW_SESSION
const ckuUser = 1;
const ckrUserAlreadyLoggedIn = 0x100;
/** What C_Decrypt says of bytes that do not open. */
const refusals: readonly unknown[] = [
  0x5, // CKR_GENERAL_ERROR, by SoftHSM
  0x35, // CKR_AEAD_DECRYPT_FAILED
  0x40, // CKR_ENCRYPTED_DATA_INVALID
  0x41, // CKR_ENCRYPTED_DATA_LEN_RANGE
];
/** `CK_PARAMS_AES_GCM` of pkcs11js: its own number, none of the standard. */
const paramsAesGcm = 3;
const boundKeyBytes = 64;
const wrappedBytes: number = nonceBytes + boundKeyBytes + tagBytes;

/** What a key must be. A search by these finds no other, so no key that could be read is ever used. */
const wrappingKey: readonly Pkcs11Attribute[] = [
  { type: cka.class, value: ckoSecretKey },
  { type: cka.keyType, value: ckkAes },
  { type: cka.valueLength, value: 32 },
  { type: cka.sensitive, value: true },
  { type: cka.extractable, value: false },
];

const nameOf = ({ keyLabel, keyId }: Pkcs11Options): Pkcs11Attribute[] => [
  ...(keyLabel === undefined ? [] : [{ type: cka.label, value: bufferOf(encodeUtf8(keyLabel)) }]),
  ...(keyId === undefined ? [] : [{ type: cka.id, value: bufferOf(keyId) }]),
];

const bufferOf = ({ buffer, byteOffset, length }: Uint8Array): Buffer => Buffer.from(buffer, byteOffset, length);

const aesGcm = (iv: Uint8Array, aad: Uint8Array): Pkcs11Mechanism => ({
  mechanism: ckmAesGcm,
  parameter: {
    type: paramsAesGcm,
    iv: bufferOf(iv),
    aad: bufferOf(aad),
    ivBits: nonceBytes * 8,
    tagBits: tagBytes * 8,
  },
});

/** Checks the options and gives a copy. */
function checkOptions(options: Pkcs11Options): Pkcs11Options {
  assertObject(options, 'options');
  assertKnownKeys(options, ['module', 'tokenLabel', 'keyLabel', 'keyId', 'pin'], 'options');
  const { module, tokenLabel, keyLabel, keyId, pin } = options;
  assertObject(module, 'module');
  assertName(tokenLabel, 'tokenLabel');
  if (keyLabel !== undefined) assertName(keyLabel, 'keyLabel');
  if (keyId !== undefined && !(keyId instanceof Uint8Array)) throw new TypeError('"keyId" expected Uint8Array');
  if (keyLabel === undefined && !keyId?.length) throw new RangeError('"keyLabel" or "keyId" expected');
  if (pin !== undefined && typeof pin !== 'function') assertName(pin, 'pin');
  return { ...options };
}

async function inSession<T>(
  { module, tokenLabel, pin }: Pkcs11Options,
  flags: number,
  work: (module: Pkcs11Module, session: Uint8Array) => T,
): Promise<T> {
  const givenPin = typeof pin === 'function' ? await askFor(pin) : pin;
  // No await from here on: pkcs11js works synchronously, so two calls cannot mix.
  const slot = findSlot(module, tokenLabel);
  const session = call('C_OpenSession', () => module.C_OpenSession(slot, flags));
  try {
    if (givenPin !== undefined) logIn(module, session, givenPin);
    return work(module, session);
  } finally {
    close(module, session);
  }
}

function close(module: Pkcs11Module, session: Uint8Array): void {
  try {
    module.C_CloseSession(session);
  } catch {
    // The device is gone. What went wrong before tells more.
  }
}

function assertName(value: unknown, parameter: string): asserts value is string {
  assertString(value, parameter);
  if (value === '') throw new RangeError(`"${parameter}" expected at least one character`);
}

async function askFor(pin: () => string | Promise<string>): Promise<string> {
  let given: unknown;
  try {
    given = await pin();
  } catch {
    // Its error may hold what was typed.
    throw unusable('"pin" failed');
  }
  if (typeof given !== 'string' || given === '') throw unusable('"pin" gave no PIN');
  return given;
}

function findSlot(module: Pkcs11Module, label: string): Uint8Array {
  const slots = call('C_GetSlotList', () => module.C_GetSlotList(true)).filter(
    (slot) => call('C_GetTokenInfo', () => module.C_GetTokenInfo(slot)).label.trimEnd() === label,
  );
  const [slot] = slots;
  if (slot === undefined) throw unusable('no token of this label');
  if (slots.length > 1) throw unusable('several tokens of this label');
  return slot;
}

function logIn(module: Pkcs11Module, session: Uint8Array, pin: string): void {
  try {
    module.C_Login(session, ckuUser, pin);
  } catch (error) {
    if (errorProperty(error, 'code') !== ckrUserAlreadyLoggedIn) throw failure('C_Login', error);
  }
}

function findKey(module: Pkcs11Module, session: Uint8Array, options: Pkcs11Options): Uint8Array {
  const keys = search(module, session, [...wrappingKey, ...nameOf(options)]);
  const [key] = keys;
  if (key === undefined) throw unusable('no AES-256 key of this label and id that is sensitive and not extractable');
  if (keys.length > 1) throw unusable('several keys of this label and id');
  return key;
}

/** None, one, or two for any more. */
function search(module: Pkcs11Module, session: Uint8Array, template: Pkcs11Attribute[]): readonly Uint8Array[] {
  call('C_FindObjectsInit', () => module.C_FindObjectsInit(session, template));
  const found = call('C_FindObjects', () => module.C_FindObjects(session, 2));
  call('C_FindObjectsFinal', () => module.C_FindObjectsFinal(session));
  return found;
}

function call<T>(name: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw failure(name, error);
  }
}

/** The device's code and nothing else of its error: a module may put what it was given into its text. */
function failure(name: string, error: unknown): PrivacyError {
  const message = errorProperty(error, 'message');
  const isCode = typeof message === 'string' && /^CKR_[A-Z0-9_]{1,60}$/u.test(message);
  return unusable(`${name} failed${isCode ? ` with ${message}` : ''}`);
}

const unusable = (why: string): PrivacyError => new PrivacyError('ERR_KEY_PROVIDER', `PKCS#11: ${why}`);
