import { appendFile, copyFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDecryptLedger } from 'waybill-privacy/node';
import { type DecryptLedger, type LedgerAsk, memoryDecryptLedger } from 'waybill-privacy/platform';
import { bench, brief, noon, requestOf, testClock, who } from '../../support/decryptPlatform.ts';
import { rejectionCodeOf } from '../../support/thrown.ts';

const hour = 3_600_000;
let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ledger-'));
  path = join(folder, 'decrypt.jsonl');
});
afterEach(() => rm(folder, { recursive: true }));

const open = (now = noon) => openDecryptLedger(path, { now: () => now });

let ids = 0;
const askOf = (item: string, more: Partial<LedgerAsk> = {}): LedgerAsk => ({
  id: `id-${ids++}`,
  item,
  at: noon,
  until: noon + 24 * hour,
  counters: [{ name: 'c', unit: `u-${ids}`, endsAt: noon + 12 * hour, limit: 3 }],
  repeat: 'no',
  ...more,
});

const kinds: [string, () => Promise<DecryptLedger & { close?: () => Promise<void> }>][] = [
  ['memory', async () => memoryDecryptLedger()],
  ['file', () => open()],
];

describe.each(kinds)('a ledger in %s', (_, make) => {
  it('grants an item once in its window', async () => {
    const ledger = await make();
    const first = askOf('x');
    expect(await ledger.reserve([first, askOf('x'), askOf('y')])).toEqual([
      { granted: true },
      { granted: false, reason: 'asked-before', askedAt: noon },
      { granted: true },
    ]);
    await ledger.settle([{ id: first.id, outcome: 'decrypted', counted: true }]);
    const denied = { granted: false, reason: 'asked-before', askedAt: noon, outcome: 'decrypted' };
    expect(await ledger.reserve([askOf('x'), askOf('x', { repeat: 'uncertain' })])).toEqual([denied, denied]);
    expect(await ledger.reserve([askOf('x', { at: noon + 24 * hour }), askOf('x', { repeat: 'yes' })])).toEqual([
      { granted: true },
      { granted: false, reason: 'quota' },
    ]);
    await ledger.close?.();
  });

  it('forgets what was not counted, and only that', async () => {
    const ledger = await make();
    const [known, turned] = [askOf('x'), askOf('x', { repeat: 'yes' })];
    await ledger.reserve([known, turned]);
    await ledger.settle([{ id: known.id, outcome: 'decrypted', counted: true }]);
    await ledger.settle([{ id: turned.id, outcome: 'rate', counted: false }]);
    // Settled already, and unknown.
    await ledger.settle([{ id: known.id, outcome: 'rate', counted: false }]);
    await ledger.settle([{ id: 'nobody', outcome: 'rate', counted: false }]);
    expect(await ledger.used('c')).toBe(1);
    expect(await ledger.reserve([askOf('x')])).toEqual([
      { granted: false, reason: 'asked-before', askedAt: noon, outcome: 'decrypted' },
    ]);
    await ledger.close?.();
  });

  it('counts a unit once, until the last ask that holds it is gone', async () => {
    const ledger = await make();
    const counters = [{ name: 'c', unit: 'order', endsAt: noon + 1, limit: 1 }];
    const [a, b] = [askOf('x', { counters }), askOf('y', { counters })];
    expect(await ledger.reserve([a, b, askOf('z')])).toEqual([{ granted: true }, { granted: true }, { granted: true }]);
    expect(await ledger.used('c')).toBe(2);
    await ledger.settle([{ id: a.id, outcome: 'rate', counted: false }]);
    expect(await ledger.used('c')).toBe(2);
    await ledger.settle([{ id: b.id, outcome: 'rate', counted: false }]);
    expect(await ledger.used('c')).toBe(1);
    await ledger.close?.();
  });

  it('needs room in every counter', async () => {
    const ledger = await make();
    const counter = (name: string, limit: number) => ({ name, unit: `u-${ids++}`, endsAt: noon + hour, limit });
    const both = askOf('x', { counters: [counter('today', 5), counter('tomorrow', 0)] });
    expect(await ledger.reserve([both])).toEqual([{ granted: false, reason: 'quota' }]);
    expect(await ledger.used('today')).toBe(0);
    await ledger.close?.();
  });
});

it('a memory ledger drops what is past its window and day', async () => {
  const ledger = memoryDecryptLedger();
  for (let n = 0; n < 3000; n++) {
    const at = noon + n * hour;
    const counters = [{ name: `c-${n}`, unit: 'u', endsAt: at + hour }];
    await ledger.reserve([askOf(`item-${n}`, { at, until: at + hour, counters })]);
  }
  expect(await ledger.used('c-0')).toBe(0);
  expect(await ledger.used('c-2999')).toBe(1);
});

describe('a ledger in a file', () => {
  it('survives a restart', async () => {
    const ledger = await open();
    const [known, open1] = [askOf('known'), askOf('open')];
    await ledger.reserve([known, open1]);
    await ledger.settle([{ id: known.id, outcome: 'terminal-by-state', counted: true }]);
    await ledger.close();
    for (let restart = 0; restart < 2; restart++) {
      const again = await open();
      expect(await again.reserve([askOf('known'), askOf('open')])).toEqual([
        { granted: false, reason: 'asked-before', askedAt: noon, outcome: 'terminal-by-state' },
        { granted: false, reason: 'asked-before', askedAt: noon },
      ]);
      expect(await again.used('c')).toBe(2);
      await again.close();
    }
  });

  it('a broker over it reports after a restart', async () => {
    const first = await open();
    const hangs = bench({ ledger: first, call: () => new Promise(() => {}) });
    void hangs.broker.decrypt([requestOf(1)], who);
    while (hangs.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    // The process ends here.
    const second = await open();
    const { broker, calls } = bench({ ledger: second });
    expect((await broker.decrypt([requestOf(1), requestOf(2)], who)).map(brief)).toEqual(['uncertain', 'decrypted']);
    expect(calls.map(({ items }) => items.length)).toEqual([1]);
    expect((await broker.usage('shop-1')).used).toBe(2);
    await second.close();
  });

  it('drops a last line that was torn, at every byte', async () => {
    const ledger = await open();
    const [first, second] = [askOf('first'), askOf('second')];
    await ledger.reserve([first]);
    const before = (await stat(path)).size;
    await ledger.reserve([second]);
    await ledger.close();
    const whole = (await stat(path)).size;
    const copy = join(folder, 'copy');
    await copyFile(path, copy);
    for (let bytes = before; bytes <= whole; bytes += bytes < before + 3 || bytes >= whole - 3 ? 1 : 17) {
      await copyFile(copy, path);
      await truncate(path, bytes);
      const again = await open();
      expect(await again.used('c'), `${bytes} bytes`).toBe(bytes === whole ? 2 : 1);
      await again.reserve([askOf('third')]);
      await again.close();
      const later = await open();
      expect(await later.used('c'), `${bytes} bytes`).toBe(bytes === whole ? 3 : 2);
      await later.close();
    }
  });

  it.each(['', '{"format":"waybill-privacy-decr', '\0\0\0\0'])(
    'a file with no whole line (%j) is a new one',
    async (text) => {
      await writeFile(path, text);
      const ledger = await open();
      expect(await ledger.used('c')).toBe(0);
      await ledger.close();
    },
  );

  it.each([
    ['another file', 'id,name\n1,x\n'],
    ['another version', '{"format":"waybill-privacy-decrypt-ledger","version":2}\n'],
  ])('refuses %s and leaves it as it is', async (_, text) => {
    await writeFile(path, text);
    expect(await rejectionCodeOf(open())).toBe('ERR_LEDGER');
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  it.each([
    '{}',
    'x',
    '[]',
    'null',
    '{"asks":[{"id":"a"}]}',
    '{"asks":[{"id":"a","item":"b","at":1,"until":2,"counters":[{}]}]}',
    '{"settled":[{"id":5}]}',
  ])('refuses a line in the middle that reads %s', async (line) => {
    await (await open()).close();
    await appendFile(path, `${line}\n{"settled":[]}\n`);
    expect(await rejectionCodeOf(open())).toBe('ERR_LEDGER');
  });

  it('is rewritten without what is past', async () => {
    const ledger = await open();
    for (let n = 0; n < 50; n++) {
      await ledger.reserve([askOf(`item-${n}`, { counters: [{ name: 'c', unit: `${n}`, endsAt: noon + hour }] })]);
    }
    await ledger.close();
    const before = (await stat(path)).size;
    await (await open(noon + 23 * hour)).close();
    expect((await stat(path)).size).toBeGreaterThan(before / 2);
    await (await open(noon + 24 * hour)).close();
    expect((await readFile(path, 'utf8')).split('\n')).toHaveLength(2);
  });

  it('stops when another process opened it', async () => {
    const first = await open();
    await first.reserve([askOf('x')]);
    const second = await open();
    expect(await second.used('c')).toBe(1);
    expect(await rejectionCodeOf(first.reserve([askOf('y')]))).toBe('ERR_LEDGER');
    expect(await rejectionCodeOf(first.used('c'))).toBe('ERR_LEDGER');
    expect(await second.reserve([askOf('y')])).toEqual([{ granted: true }]);
    await first.close();
    await second.close();
  });

  it('stops when another process opened it and nothing is in it yet', async () => {
    const first = await open();
    const second = await open();
    expect(await rejectionCodeOf(first.reserve([askOf('y')]))).toBe('ERR_LEDGER');
    await first.close();
    await second.close();
  });

  it('stops when another process wrote to it', async () => {
    const ledger = await open();
    await appendFile(path, '{"settled":[]}\n');
    const { broker, calls } = bench({ ledger }, {}, testClock());
    expect((await broker.decrypt([requestOf(1)], who)).map(brief)).toEqual(['failed ledger']);
    expect(calls).toEqual([]);
    await ledger.close();
  });

  it('is closed after close', async () => {
    const ledger = await open();
    const writing = ledger.reserve([askOf('x')]);
    await ledger.close();
    expect(await writing).toEqual([{ granted: true }]);
    expect(await rejectionCodeOf(ledger.reserve([askOf('y')]))).toBe('ERR_LEDGER');
  });

  it.skipIf(process.platform === 'win32')('is for its owner alone', async () => {
    await (await open()).close();
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('holds neither ciphertext nor plaintext', async () => {
    const ledger = await open();
    await bench({ ledger }).broker.decrypt([requestOf(1), requestOf(2)], who);
    await ledger.close();
    const text = await readFile(path, 'utf8');
    expect(text).toContain('decrypted');
    expect(text).not.toMatch(/138001|\$\$|A1"/u);
  });
});
