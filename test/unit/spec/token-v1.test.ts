// docs/spec/token-v1.md: its examples and numbers are what the source does.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  createFieldCipher,
  createRecordCipher,
  defineSchema,
  importKeyring,
  passphraseProvider,
  type RecordToken,
} from 'waybill-privacy';
import { root } from '../../../scripts/entries.mjs';
import { encodePlaintext } from '../../../src/token/plaintext.ts';
import type { FieldKind } from '../../../src/types.ts';
import { enginesOf } from '../../support/engines.ts';
import { keyA, knownKeyring, shop } from '../../support/keyrings.ts';
import { deriveKeys, readField, readRecord } from '../../support/referenceToken.ts';
import { shopKeyring } from '../../support/samples.ts';
import { exampleFields, examplePassphrase, specExamples } from '../../support/specExamples.ts';

const spec = readFileSync(`${root}docs/spec/token-v1.md`, 'utf8');

const written = new Map(
  [...spec.matchAll(/<!-- example: ([a-z ]+) -->\n```text\n([^`]*)\n```/gu)].map(([, name, text]) => [name!, text!]),
);

/** One line of an example in the document. */
function lineOf(example: string, name: string): string {
  const line = written
    .get(example)
    ?.split('\n')
    .find((text) => text.startsWith(`${name} = `));
  if (line === undefined) throw new Error(`no ${name} in ${example}`);
  return line.slice(name.length + 3);
}

const context = { tenant: 'shop-1', recordId: 'order-1', schema: 'order' } as const;
const texts = new Map<number, string>(exampleFields.map(([id, , text]) => [id, text]));

describe('docs/spec/token-v1.md', () => {
  it.each(Object.entries(specExamples))('%s is what the source computes', (name, text) => {
    expect(written.get(name)).toBe(text);
  });

  it('has no other example', () => {
    expect([...written.keys()]).toEqual(Object.keys(specExamples));
  });

  it('the reference implementation derives the same keys', () => {
    for (const [example, recordVersion] of [
      ['field token', 0],
      ['record token', 0],
      ['sealed record', 7],
    ] as const) {
      const salt = Buffer.from(lineOf(example, 'salt'), 'hex');
      const keys = deriveKeys(keyA, salt, { ...context, recordVersion });
      expect(keys.recordKey.toString('hex')).toBe(lineOf(example, 'RK'));
      expect(keys.commitment.toString('hex')).toBe(lineOf(example, 'KC'));
    }
    const keys = deriveKeys(keyA, Buffer.from(lineOf('suite three', 'salt'), 'hex'), context, 3);
    expect(keys.recordKey.toString('hex')).toBe(lineOf('suite three', 'RK'));
    expect(keys.commitment.toString('hex')).toBe(lineOf('suite three', 'KC'));
  });

  it('the reference implementation opens the tokens', () => {
    expect(readField(lineOf('field token', 'token'), keyA, context)).toBe('13800138000');
    expect(readField(lineOf('suite three', 'token'), keyA, context)).toBe('13800138000');
    expect(readRecord(lineOf('record token', 'token'), keyA, context)).toEqual(texts);
    expect(readRecord(lineOf('sealed record', 'token'), keyA, { ...context, recordVersion: 7 })).toEqual(texts);
  });

  it('the public ciphers open the tokens', async () => {
    const keyring = await shopKeyring();
    const schema = defineSchema({
      name: 'order',
      fields: {
        'recipient.name': { action: 'encrypt', id: 1, kind: 'name' },
        'items[].remark': { action: 'encrypt', id: 8, kind: 'text' },
      },
    });
    const place = { recordId: 'order-1', field: 'recipient.phone' };
    expect(createFieldCipher({ keyring }).decrypt(lineOf('field token', 'token'), place)).toBe('13800138000');
    const smKeyring = await knownKeyring({ ...shop, suite: 3 });
    for (const engine of enginesOf(3)) {
      const cipher = createFieldCipher({ keyring: smKeyring, engine });
      expect(cipher.decrypt(lineOf('suite three', 'token'), place)).toBe('13800138000');
    }
    const records = createRecordCipher({ keyring, schema });
    const rest = { recipient: {}, items: [{}, {}, {}] };
    const order = { recipient: { name: '张三丰' }, items: [{ remark: '轻放' }, {}, { remark: '易碎' }] };
    for (const [example, recordVersion] of [
      ['record token', 0],
      ['sealed record', 7],
    ] as const) {
      const encrypted = { ...rest, privacy: { token: lineOf(example, 'token') as RecordToken, masks: {} } };
      expect(records.decrypt(encrypted, { recordId: 'order-1', recordVersion })).toEqual(order);
    }
  });

  it('the wrapped key opens in a keyring file as section 8 writes it', async () => {
    const file = {
      format: 'waybill-privacy-keyring',
      version: 1,
      tenant: shop.tenant,
      suite: 2,
      provider: 'scrypt',
      keys: [
        {
          id: keyA.id,
          purpose: 'data',
          status: 'enabled',
          createdAt: '2026-01-01T00:00:00.000Z',
          wrapped: lineOf('wrapped key', 'wrapped'),
        },
      ],
    };
    const keyring = await importKeyring(JSON.stringify(file), passphraseProvider({ passphrase: examplePassphrase }));
    const place = { recordId: 'order-1', field: 'recipient.phone' };
    expect(createFieldCipher({ keyring }).decrypt(lineOf('field token', 'token'), place)).toBe('13800138000');
  });

  it('names the bucket of every kind', () => {
    const section = spec.slice(spec.indexOf('### 4.2'), spec.indexOf('## 5.'));
    const buckets = [...section.matchAll(/^\| (`.*`) \| (\d+) \|$/gmu)].flatMap(([, kinds, bucket]) =>
      [...kinds!.matchAll(/`(\w+)`/gu)].map(([, kind]) => [kind as FieldKind, Number(bucket)] as const),
    );
    expect(buckets).toHaveLength(10);
    for (const [kind, bucket] of buckets) {
      expect(encodePlaintext('', kind, true)).toHaveLength(bucket);
      expect(encodePlaintext('a'.repeat(bucket - 1), kind, true)).toHaveLength(bucket);
      expect(encodePlaintext('a'.repeat(bucket), kind, true)).toHaveLength(2 * bucket);
    }
  });
});
