// The vectors of the token format, through the public API. Every language that implements the format must pass them.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  createFieldCipher,
  createRecordCipher,
  defineSchema,
  type FieldRule,
  type KeyStatus,
  nobleEngine,
} from 'waybill-privacy';
import { nodeSmEngine } from 'waybill-privacy/node';
import { makeVectors } from '../scripts/make-vectors.ts';
import type { Vector } from '../scripts/vectors/types.ts';
import { knownKeyring } from './support/keyrings.ts';
import { codeOf, decryptFailure, faceOf, thrownBy } from './support/thrown.ts';

const folder = new URL('vectors/v1/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
const textOf = (file: string): string => readFileSync(new URL(file, folder), 'utf8');
const vectors = files.map((file) => JSON.parse(textOf(file)) as Vector);

const makers: Readonly<Record<string, (text: string) => unknown>> = {
  number: Number,
  bigint: BigInt,
  boolean: (text) => text === '1',
  date: (text) => new Date(text),
};

/** Values that are no texts stand in the files with their type and text. */
function valueIn(input: unknown): unknown {
  if (Array.isArray(input)) return input.map(valueIn);
  if (typeof input !== 'object' || input === null) return input;
  const { type, text } = input as { readonly type?: string; readonly text?: string };
  if (type !== undefined && text !== undefined) return makers[type]!(text);
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [name, valueIn(value)]));
}

/** What the vector asks for, as a call. */
async function callOf(vector: Vector): Promise<() => unknown> {
  const { operation, form, context, rest, token, commitment = true } = vector;
  const input = valueIn(vector.input);
  const keys = vector.keyring.keys.map((key) => ({ ...key, status: key.status as KeyStatus }));
  const keyring = await knownKeyring({ ...vector.keyring, keys });
  const rules = Object.entries(vector.schema.fields).map(([path, field]) => [
    path,
    { action: 'encrypt', ...field } as FieldRule,
  ]);
  const schema = defineSchema({ name: vector.schema.name, fields: Object.fromEntries(rules) });
  const { field = '', ...record } = context;
  const engine = keyring.suite === 3 ? nodeSmEngine : nobleEngine;
  if (form === 'field') {
    const cipher = createFieldCipher({ keyring, schema, commitment, engine });
    const place = { ...record, field };
    return operation === 'encrypt' ? () => cipher.encrypt(input as string, place) : () => cipher.decrypt(token!, place);
  }
  const cipher = createRecordCipher({ keyring, schema, engine });
  if (operation === 'encrypt') return () => cipher.encrypt(input as object, record);
  const encrypted = { ...rest, privacy: { token: token as never, masks: {} } };
  if (operation === 'decryptField') return () => cipher.decryptField(encrypted as never, field, record);
  return () => cipher.decrypt(encrypted, record);
}

describe('vectors v1', () => {
  it('are all there', () => {
    const count = (form: Vector['form'], isGood: boolean): number =>
      vectors.filter((vector) => vector.form === form && (vector.expect === 'success') === isGood).length;
    expect(count('field', true)).toBeGreaterThanOrEqual(18);
    expect(count('field', false)).toBeGreaterThanOrEqual(40);
    expect(count('record', true)).toBeGreaterThanOrEqual(15);
    expect(count('record', false)).toBeGreaterThanOrEqual(40);
  });

  it('are what the generator writes, one file each, under its name', () => {
    expect(Object.fromEntries(files.map((file) => [file, textOf(file)]))).toEqual(Object.fromEntries(makeVectors()));
    expect(vectors.map((vector) => `${vector.name}.json`)).toEqual(files);
  });

  it('have tokens that differ, and comments', () => {
    const tokens = vectors.flatMap(({ token }) => token ?? []);
    expect(new Set(tokens).size).toBe(tokens.length);
    expect(vectors.filter(({ comment }) => comment === '')).toEqual([]);
  });

  describe.each(vectors)('$name', (vector) => {
    if (vector.expect === 'success') {
      it(`opens: ${vector.comment}`, async () => {
        expect((await callOf(vector))()).toEqual(valueIn(vector.input) ?? undefined);
      });
    } else {
      it(`${vector.expect}: ${vector.comment}`, async () => {
        const call = await callOf(vector);
        expect(codeOf(call)).toBe(vector.expect);
        if (vector.expect === decryptFailure.code) {
          expect(faceOf(thrownBy(call))).toEqual({ name: 'PrivacyError', ...decryptFailure });
        }
      });
    }
  });
});
