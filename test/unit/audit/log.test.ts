import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import {
  type AuditSink,
  createAuditLog,
  type RevealEvent,
  recordReferences,
  verifyAuditLog,
} from '../../../src/audit/index.ts';
import { generateKeyring, type Keyring } from '../../../src/keys/index.ts';
import { auditFile, nodeEngine } from '../../../src/node/index.ts';
import { rejectionCodeOf } from '../../support/thrown.ts';

function auditKeyring(tenant = 'shop-1'): Keyring {
  const keyring = generateKeyring({ tenant });
  keyring.promote(keyring.add('audit').id);
  return keyring;
}

const memorySink = (lines: string[]): AuditSink => ({
  append: (line) => void lines.push(line),
  last: () => lines.at(-1),
});

const eventOf = (n: number, record: string): RevealEvent => ({
  outcome: n % 3 === 0 ? 'denied' : 'revealed',
  actor: `u-${n % 7}`,
  purpose: 'dispatch',
  field: 'recipient.phone',
  record,
});

async function logOf(count: number, keyring: Keyring): Promise<string[]> {
  const lines: string[] = [];
  const log = createAuditLog({ keyring, sink: memorySink(lines), engine: nodeEngine });
  for (let n = 0; n < count; n++) await log.append(eventOf(n, log.recordReference(`A${n}`)));
  return lines;
}

const keyring = auditKeyring();
const lines = await logOf(100_000, keyring);
const check = (changed: readonly string[]) => verifyAuditLog(changed, { keyring, engine: nodeEngine });

describe('100,000 events', () => {
  it('verify', async () => {
    const { problems, lines: count, mac } = await check(lines);
    expect(problems).toStrictEqual([]);
    expect(count).toBe(100_000);
    expect(lines.at(-1)).toContain(mac);
  });

  it('one altered is found at its line', async () => {
    const at = 41_234;
    const altered = lines.with(at, (lines[at] as string).replace(/"actor":"u-\d"/u, '"actor":"u-9"'));
    expect((await check(altered)).problems).toStrictEqual([{ line: at + 1, why: 'changed' }]);
  });

  it('one removed is found behind its place', async () => {
    const at = 70_000;
    expect((await check(lines.toSpliced(at, 1))).problems).toStrictEqual([{ line: at + 1, why: 'missing' }]);
  });

  it('one inserted is found at its line', async () => {
    const at = 30_000;
    const { problems } = await check(lines.toSpliced(at, 0, lines[at - 500] as string));
    expect(problems).toStrictEqual([
      { line: at + 1, why: 'missing' },
      { line: at + 2, why: 'missing' },
    ]);
  });

  it('two in another order are found where they stand', async () => {
    const at = 12_345;
    const swapped = lines.with(at, lines[at + 1] as string).with(at + 1, lines[at] as string);
    const { problems } = await check(swapped);
    expect(problems[0]).toStrictEqual({ line: at + 1, why: 'missing' });
    expect(problems.map(({ line }) => line)).toStrictEqual([at + 1, at + 2, at + 3]);
  });

  it('a cut end is found by its anchor', async () => {
    const anchor = { lines: 100_000, mac: (await check(lines)).mac as string };
    const cut = lines.slice(0, 99_999);
    const { problems } = await verifyAuditLog(cut, { keyring, anchor, engine: nodeEngine });
    expect(problems).toStrictEqual([{ line: 99_999, why: 'end' }]);
    expect((await verifyAuditLog(lines, { keyring, anchor, engine: nodeEngine })).problems).toStrictEqual([]);
  });
});

describe('verifyAuditLog', () => {
  it('finds every changed character', async () => {
    const few = lines.slice(0, 3);
    const text = few.join('\n');
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), fc.integer({ min: 1, max: 127 }), async (at, bits) => {
        const changed = text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ bits) + text.slice(at + 1);
        expect((await check(changed.split('\n'))).problems).not.toStrictEqual([]);
      }),
    );
  });

  it('takes any text and never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'binary' })), async (texts) => {
        const { lines: count, problems } = await check(texts);
        expect(count).toBe(texts.length);
        expect(problems).toHaveLength(texts.length);
      }),
    );
  });

  it('tells a log of another tenant and of an unknown key', async () => {
    expect((await verifyAuditLog(lines.slice(0, 2), { keyring: auditKeyring() })).problems).toStrictEqual([
      { line: 1, why: 'unknown-key' },
      { line: 2, why: 'unknown-key' },
    ]);
    expect(await check([])).toStrictEqual({ lines: 0, problems: [], mac: undefined });
  });

  it('goes on over a rotation of the key', async () => {
    const ring = auditKeyring();
    const kept: string[] = [];
    const log = createAuditLog({ keyring: ring, sink: memorySink(kept) });
    await log.append(eventOf(1, log.recordReference('order-2026-0001')));
    ring.promote(ring.add('audit').id);
    await log.append(eventOf(2, log.recordReference('order-2026-0001')));
    expect((await verifyAuditLog(kept, { keyring: ring })).problems).toStrictEqual([]);
    const references = recordReferences(ring, 'order-2026-0001');
    expect(references).toHaveLength(2);
    for (const [i, reference] of references.entries()) expect(kept[i]).toContain(reference);
    expect(kept.join()).not.toContain('order-2026-0001');
  });

  it('needs a key for audits', async () => {
    const log = createAuditLog({ keyring: generateKeyring({ tenant: 's' }), sink: memorySink([]) });
    expect(await rejectionCodeOf(log.append(eventOf(1, 'r')))).toBe('ERR_KEY_DISABLED');
  });
});

describe('createAuditLog', () => {
  it('keeps the order of events that come at once', async () => {
    const kept: string[] = [];
    const log = createAuditLog({
      keyring,
      sink: {
        append: async (line) => {
          await new Promise((resolve) => setTimeout(resolve, (kept.length * 7) % 3));
          kept.push(line);
        },
        last: () => kept.at(-1),
      },
    });
    await Promise.all(Array.from({ length: 20 }, (_, n) => log.append(eventOf(n, log.recordReference('x')))));
    expect((await check(kept)).problems).toStrictEqual([]);
  });

  it('does not acknowledge what the sink has not stored, and goes on from what it has', async () => {
    const kept: string[] = [];
    let isFull = false;
    const log = createAuditLog({
      keyring,
      sink: {
        append(line) {
          if (isFull) throw new Error('disk full');
          kept.push(line);
        },
        last: () => kept.at(-1),
      },
    });
    await log.append(eventOf(1, 'a'));
    isFull = true;
    await expect(log.append(eventOf(2, 'b'))).rejects.toThrow('disk full');
    isFull = false;
    await log.append(eventOf(3, 'c'));
    expect(kept).toHaveLength(2);
    expect((await check(kept)).problems).toStrictEqual([]);
  });

  it('writes nothing behind a line that is none', async () => {
    const log = createAuditLog({ keyring, sink: { append: () => undefined, last: () => 'not a line' } });
    expect(await rejectionCodeOf(log.append(eventOf(1, 'a')))).toBe('ERR_AUDIT_LOG');
  });
});

describe('auditFile', () => {
  const folder = mkdtempSync(join(tmpdir(), 'audit-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  let files = 0;
  const fileOf = (): string => join(folder, `${files++}.jsonl`);
  const read = (path: string): string[] => readFileSync(path, 'utf8').trimEnd().split('\n');

  it('goes on after a restart', async () => {
    const path = fileOf();
    for (let n = 0; n < 3; n++) {
      const log = createAuditLog({ keyring, sink: auditFile(path) });
      await log.append(eventOf(n, log.recordReference(`A${n}`)));
      await log.append(eventOf(n, log.recordReference(`B${n}`)));
    }
    expect(read(path)).toHaveLength(6);
    expect((await check(read(path))).problems).toStrictEqual([]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('cuts off a line that was never acknowledged, wherever the write stopped', async () => {
    const whole = `${lines.slice(0, 3).join('\n')}\n`;
    const third = whole.length - (lines[2] as string).length - 1;
    for (const at of [third, third + 1, third + 50, whole.length - 1]) {
      const path = fileOf();
      writeFileSync(path, whole.slice(0, at));
      const log = createAuditLog({ keyring, sink: auditFile(path) });
      await log.append(eventOf(9, log.recordReference('A9')));
      expect(read(path)).toHaveLength(3);
      expect((await check(read(path))).problems).toStrictEqual([]);
    }
  });

  it('reads back over lines longer than its buffer', async () => {
    const path = fileOf();
    const sink = auditFile(path);
    expect(await sink.last()).toBeUndefined();
    await sink.append('first');
    await sink.append('长'.repeat(50_000));
    expect(await sink.last()).toBe('长'.repeat(50_000));
  });
});
