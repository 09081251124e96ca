import type { RecipientKind, XWingKem } from '../sealed/kem.ts';
import { generateRecipientKey } from '../sealed/keys.ts';
import { usage } from './problem.ts';

/**
 * What X-Wing is computed with, as an option for `sealed`: the optional peer dependency where it is installed, else the WebCrypto of
 * Node 24, which warns that its ML-KEM is an experiment. Keys and batches are the same.
 *
 * @param kinds - Of the keys that are met: without an X-Wing key among them nothing is loaded.
 * @throws {Problem} `ERR_NO_X_WING`.
 */
export async function xWingFor(kinds: readonly RecipientKind[]): Promise<{ readonly xWing?: XWingKem }> {
  if (!kinds.includes('x-wing')) return {};
  try {
    return { xWing: (await import('@panva/hpke-noble')).KEM_MLKEM768_X25519 };
  } catch {
    await generateRecipientKey({ kind: 'x-wing' }).catch(() => {
      throw usage('ERR_NO_X_WING');
    });
    return {};
  }
}
