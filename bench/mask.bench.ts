import { bench, do_not_optimize } from 'mitata';
import { createMasker } from 'waybill-privacy/mask';
import { addressComparisons, profileRecord } from './addressPeers.ts';
import { buildPrograms, printApart } from './apart.ts';
import { maskComparisons } from './maskPeers.ts';
import { recipient } from './orders.ts';
import { profileText, textComparisons } from './textPeers.ts';

export async function peers(): Promise<void> {
  await buildPrograms('contender');
  await printApart('mask', maskComparisons());
  await printApart('address', addressComparisons());
  await profileRecord();
  await printApart('text', textComparisons());
  await profileText();
}

/** What is often done instead: by position, blind to what the text is. */
const sliceMask = ({ name, phone, address }: typeof recipient): typeof recipient => ({
  name: `${name.slice(0, 1)}**`,
  phone: `${phone.slice(0, 3)}****${phone.slice(7)}`,
  address: `${address.slice(0, 9)}****`,
});

export default function register(): void {
  const masker = createMasker('label');
  const { name, phone, address } = recipient;
  const json = JSON.stringify(recipient);

  bench('JSON.parse + JSON.stringify', () => do_not_optimize(JSON.stringify(JSON.parse(json)))).baseline(true);
  bench('slice mask, 3 fields', () => do_not_optimize(sliceMask(recipient))).baseline(true);

  bench('masker.name', () => do_not_optimize(masker.name(name)));
  bench('masker.phone', () => do_not_optimize(masker.phone(phone)));
  bench('masker.address', () => do_not_optimize(masker.address(address)));
  bench('masker, 3 fields', () => {
    do_not_optimize(masker.name(name));
    do_not_optimize(masker.phone(phone));
    do_not_optimize(masker.address(address));
  });
}
