import { inspect } from 'node:util';
import { KEM_MLKEM768_X25519 } from '@panva/hpke-noble';
import { describe, expect, it } from 'vitest';
import { passphraseProvider, rawKeyProvider } from '../../../src/keys/index.ts';
import {
  exportKey,
  fingerprint,
  generateRecipientKey,
  generateSenderKey,
  importRecipientKey,
  importSenderKey,
  parseRecipientKey,
  parseSenderKey,
  type RecipientKey,
  secretText,
} from '../../../src/sealed/index.ts';
import { rejectionCodeOf, rejectionOf, shownBy, thrownBy } from '../../support/thrown.ts';

const xWing = KEM_MLKEM768_X25519;
const recipient = await generateRecipientKey();
const hybrid = await generateRecipientKey({ kind: 'x-wing', xWing });
const sender = await generateSenderKey();

describe('key strings', () => {
  it('are one word each, secrets in capitals', () => {
    expect(recipient.publicKey).toMatch(/^wppub1[02-9ac-hj-np-z]{59}$/u);
    expect(hybrid.publicKey).toMatch(/^wppub1[02-9ac-hj-np-z]{1954}$/u);
    expect(sender.publicKey).toMatch(/^wpsender1[02-9ac-hj-np-z]{58}$/u);
    expect(secretText(recipient)).toMatch(/^WPSECRET1[02-9AC-HJ-NP-Z]{59}$/u);
    expect(secretText(sender)).toMatch(/^WPSIGN1[02-9AC-HJ-NP-Z]{58}$/u);
  });

  it('read back to the same key', async () => {
    expect((await parseRecipientKey(secretText(recipient))).publicKey).toBe(recipient.publicKey);
    expect((await parseRecipientKey(secretText(hybrid), { xWing })).publicKey).toBe(hybrid.publicKey);
    expect((await parseSenderKey(secretText(sender))).publicKey).toBe(sender.publicKey);
  });

  it('refuse every typing error, without repeating the text', async () => {
    const text = secretText(recipient);
    for (let at = 0; at < text.length; at++) {
      const letter = text[at] === 'Q' ? 'P' : 'Q';
      const changed = text.slice(0, at) + letter + text.slice(at + 1);
      const error = await rejectionOf(parseRecipientKey(changed));
      expect(error).toMatchObject({ code: 'ERR_MALFORMED_KEY' });
      expect(shownBy(error)).not.toContain(text.slice(10, 20));
    }
    for (const other of [
      '',
      text.toLowerCase(),
      `${text} `,
      text.slice(0, -1),
      secretText(sender),
      recipient.publicKey,
    ]) {
      expect(await rejectionCodeOf(parseRecipientKey(other))).toBe('ERR_MALFORMED_KEY');
      if (other !== secretText(sender)) expect(await rejectionCodeOf(parseSenderKey(other))).toBe('ERR_MALFORMED_KEY');
    }
  });

  it('have a fingerprint to read aloud', async () => {
    expect(await fingerprint(recipient.publicKey)).toMatch(/^(?:[0-9a-f]{4} ){7}[0-9a-f]{4}$/u);
    expect(await fingerprint(sender.publicKey)).not.toBe(await fingerprint(recipient.publicKey));
    expect(await rejectionCodeOf(fingerprint(secretText(recipient)))).toBe('ERR_MALFORMED_KEY');
  });
});

describe('what a key shows', () => {
  it('is its public half', () => {
    for (const key of [recipient, hybrid, sender]) {
      const secret = secretText(key);
      const shown = [JSON.stringify(key), inspect(key, { showHidden: true, depth: 9 }), String(key)].join();
      expect(shown).not.toContain(secret.slice(-20));
      expect(Object.isFrozen(key)).toBe(true);
    }
    expect(JSON.parse(JSON.stringify(recipient))).toStrictEqual({ kind: 'x25519', publicKey: recipient.publicKey });
  });

  it('does not work as a copy', () => {
    expect(thrownBy(() => secretText({ ...recipient }))).toBeInstanceOf(TypeError);
    expect(thrownBy(() => secretText({} as RecipientKey))).toBeInstanceOf(TypeError);
  });
});

describe('key files', () => {
  const provider = passphraseProvider({ passphrase: 'correct horse battery', log2N: 14 });

  it('hold a wrapped key', async () => {
    for (const key of [recipient, hybrid]) {
      const file = await exportKey(key, provider);
      expect((await importRecipientKey(file, provider, { xWing })).publicKey).toBe(key.publicKey);
      expect(await rejectionCodeOf(importSenderKey(file, provider))).toBe('ERR_MALFORMED_KEY');
    }
    const file = await exportKey(sender, provider);
    expect((await importSenderKey(file, provider)).publicKey).toBe(sender.publicKey);
    expect(await rejectionCodeOf(importRecipientKey(file, provider))).toBe('ERR_MALFORMED_KEY');
  });

  it('open with the right passphrase only, and unchanged', async () => {
    const file = await exportKey(recipient, provider);
    const wrong = passphraseProvider({ passphrase: 'staple of another horse', log2N: 14 });
    expect(await rejectionCodeOf(importRecipientKey(file, wrong))).toBe('ERR_KEY_UNWRAP');
    const other = await generateRecipientKey();
    const swapped = file.replace(recipient.publicKey, other.publicKey);
    expect(await rejectionCodeOf(importRecipientKey(swapped, provider))).toBe('ERR_KEY_UNWRAP');
    const raw = rawKeyProvider({ key: Uint8Array.from({ length: 32 }, (_, i) => i) });
    expect(await rejectionCodeOf(importRecipientKey(file, raw))).toBe('ERR_MALFORMED_KEY');
  });

  it.each(['', '{', 'null', '[]', '{"format":"waybill-privacy-key","version":2}', '{"format":"x"}'])(
    'refuse %j',
    async (text) => {
      expect(await rejectionCodeOf(importRecipientKey(text, provider))).toBe('ERR_MALFORMED_KEY');
    },
  );
});
