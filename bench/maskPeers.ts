import fastRedact from 'fast-redact';
import maskdata from 'maskdata';
import { Maskify } from 'maskify-ts';
import { createMasker } from 'waybill-privacy/mask';
import { makeOrders } from '../scripts/orders/index.ts';
import type { Comparison } from './rounds.ts';

interface Row {
  readonly name: string;
  readonly phone: string;
}

const batchRows = 10_000;
const floor = 'JSON.parse + JSON.stringify';
const peer = 'maskdata functions';

/** What most orders hold: two to four common hanzi and eleven digits. */
function everydayRows(): Row[] {
  const names = ['楚云', '楚云岚', '欧阳云岚', '李岚', '周望舒', '王一诺', '司马青', '陈屿', '林知夏', '赵听澜'];
  return Array.from({ length: batchRows }, (_, i) => ({
    name: names[i % names.length] as string,
    phone: String(13_000_000_000 + ((i * 7_919_317) % 6_999_999_999)),
  }));
}

/** Names and phones of the invented orders: every form of names, half of the mobiles in another spelling. */
function hardRows(): Row[] {
  const people = makeOrders('jd.order', 400)
    .map(({ order }) => (order as { consigneeInfo: { fullname: string; mobile: string } }).consigneeInfo)
    .filter(({ fullname, mobile }) => fullname !== '' && mobile !== '' && !/[*=]/u.test(fullname + mobile));
  return Array.from({ length: batchRows }, (_, i) => {
    const { fullname, mobile } = people[i % people.length] as { fullname: string; mobile: string };
    return { name: fullname, phone: mobile };
  });
}

/**
 * Masks {name, phone} beside the peers, as their READMEs use them. None of them knows a Chinese name, an extension or a
 * country code; maskdata and fast-redact keep what they do not understand readable.
 */
export const maskComparisons = (): Comparison[] => [
  comparison('mask {name, phone}, everyday', everydayRows()),
  comparison('mask {name, phone}, hard spellings', hardRows()),
];

function comparison(title: string, batch: readonly Row[]): Comparison {
  const json = JSON.stringify(batch);
  const masker = createMasker('label');
  const redact = fastRedact({
    paths: ['[*].name', '[*].phone'],
    serialize: false,
    censor: (value: string) => `${value.slice(0, 1)}**`,
  });
  const phoneOptions = { maskWith: '*', unmaskedStartDigits: 3, unmaskedEndDigits: 2 };
  const nameOptions = { maskWith: '*', maxMaskedCharacters: 16, unmaskedStartCharacters: 1, unmaskedEndCharacters: 0 };
  const contenders = [
    { name: floor, run: () => JSON.stringify(JSON.parse(json)) },
    { name: 'slice mask', run: () => batch.map(({ name, phone }) => sliceMask(name, phone)) },
    {
      name: 'waybill-privacy',
      run: () => batch.map(({ name, phone }) => ({ name: masker.name(name), phone: masker.phone(phone) })),
    },
    {
      name: peer,
      run: () =>
        batch.map(({ name, phone }) => ({
          name: maskdata.maskStringV2(name, nameOptions),
          phone: maskdata.maskPhone(phone, phoneOptions),
        })),
    },
    {
      name: 'maskify-ts mask(type)',
      run: () =>
        batch.map(({ name, phone }) => ({
          name: Maskify.mask(name, { type: 'name' }),
          phone: Maskify.mask(phone, { type: 'phone' }),
        })),
    },
    // It changes its input: a fresh copy a run is part of what it costs.
    { name: 'fast-redact, with the copy it needs', run: () => redact(structuredClone(batch)) },
  ];
  return { title, unit: 'records', itemsPerRun: batchRows, bases: [floor, peer], contenders };
}

const sliceMask = (name: string, phone: string): Row => ({
  name: `${name.slice(0, 1)}**`,
  phone: `${phone.slice(0, 3)}****${phone.slice(7)}`,
});
