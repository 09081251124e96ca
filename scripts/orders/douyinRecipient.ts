import { douyin } from './ciphertexts.ts';
import type { Draft } from './draft.ts';
import { mark, starred } from './marked.ts';
import { firstOnly, phoneMask } from './masks.ts';
import { graphemes } from './people.ts';
import { makeVirtual, type VirtualNumber } from './phones.ts';
import type { Recorder } from './recorder.ts';

type Fields = Record<string, unknown>;

/** One set of values for an order and the copies of them in its sku orders. */
export interface Recipient {
  readonly cipher: { readonly tel: string; readonly receiver: string; readonly detail: string };
  readonly mask: { readonly tel: string; readonly receiver: string; readonly detail: string };
  readonly number: VirtualNumber | undefined;
}

export function makeRecipient(draft: Draft): Recipient {
  const { random, hand, name, address } = draft;
  const isVirtual = hand.state === 'virtual';
  const detail = starred(address.detail);
  return {
    cipher: {
      tel: douyin(random, 'phone', 11),
      receiver: douyin(random, 'name', graphemes(name.text).length),
      detail: douyin(random, 'address', address.detail.text.length),
    },
    // Shapes of public samples: `王**`, `1********50`, `崇文路*****************栋`.
    mask: {
      tel: phoneMask(draft.phone.text, 1, 2),
      receiver: firstOnly(name.text),
      detail: `${detail.slice(0, 3)}${'*'.repeat(17)}${detail.at(-1) ?? ''}`,
    },
    number: isVirtual ? makeVirtual(random, { expired: hand.ordinal % 2 === 1, declared: true }) : undefined,
  };
}

/** province, city, town (the district) and street, each with a name and an id (GB/T 2260; the street's id is a guess). */
function region(draft: Draft, record: Recorder, path: string): Fields {
  const { province, city, district, town, code } = draft.address.region;
  const level = (key: string, name: string, id: string): Fields => ({
    name: record.region(`${path}.${key}.name`, name),
    id: record.region(`${path}.${key}.id`, id),
  });
  return {
    province: level('province', province, code.slice(0, 2)),
    city: level('city', city, `${code.slice(0, 4)}00`),
    town: level('town', district, code),
    street: level('street', town, `${code}001`),
  };
}

/** A one-character name comes back neither masked nor encrypted, so plain text stands in the encrypted field (open-source ERP note). */
const isBare = (draft: Draft): boolean => graphemes(draft.name.text).length === 1;

function plainFields(draft: Draft, record: Recorder, at: string, made: Recipient): Fields {
  const { state, ordinal } = draft.hand;
  const addressPath = `${at}post_addr`;
  const noCipher = {
    encrypt_post_tel: record.empty(`${at}encrypt_post_tel`, 'phone', ''),
    encrypt_post_receiver: record.empty(`${at}encrypt_post_receiver`, 'name', ''),
  };
  const places = region(draft, record, addressPath);
  const emptyDetail = (): Fields => ({
    detail: record.empty(`${addressPath}.detail`, 'address', ''),
    encrypt_detail: record.empty(`${addressPath}.encrypt_detail`, 'address', ''),
  });
  switch (state) {
    case 'plain':
    case 'landline':
    case 'virtual': {
      const { number } = made;
      const tel =
        number === undefined
          ? record.plain(`${at}post_tel`, 'phone', draft.phone)
          : record.virtual(`${at}post_tel`, mark(number.fact, `${number.main}-${number.extension}`));
      return {
        post_tel: tel,
        post_receiver: record.plain(`${at}post_receiver`, 'name', draft.name),
        ...noCipher,
        post_addr: {
          ...places,
          detail: record.plain(`${addressPath}.detail`, 'address', draft.address.detail),
          encrypt_detail: record.empty(`${addressPath}.encrypt_detail`, 'address', ''),
        },
      };
    }
    case 'masked':
      // The plain twin is empty or masked today; both occur.
      if (ordinal % 2 === 0) break;
      return {
        post_tel: record.masked(`${at}post_tel`, 'phone', made.mask.tel),
        post_receiver: record.masked(`${at}post_receiver`, 'name', made.mask.receiver),
        ...noCipher,
        post_addr: {
          ...places,
          detail: record.masked(`${addressPath}.detail`, 'address', made.mask.detail),
          encrypt_detail: record.empty(`${addressPath}.encrypt_detail`, 'address', ''),
        },
      };
    case 'ciphertext':
    case 'empty':
  }
  return {
    post_tel: record.empty(`${at}post_tel`, 'phone', ''),
    post_receiver: record.empty(`${at}post_receiver`, 'name', ''),
    ...noCipher,
    post_addr: { ...places, ...emptyDetail() },
  };
}

function encryptedFields(draft: Draft, record: Recorder, at: string, made: Recipient): Fields {
  return {
    post_tel: record.empty(`${at}post_tel`, 'phone', ''),
    post_receiver: record.empty(`${at}post_receiver`, 'name', ''),
    encrypt_post_tel: record.ciphertext(`${at}encrypt_post_tel`, 'phone', made.cipher.tel),
    encrypt_post_receiver: isBare(draft)
      ? record.plain(`${at}encrypt_post_receiver`, 'name', draft.name)
      : record.ciphertext(`${at}encrypt_post_receiver`, 'name', made.cipher.receiver),
    post_addr: {
      ...region(draft, record, `${at}post_addr`),
      detail: record.empty(`${at}post_addr.detail`, 'address', ''),
      encrypt_detail: record.ciphertext(`${at}post_addr.encrypt_detail`, 'address', made.cipher.detail),
    },
  };
}

function maskFields(draft: Draft, record: Recorder, at: string, made: Recipient): Fields {
  const { state, ordinal } = draft.hand;
  const hasMasks = state === 'ciphertext' || state === 'masked' || (state === 'plain' && ordinal % 2 === 0);
  const path = `${at}mask_post_addr`;
  const tel = `${at}mask_post_tel`;
  const receiver = `${at}mask_post_receiver`;
  if (!hasMasks) {
    return {
      mask_post_tel: record.empty(tel, 'phone', ''),
      mask_post_receiver: record.empty(receiver, 'name', ''),
      mask_post_addr: {
        ...region(draft, record, path),
        detail: record.empty(`${path}.detail`, 'address', ''),
      },
    };
  }
  return {
    mask_post_tel: record.masked(tel, 'phone', made.mask.tel),
    mask_post_receiver: isBare(draft)
      ? record.plain(receiver, 'name', draft.name)
      : record.masked(receiver, 'name', made.mask.receiver),
    mask_post_addr: {
      ...region(draft, record, path),
      detail: record.masked(`${path}.detail`, 'address', made.mask.detail),
    },
  };
}

/** All recipient fields below `at`, which is '' or the path of a sku order with its dot. */
export function recipientAt(draft: Draft, record: Recorder, at: string, made: Recipient): Fields {
  const fields = draft.hand.state === 'ciphertext' ? encryptedFields : plainFields;
  return { ...fields(draft, record, at, made), ...maskFields(draft, record, at, made) };
}
