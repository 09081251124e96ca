import { describe, expect, it } from 'vitest';
import { maskText } from 'waybill-privacy';
import { maskTextStream } from 'waybill-privacy/stream';

/** What comes out, chunk by chunk. */
async function run(chunks: readonly unknown[], options?: Parameters<typeof maskTextStream>[0]): Promise<string[]> {
  const { readable, writable } = maskTextStream(options);
  const out: string[] = [];
  const read = async (): Promise<void> => {
    for await (const chunk of readable as unknown as AsyncIterable<string>) out.push(chunk);
  };
  const write = async (): Promise<void> => {
    const writer = writable.getWriter();
    for (const chunk of chunks) await writer.write(chunk as string);
    await writer.close();
  };
  await Promise.all([read(), write()]);
  return out;
}

const masked = async (chunks: readonly string[]): Promise<string> => (await run(chunks)).join('');

describe('maskTextStream', () => {
  it('finds what lies across chunks', async () => {
    expect(await masked(['请打138', '1234', '5678，王', '姐'])).toBe('请打138******78，王**');
    expect(await masked(['浙江省杭州市西湖区栖柏路12号\n张', '三\n1381234', '5678'])).toBe(
      '浙江省杭州市西湖区栖柏路12号\n张**\n138******78',
    );
  });

  it('reads a long text line by line, and gives lines as they end', async () => {
    const line = '请打13812345678，王姐，放3栋2单元501门口\n';
    const out = await run(Array.from({ length: 100 }, () => line));
    expect(out.join('')).toBe(maskText(line.repeat(100)));
    expect(out.length).toBeGreaterThan(50);
  });

  it('takes more than maskText does', async () => {
    const text = '发顺丰，请打13812345678。'.repeat(10_000);
    expect(maskText(text)).toBe('**');
    expect(await masked([text])).toBe('发顺丰，请打138******78。'.repeat(10_000));
  });

  it('cuts a line without an end at a sign', async () => {
    const text = `${'云'.repeat(8_185)}，13812345678`;
    expect(await masked([text])).toBe(`${'云'.repeat(8_185)}，138******78`);
    // 8,192 units without a sign: the cut goes through the number.
    const split = `${'云'.repeat(8_186)}13812345678`;
    expect(await masked([split])).toBe(split);
  });

  it('leaves a ciphertext alone', async () => {
    expect(await masked(['~7Zk1bU0xqQmV0aGUgcmFpbiBpbg==~1~'])).toBe('~7Zk1bU0xqQmV0aGUgcmFpbiBpbg==~1~');
  });

  it('gives nothing for nothing', async () => {
    expect(await run([])).toEqual([]);
    expect(await run([''])).toEqual([]);
  });

  it('takes options and refuses wrong ones', async () => {
    expect(await run(['找李雷拿，13812345678'], { policy: 'public', kinds: ['phone'] })).toEqual([
      '找李雷拿，*********78',
    ]);
    expect(() => maskTextStream({ kinds: ['phones' as 'phone'] })).toThrow(TypeError);
    expect(() => maskTextStream({ minConfidence: -1 })).toThrow(RangeError);
  });

  it('fails on a chunk that is no string', async () => {
    await expect(run([13_812_345_678])).rejects.toThrow(TypeError);
  });
});
