import { describe, expect, it } from 'vitest';
import { type BudgetStore, memoryBudgetStore, type RevealerOptions, revealer } from '../../../src/audit/index.ts';
import { generateKeyring } from '../../../src/keys/index.ts';
import { createRecordCipher } from '../../../src/record/index.ts';
import { rejectionCodeOf, rejectionOf, shownBy, thrownBy } from '../../support/thrown.ts';

const keyring = generateKeyring({ tenant: 'shop-1' });
keyring.promote(keyring.add('audit').id);
const cipher = createRecordCipher({ keyring });
const order = { recipient: { name: '张小明', phone: '13812345678' }, remark: '放门口' };
const encrypted = cipher.encrypt(order, { recordId: 'A1' });
const request = { purpose: 'contact-recipient', actor: 'u-17', recordId: 'A1' };

function setUp(options: Partial<RevealerOptions> = {}) {
  const lines: string[] = [];
  const sink = { append: (line: string) => void lines.push(line), last: () => lines.at(-1) };
  const { reveal } = revealer({ cipher, keyring, sink, ...options });
  return { reveal, events: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>), lines };
}

describe('reveal', () => {
  it('gives one field and leaves one event', async () => {
    const { reveal, events, lines } = setUp({ now: () => new Date('2026-05-01T08:00:00Z') });
    expect(await reveal(encrypted, 'recipient.phone', request)).toBe('13812345678');
    expect(events()).toStrictEqual([
      {
        seq: 0,
        time: '2026-05-01T08:00:00.000Z',
        outcome: 'revealed',
        actor: 'u-17',
        purpose: 'contact-recipient',
        field: 'recipient.phone',
        record: expect.stringMatching(/^[\w-]{22}$/u) as string,
        key: keyring.keys.find(({ purpose }) => purpose === 'audit')?.id,
        mac: expect.any(String) as string,
      },
    ]);
    for (const secret of ['张小明', '13812345678', 'A1"']) expect(lines.join()).not.toContain(secret);
  });

  it('denies a purpose that is not on the list, and does not write it down', async () => {
    const { reveal, events } = setUp({ purposes: ['marketing-consent'] });
    const denied = await rejectionOf(reveal(encrypted, 'recipient.phone', { ...request, purpose: '给张小明打电话' }));
    expect(denied).toMatchObject({ code: 'ERR_REVEAL_DENIED' });
    expect(events()[0]).toMatchObject({ outcome: 'denied', purpose: 'unknown', reason: 'purpose' });
    const added = { ...request, purpose: 'marketing-consent' };
    expect(await reveal(encrypted, 'remark', added)).toBe('放门口');
  });

  it('keeps the budget of an actor and of a purpose', async () => {
    let time = Date.parse('2026-05-01T00:00:00Z');
    const { reveal, events } = setUp({
      budget: { perActor: { limit: 3 }, perPurpose: { dispute: { limit: 1, windowMs: 3_600_000 } } },
      now: () => new Date(time),
    });
    const ask = (more: object) => reveal(encrypted, 'recipient.name', { ...request, ...more });
    expect(await ask({ purpose: 'dispute' })).toBe('张小明');
    expect(await rejectionCodeOf(ask({ purpose: 'dispute' }))).toBe('ERR_REVEAL_DENIED');
    expect(await ask({})).toBe('张小明');
    expect(await rejectionCodeOf(ask({}))).toBe('ERR_REVEAL_DENIED');
    expect(await ask({ actor: 'u-18' })).toBe('张小明');
    time += 86_400_000;
    expect(await ask({ purpose: 'dispute' })).toBe('张小明');
    expect(events().map(({ reason }) => reason)).toStrictEqual([
      undefined,
      'purpose-budget',
      undefined,
      'actor-budget',
      undefined,
      undefined,
    ]);
  });

  it('makes ten thousand look-ups impossible without being told to', async () => {
    const { reveal } = setUp();
    let shown = 0;
    for (let n = 0; n < 400; n++) {
      if (await reveal(encrypted, 'recipient.phone', request).catch(() => undefined)) shown++;
    }
    expect(shown).toBe(200);
  });

  it('goes on counting after a restart', async () => {
    const store = memoryBudgetStore();
    const budget = { perActor: { limit: 2 }, store };
    const now = () => new Date('2026-05-01T00:00:00Z');
    await setUp({ budget, now }).reveal(encrypted, 'remark', request);
    await setUp({ budget, now }).reveal(encrypted, 'remark', request);
    expect(await rejectionCodeOf(setUp({ budget, now }).reveal(encrypted, 'remark', request))).toBe(
      'ERR_REVEAL_DENIED',
    );
  });

  it.each<[string, BudgetStore['increment']]>([
    ['no number', () => undefined as unknown as number],
    ['a text', () => '1' as unknown as number],
    ['zero', () => 0],
    ['no whole number', () => 0.5],
  ])('denies when the store answers with %s', async (_, increment) => {
    const { reveal } = setUp({ budget: { store: { increment } } });
    expect(await rejectionCodeOf(reveal(encrypted, 'remark', request))).toBe('ERR_REVEAL_DENIED');
  });

  it('shows nothing when the store or the log fails', async () => {
    const broken = setUp({ budget: { store: { increment: () => Promise.reject(new Error('redis is gone')) } } });
    await expect(broken.reveal(encrypted, 'remark', request)).rejects.toThrow('redis is gone');
    const sink = { append: () => Promise.reject(new Error('disk full')), last: () => undefined };
    const { reveal } = setUp({ sink });
    const error = await rejectionOf(reveal(encrypted, 'recipient.phone', request));
    expect(shownBy(error)).not.toContain('13812345678');
  });

  it('records what does not open, without what was asked for by mistake', async () => {
    const { reveal, events } = setUp();
    expect(await rejectionCodeOf(reveal(encrypted, 'remark', { ...request, recordId: 'A2' }))).toBe(
      'ERR_DECRYPT_FAILED',
    );
    expect(await rejectionCodeOf(reveal(encrypted, '13812345678', request))).toBe('ERR_SCHEMA');
    expect(events()).toMatchObject([
      { outcome: 'failed', field: 'remark', code: 'ERR_DECRYPT_FAILED' },
      { outcome: 'failed', field: '', code: 'ERR_SCHEMA' },
    ]);
  });

  it('says that a field is not there, on the record', async () => {
    const { reveal, events } = setUp();
    expect(await reveal(encrypted, 'recipient.address', request)).toBeUndefined();
    expect(events()).toMatchObject([{ outcome: 'revealed', field: 'recipient.address' }]);
  });

  it.each([
    ['an actor with a name', { actor: '王小红' }],
    ['an actor with a space', { actor: 'Li Lei' }],
    ['no actor', { actor: undefined }],
    ['an unknown key', { why: 'x' }],
    ['no record', { recordId: undefined }],
  ])('refuses %s before anything else', async (_, more) => {
    const { reveal, lines } = setUp();
    expect(await rejectionOf(reveal(encrypted, 'remark', { ...request, ...more } as typeof request))).toBeInstanceOf(
      TypeError,
    );
    expect(lines).toStrictEqual([]);
  });

  it('refuses options that would open the door', () => {
    for (const options of [
      { budget: { perActor: { limit: -1 } } },
      { budget: { perActor: { limit: Number.POSITIVE_INFINITY } } },
      { budget: { perActor: { limit: 1, windowMs: 0 } } },
      { budget: { perUser: { limit: 1 } } },
      { purposes: ['Any Thing'] },
      { purposes: ['unknown'] },
    ]) {
      const thrown = thrownBy(() => setUp(options as Partial<RevealerOptions>));
      expect(thrown instanceof TypeError || thrown instanceof RangeError).toBe(true);
    }
  });
});
