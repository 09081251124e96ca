import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { isPrivacyError, PrivacyError } from 'waybill-privacy/errors';
import { assertKnownKeys, assertNever, assertObject, assertString } from '../../../src/errors.ts';
import { thrownBy } from '../../support/thrown.ts';

/** The module once more, as a CommonJS build beside the ESM one is. */
async function secondCopy(): Promise<typeof import('../../../src/errors.ts')> {
  vi.resetModules();
  return import('../../../src/errors.ts');
}

describe('PrivacyError', () => {
  it('has a code, a message, a name and nothing else of its own', () => {
    const error = new PrivacyError('ERR_SCHEMA', 'words');
    expect(error.code).toBe('ERR_SCHEMA');
    expect(error.message).toBe('words');
    expect(error.name).toBe('PrivacyError');
    expect(String(error)).toBe('PrivacyError: words');
    expect(error).toBeInstanceOf(Error);
    expect(Object.getOwnPropertyNames(error).sort()).toEqual(['code', 'message', 'name', 'stack']);
  });

  it('names a path and keeps a cause where they are given', () => {
    const cause = new Error('network');
    const error = new PrivacyError('ERR_FIELD_TYPE', 'words', { path: 'recipient.phone', cause });
    expect(error.path).toBe('recipient.phone');
    expect(error.cause).toBe(cause);
    expect('cause' in new PrivacyError('ERR_SCHEMA', 'words', {})).toBe(false);
  });

  it('shows its name, code and message when inspected', () => {
    const text = inspect(new PrivacyError('ERR_SCHEMA', 'words'));
    expect(text).toContain('PrivacyError');
    expect(text).toContain('ERR_SCHEMA');
    expect(text).toContain('words');
  });
});

describe('across two copies of the class', () => {
  it('isPrivacyError and instanceof hold both ways', async () => {
    const copy = await secondCopy();
    const theirs = new copy.PrivacyError('ERR_POLICY', 'words');
    const ours = new PrivacyError('ERR_POLICY', 'words');
    expect(copy.PrivacyError).not.toBe(PrivacyError);
    expect(isPrivacyError(theirs)).toBe(true);
    expect(copy.isPrivacyError(ours)).toBe(true);
    expect(theirs instanceof PrivacyError).toBe(true);
    expect(ours instanceof copy.PrivacyError).toBe(true);
  });

  it('the brand is on the prototype: it is not copied with the properties', () => {
    expect(isPrivacyError({ ...new PrivacyError('ERR_POLICY', 'words') })).toBe(false);
  });
});

describe('isPrivacyError', () => {
  it.each([
    ['undefined', undefined],
    ['null', null],
    ['a string', 'ERR_POLICY'],
    ['a number', 1],
    ['a function', () => {}],
    ['an error of another kind', new Error('x')],
    ['an error with our code', Object.assign(new Error('x'), { code: 'ERR_POLICY', name: 'PrivacyError' })],
    ['a plain object', { code: 'ERR_POLICY' }],
  ])('refuses %s', (_, value) => {
    expect(isPrivacyError(value)).toBe(false);
    expect(value instanceof PrivacyError).toBe(false);
  });
});

describe("programmer's mistakes", () => {
  it.each([
    [undefined, 'undefined'],
    [null, 'null'],
    [['13800138000'], 'array'],
    [{ phone: '13800138000' }, 'object'],
    [13800138000, 'number'],
    [() => '13800138000', 'function'],
  ])('assertString names parameter and type of %o, not the value', (value, type) => {
    const error = thrownBy(() => assertString(value, 'phone')) as TypeError;
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toBe(`"phone" expected string, got ${type}`);
  });

  it('assertObject takes objects only', () => {
    expect(() => assertObject({}, 'options')).not.toThrow();
    expect(() => assertObject(new Date(), 'options')).not.toThrow();
    for (const value of [null, undefined, [], 'text', 1]) {
      expect(() => assertObject(value, 'options')).toThrow(TypeError);
    }
  });

  it('assertKnownKeys refuses an unknown key without repeating it', () => {
    const error = thrownBy(() => assertKnownKeys({ a: 1, secret: 2 }, ['a', 'b'], 'options')) as TypeError;
    expect(error.message).toBe('"options" has an unknown key; known keys: a, b');
  });

  it('assertNever does not repeat the value', () => {
    const error = thrownBy(() => assertNever('13800138000' as never)) as TypeError;
    expect(error.message).toBe('unexpected variant of type string');
  });
});
