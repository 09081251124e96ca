import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createRecordCipher,
  generateKeyring,
  type MaskTextOptions,
  maskText,
  parseWaybillText,
  scanPayload,
} from 'waybill-privacy';
import { maskTextStream } from 'waybill-privacy/stream';
import { readRemarks } from '../../bench/accuracy/remarks.ts';
import { findAccounts, findEmails, findPlates } from '../../src/detect/text/contacts.ts';
import { findDocuments } from '../../src/detect/text/documents.ts';
import { findFlats } from '../../src/detect/text/flats.ts';
import { anything, hints, surveyText } from '../../src/detect/text/hints.ts';
import { findPrivateText } from '../../src/detect/text/index.ts';
import { findCuedNames, findMentionedNames } from '../../src/detect/text/names.ts';
import { findTextPhones } from '../../src/detect/text/phones.ts';
import {
  anyText,
  dotted,
  idNumber,
  mobile,
  person,
  remark,
  spelledAddress,
  spelledMobile,
  titled,
} from '../../src/testing/arbitraries.ts';
import { fold } from '../../src/text/fold.ts';

const written = fc.constantFrom(...readRemarks().map(({ text }) => text));
const phrase = fc.oneof(
  written,
  remark,
  mobile,
  spelledMobile.map(({ text }) => text),
  spelledAddress.map(({ text }) => text),
  person,
  titled,
  dotted,
  idNumber,
  fc.constantFrom(
    '收件人',
    '联系',
    '找',
    '收',
    '，',
    ' ',
    '\n',
    '。',
    '的电话',
    '放',
    '微信',
    '身份证',
    '浙江省杭州市西湖区',
  ),
);
/** Several things that people write, one after the other with or without a sign between. */
const message = fc.array(phrase, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));

describe('any string at all', () => {
  it('is masked and scanned without an exception, and findings are ordered and apart', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, message), (text) => {
        maskText(text);
        scanPayload(text);
        let at = 0;
        for (const { start, end } of findPrivateText(text, { region: 'CN', minConfidence: 0 })) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(at).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('is read as a waybill without losing a digit or letter of it', () => {
    const labels = /[收件货人姓名联系寄手机号码电话方式所在地区省市详细址街道邮编打请座机这个拨：:=telTELphone]/gu;
    fc.assert(
      fc.property(message, (text) => {
        fc.pre(text.length <= 512);
        const { recipient, remark: rest } = parseWaybillText(text);
        const parts = Object.values(recipient).join('') + rest;
        const letters = (value: string): string =>
          [...value.replaceAll(labels, '').replaceAll(/[^\p{L}\p{N}]/gu, '')].sort().join('');
        expect(letters(parts)).toBe(letters(text));
      }),
    );
  });
});

describe('masked text', () => {
  it.each([0.4, 0.5, 0.7])('has no finding above the confidence %d that masked it', (minConfidence) => {
    fc.assert(
      fc.property(message, (text) => {
        expect(scanPayload(maskText(text, { minConfidence }), { minConfidence })).toEqual([]);
      }),
    );
  });

  it('of masked text is the same', () => {
    fc.assert(
      fc.property(message, (text) => {
        expect(maskText(maskText(text))).toBe(maskText(text));
      }),
    );
  });
});

const fullWidth = (text: string): string =>
  text.replace(/[!-~]/gu, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
const spans = (text: string): string[] =>
  findPrivateText(text, { region: 'CN' }).map(({ kind, start, end }) => `${kind} ${start}-${end}`);

describe('findings are the same', () => {
  it('in full-width', () => {
    fc.assert(
      fc.property(message, (text) => {
        expect(spans(fullWidth(text))).toEqual(spans(text));
      }),
    );
  });

  it('with spaces between the digits of mobiles and identity numbers', () => {
    const sentence = fc.tuple(
      fc.constantFrom('请打', '电话：', '身份证', '联系人', ''),
      fc.oneof(mobile, idNumber),
      fc.constantFrom('', '，谢谢', '收'),
    );
    fc.assert(
      fc.property(sentence, ([before, number, after]) => {
        const spaced = [...number].join(' ');
        const kinds = (text: string): string[] => findPrivateText(text, { region: 'CN' }).map(({ kind }) => kind);
        expect(kinds(before + spaced + after)).toEqual(kinds(before + number + after));
        expect(maskText(before + spaced + after)).toBe(maskText(before + number + after));
      }),
    );
  });
});

describe('tokens', () => {
  const cipher = createRecordCipher({ keyring: generateKeyring({ tenant: 'shop-1' }) });

  it('hold nothing that is found, and stay as they are inside a text', () => {
    fc.assert(
      fc.property(person, mobile, fc.constantFrom(' ', '\n', '，', '：', '（'), (name, phone, sign) => {
        const order = { recipient: { name, phone } };
        const token = String(cipher.encrypt(order, { recordId: 'A-1' }).privacy.token);
        const text = `备注${sign}${token}${sign === '（' ? '）' : sign}请打${phone}`;
        expect(scanPayload(token)).toEqual([]);
        expect(scanPayload(text).every(({ start }) => start > text.indexOf(token) + token.length)).toBe(true);
        expect(maskText(text)).toContain(token);
      }),
    );
  });
});

/** What goes through a stream, cut into these chunks. */
async function streamed(chunks: readonly string[], options?: MaskTextOptions): Promise<string> {
  const stream = maskTextStream(options);
  const writer = stream.writable.getWriter();
  const write = async (): Promise<void> => {
    for (const chunk of chunks) await writer.write(chunk);
    await writer.close();
  };
  const [masked] = await Promise.all([
    new Response(stream.readable.pipeThrough(new TextEncoderStream())).text(),
    write(),
  ]);
  return masked;
}

describe('maskTextStream', () => {
  const long = fc.array(message, { minLength: 1, maxLength: 60 }).map((lines) => lines.join('\n'));

  it('gives what maskText gives, however the text is cut', async () => {
    await fc.assert(
      fc.asyncProperty(long, fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1 }), async (text, sizes) => {
        const chunks: string[] = [];
        for (let at = 0, i = 0; at < text.length; i++) {
          const size = sizes[i % sizes.length]!;
          chunks.push(text.slice(at, at + size));
          at += size;
        }
        expect(await streamed(chunks)).toBe(maskText(text));
      }),
      { numRuns: 30 },
    );
  });
});

describe('scanPayload', () => {
  const packings: Readonly<Record<string, (text: string) => string>> = {
    json: (text) => JSON.stringify({ text }),
    jsonArray: (text) => JSON.stringify([[text]]),
    url: (text) => `q=${encodeURIComponent(text)}`,
    base64: (text) => Buffer.from(text).toString('base64'),
    base64url: (text) => Buffer.from(text).toString('base64url'),
    hex: (text) => Buffer.from(text).toString('hex'),
    upperHex: (text) => Buffer.from(text).toString('hex').toUpperCase(),
    escapes: (text) => text.replaceAll(/[^ -~]/gu, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
  };

  it('finds a phone through up to three packings', () => {
    const ways = fc.array(fc.constantFrom(...Object.keys(packings)), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(mobile, ways, (phone, names) => {
        const packed = names.reduce((text, name) => packings[name]!(text), `请打${phone}，谢谢`);
        expect(scanPayload({ data: packed }).some(({ kind }) => kind === 'phone')).toBe(true);
      }),
    );
  });

  it('takes any JSON value, and no finding holds a value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), mobile, (value, phone) => {
        const findings = scanPayload({ value, [phone]: [phone, { note: `打${phone}` }] });
        expect(findings.length).toBeGreaterThanOrEqual(3);
        expect(JSON.stringify(findings)).not.toContain(phone);
      }),
    );
  });
});

describe('hints', () => {
  it('spare no finder that would find something', () => {
    const finders: readonly (readonly [number, (folded: string) => readonly unknown[]])[] = [
      [hints.title | hints.label | hints.receiver, (folded) => findCuedNames(folded, anything)],
      [hints.verb | hints.owner, (folded) => findMentionedNames(folded, anything)],
      [hints.address, (folded) => findFlats(folded)],
      [hints.number | hints.latin, (folded) => findFlats(folded)],
      [hints.account, findAccounts],
      [hints.plate, findPlates],
      [hints.document, findDocuments],
      [hints.at, findEmails],
      [hints.number, (folded) => findTextPhones(folded, 'CN')],
    ];
    fc.assert(
      fc.property(message, fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 20 }), (text, start, length) => {
        // A piece, so that most of it holds one cue alone.
        const folded = fold(text.slice(start, start + length));
        const hint = surveyText(folded);
        for (const [bits, find] of finders) if ((hint & bits) === 0) expect(find(folded)).toEqual([]);
      }),
    );
  });
});
