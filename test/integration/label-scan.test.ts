// Prints labels to PNG and reads the symbols back with zbarimg, which shares nothing with what drew them. Skipped where zbarimg is
// missing; `npm run test:label` installs it and fails instead.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import bwipjs from 'bwip-js/node';
import { describe, expect, it } from 'vitest';
import { createFieldCipher, generateKeyring } from 'waybill-privacy';
import { labelTemplates, renderLabel } from 'waybill-privacy/label';
import { parcel } from '../support/renderedLabel.ts';

const isRequired = process.env['LABEL_SCAN'] === 'required';

function hasZbar(): boolean {
  try {
    execFileSync('zbarimg', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const isMissing = !hasZbar();
if (isMissing && !isRequired) {
  console.warn('SKIPPED: zbarimg is missing, so no rendered label was read back. npm run test:label installs it.');
}

/** What zbarimg reads in a picture, one `kind:data` each. */
function scan(png: Uint8Array): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'label-'));
  try {
    const file = join(folder, 'label.png');
    writeFileSync(file, png);
    const read = execFileSync('zbarimg', ['--quiet', file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return read.trim().split('\n').sort();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The picture that a printer of 8 dots a millimetre prints. Text is left out: the symbols have none. */
const print = (svg: string, widthMm: number): Uint8Array =>
  new Resvg(svg, { fitTo: { mode: 'width', value: widthMm * 8 }, font: { loadSystemFonts: false } }).render().asPng();

describe.skipIf(isMissing && !isRequired)('a scanner', () => {
  const cipher = createFieldCipher({ keyring: generateKeyring({ tenant: 'shop-1' }) });
  const place = { recordId: 'A-1', field: 'recipient.phone' };
  const token = cipher.encrypt(parcel.recipient.phone, place);

  it.each(labelTemplates)('reads tracking number and token of %s, and the key opens the token', (template) => {
    const { svg } = renderLabel({ ...parcel, reference: token }, template, { bwipjs });
    const read = scan(print(svg, Number(template.split('x')[0])));
    expect(read).toEqual([`CODE-128:${parcel.trackingNumber}`, `QR-Code:${token}`]);
    expect(cipher.decrypt(read[1]?.slice('QR-Code:'.length) ?? '', place)).toBe(parcel.recipient.phone);
  });

  it.each(['JD0123456789-1-1', '73144233224145', 'AB12C', 'ZTO-78945612307410'])('reads %s', (trackingNumber) => {
    for (const template of labelTemplates) {
      const { svg } = renderLabel({ ...parcel, trackingNumber }, template, { bwipjs });
      expect(scan(print(svg, Number(template.split('x')[0])))).toEqual([
        `CODE-128:${trackingNumber}`,
        `QR-Code:${parcel.reference}`,
      ]);
    }
  });
});
