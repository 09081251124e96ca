import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findAddressParts, maskAddress } from 'waybill-privacy';
import { root } from '../../../scripts/entries.mjs';

/** The table of docs/addresses.md: address, parts, mask. */
const rows = readFileSync(`${root}docs/addresses.md`, 'utf8')
  .split('\n')
  .flatMap((line) => {
    const match = /^\| `([^`]+)` \| ([^|]*) \| `([^`]+)` \| [^|]+ \|$/u.exec(line);
    return match === null ? [] : [[match[1] as string, (match[2] as string).trim(), match[3] as string] as const];
  });

describe('shapes of docs/addresses.md', () => {
  it('are all read', () => {
    expect(rows).toHaveLength(48);
  });

  it.each(rows)('%s', (address, parts, masked) => {
    const found = findAddressParts(address).map(({ role, start, end }) => `${role} ${address.slice(start, end)}`);
    expect(found.join(', ')).toBe(parts);
    expect(maskAddress(address)).toBe(masked);
  });
});
