// A stand-in for pkcs11js over a device, for machines without one. What it answers was read off SoftHSM 2.6.1; test/hsm runs the
// same tests on SoftHSM itself.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Pkcs11Attribute, Pkcs11Module } from 'waybill-privacy/node';

/** An error in the shape of `Pkcs11Error`. */
export const pkcs11Error = (message: string, code: number): Error =>
  Object.assign(new Error(message), { name: 'Pkcs11Error', code });

interface Token {
  readonly label: string;
  readonly pin: string;
}

interface Session {
  readonly token: string;
  readonly isWritable: boolean;
}

interface StoredKey {
  readonly token: string;
  readonly attributes: ReadonlyMap<number, unknown>;
  readonly secret: Buffer;
}

/** What a test looks at from outside. */
export interface Pkcs11Device {
  readonly module: Pkcs11Module;
  /** Sessions that are open. */
  readonly openSessions: () => number;
  /** Puts a key onto a token as somebody else would. */
  addKey(token: string, attributes: readonly Pkcs11Attribute[]): void;
}

const handle = (n: number): Buffer => Buffer.from(Uint32Array.of(n, 0).buffer);
const numberOf = (bytes: Uint8Array): number => Buffer.from(bytes).readUInt32LE();
const sameValue = (a: unknown, b: unknown): boolean =>
  a instanceof Uint8Array && b instanceof Uint8Array ? Buffer.compare(a, b) === 0 : a === b;

export function pkcs11Device(tokens: readonly Token[]): Pkcs11Device {
  const sessions = new Map<number, Session>();
  const loggedIn = new Set<string>();
  const keys: StoredKey[] = [];
  let search: readonly Buffer[] = [];
  let operation: { readonly iv: Uint8Array; readonly aad: Uint8Array; readonly secret: Buffer } | undefined;
  let nextSession = 1;

  const sessionOf = (session: Uint8Array): Session => {
    const found = sessions.get(numberOf(session));
    if (found === undefined) throw pkcs11Error('CKR_SESSION_HANDLE_INVALID', 0xb3);
    return found;
  };
  const secretOf = (session: Uint8Array, key: Uint8Array): Buffer => {
    const found = keys[numberOf(key)];
    if (found?.token !== sessionOf(session).token) throw pkcs11Error('CKR_OBJECT_HANDLE_INVALID', 0x82);
    return found.secret;
  };
  const begin: Pkcs11Module['C_EncryptInit'] = (session, { parameter }, key) => {
    if (operation !== undefined) throw pkcs11Error('CKR_OPERATION_ACTIVE', 0x90);
    if (parameter === undefined) throw pkcs11Error('CKR_MECHANISM_PARAM_INVALID', 0x71);
    operation = { ...parameter, secret: secretOf(session, key) };
  };
  const end = (): NonNullable<typeof operation> => {
    if (operation === undefined) throw pkcs11Error('CKR_OPERATION_NOT_INITIALIZED', 0x91);
    const ended = operation;
    operation = undefined;
    return ended;
  };
  const addKey = (token: string, attributes: readonly Pkcs11Attribute[]): number =>
    keys.push({
      token,
      attributes: new Map(attributes.map(({ type, value }) => [type, value])),
      secret: randomBytes(32),
    }) - 1;

  const module: Pkcs11Module = {
    C_GetSlotList: () => tokens.map((_, i) => handle(i)),
    C_GetTokenInfo: (slot) => ({ label: (tokens[numberOf(slot)]?.label ?? '').padEnd(32) }),
    C_OpenSession(slot, flags) {
      const { label } = tokens[numberOf(slot)] as Token;
      sessions.set(nextSession, { token: label, isWritable: (flags & 2) !== 0 });
      return handle(nextSession++);
    },
    C_CloseSession(session) {
      const { token } = sessionOf(session);
      sessions.delete(numberOf(session));
      operation = undefined;
      if (![...sessions.values()].some((other) => other.token === token)) loggedIn.delete(token);
    },
    C_Login(session, _user, pin) {
      const { token } = sessionOf(session);
      if (loggedIn.has(token)) throw pkcs11Error('CKR_USER_ALREADY_LOGGED_IN', 0x100);
      if (tokens.find(({ label }) => label === token)?.pin !== pin) throw pkcs11Error('CKR_PIN_INCORRECT', 0xa0);
      loggedIn.add(token);
    },
    C_FindObjectsInit(session, template) {
      const { token } = sessionOf(session);
      const found = [...keys.keys()].filter((i) => {
        const key = keys[i] as StoredKey;
        const fits = template.every(({ type, value }) => sameValue(key.attributes.get(type), value));
        return key.token === token && loggedIn.has(token) && fits;
      });
      search = found.map(handle);
    },
    C_FindObjects: (_session, maxObjectCount) => search.slice(0, maxObjectCount),
    C_FindObjectsFinal() {
      search = [];
    },
    C_EncryptInit: begin,
    C_Encrypt(_session, input) {
      const { iv, aad, secret } = end();
      const cipher = createCipheriv('aes-256-gcm', secret, iv);
      cipher.setAAD(aad);
      return Buffer.concat([cipher.update(input), cipher.final(), cipher.getAuthTag()]);
    },
    C_DecryptInit: begin,
    C_Decrypt(_session, input, output) {
      if (output.length < input.length) throw pkcs11Error('CKR_BUFFER_TOO_SMALL', 0x150);
      const { iv, aad, secret } = end();
      const decipher = createDecipheriv('aes-256-gcm', secret, iv, { authTagLength: 16 });
      decipher.setAAD(aad);
      decipher.setAuthTag(input.subarray(-16));
      try {
        return Buffer.concat([decipher.update(input.subarray(0, -16)), decipher.final()]);
      } catch {
        throw pkcs11Error('CKR_GENERAL_ERROR', 5);
      }
    },
    C_GenerateKey(session, _mechanism, template) {
      const { token, isWritable } = sessionOf(session);
      if (!isWritable) throw pkcs11Error('CKR_SESSION_READ_ONLY', 0xb5);
      if (!loggedIn.has(token)) throw pkcs11Error('CKR_USER_NOT_LOGGED_IN', 0x101);
      return handle(addKey(token, template));
    },
  };
  return { module, openSessions: () => sessions.size, addKey };
}
